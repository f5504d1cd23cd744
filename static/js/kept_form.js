// Keeps what is filled into a form (data-keep) in this tab while the person decides something on another page, reads the
// page in the other language or reloads it, so that the form is as it was left. What the server sends back in a refused
// form (data-refused) counts more. Once it was accepted there is nothing to keep any more: the page that says so
// (data-kept-until-here) may be left before it is read, so each sending has a name, and the next page knows the names of
// those that were accepted (data-accepted). What is typed after „Back” belongs to no sending, so it is kept.

import { newUuid } from "./capture/uuid.js";
import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const key = `form:${location.pathname}`;
const form = document.querySelector("form[data-keep]");

const KEPT = "textarea, [type=text], [type=email], [type=radio], [type=checkbox]";
const controls = () => [...form.elements].filter((control) => control.matches(KEPT));
const isChoice = (control) => control.matches("[type=radio], [type=checkbox]");
const nameOf = (control) => (isChoice(control) ? `${control.name}=${control.value}` : control.name);
const valueOf = (control) => (isChoice(control) ? control.checked : control.value);

function keep(sending = "") {
  const values = controls().map((control) => [nameOf(control), valueOf(control)]);
  writeToTab(key, JSON.stringify({ sending, values: Object.fromEntries(values) }));
}

function restore({ sending, values }) {
  for (const control of controls()) {
    const value = values[nameOf(control)];
    if (value === undefined) continue;
    if (isChoice(control)) control.checked = value;
    else control.value = value;
  }
  if (sending) form.dataset.restored = ""; // as it was sent, for form_number.js
}

if (document.querySelector("[data-kept-until-here]")) removeFromTab(key);
if (form) {
  const kept = JSON.parse(readFromTab(key) ?? "null");
  if (kept?.sending && form.dataset.accepted.includes(kept.sending)) removeFromTab(key);
  else if (kept?.values && !("refused" in form.dataset)) restore(kept);
  let sending = "";
  form.addEventListener("submit", () => keep((sending = newUuid())));
  form.addEventListener("formdata", ({ formData }) => formData.set("sending", sending));
  // A check box of the form may be anywhere on the page.
  document.addEventListener("input", (event) => event.target.form === form && keep());
}
