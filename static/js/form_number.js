// „Back” fills a page in as it was left, and kept_form.js as it was sent, but the form has a new number, so that sending it
// again would create everything twice. The number with which the form of this page was last sent in this tab is put back;
// filled in differently, it is another form for the server (uuid_of_sent in stakeholders/forms.py).

import { readFromTab, writeToTab } from "./tab_storage.js";

const key = `form-number:${location.pathname}`;
const number = document.querySelector("[data-form-number]");

if (number) {
  const [visit] = performance.getEntriesByType("navigation");
  const isAsLeft = visit?.type === "back_forward" || "restored" in number.form.dataset;
  if (isAsLeft) number.value = readFromTab(key) ?? number.value;
  number.form.addEventListener("submit", () => writeToTab(key, number.value));
}
