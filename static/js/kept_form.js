// Keeps what is filled into a form (data-kept) in this tab while the person decides something on another page, reads the
// page in the other language or reloads it, so that the form is as it was left. What the server sends back in a refused
// form (data-refused) counts more. Once it was accepted (data-kept-until-here) there is nothing to keep any more.

import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const key = `form:${location.pathname}`;
const form = document.querySelector("form[data-kept]");

const controls = () => [...form.elements].filter((control) => control.matches("textarea, [type=checkbox]"));
const nameOf = (control) => (control.type === "checkbox" ? `${control.name}=${control.value}` : control.name);
const valueOf = (control) => (control.type === "checkbox" ? control.checked : control.value);

function keep() {
  const values = controls().map((control) => [nameOf(control), valueOf(control)]);
  writeToTab(key, JSON.stringify(Object.fromEntries(values)));
}

function restore() {
  const kept = JSON.parse(readFromTab(key) ?? "{}");
  for (const control of controls()) {
    const value = kept[nameOf(control)];
    if (value === undefined) continue;
    if (control.type === "checkbox") control.checked = value;
    else control.value = value;
  }
}

if (document.querySelector("[data-kept-until-here]")) removeFromTab(key);
if (form) {
  if (!("refused" in form.dataset)) restore();
  // A check box of the form may be anywhere on the page.
  document.addEventListener("input", (event) => event.target.form === form && keep());
}
