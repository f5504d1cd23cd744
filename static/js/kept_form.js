// Keeps what is filled into a form (data-kept) in this tab while the person decides something on another page, reads the
// page in the other language or reloads it, so that the form is as it was left. What the server sends back in a refused
// form (data-refused) counts more. Once it was accepted there is nothing to keep any more: the page that says so
// (data-kept-until-here) may have been left too early to be read, so the next one names the form too (data-accepted).

import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const key = `form:${location.pathname}`;
const form = document.querySelector("form[data-kept]");
const number = form?.querySelector("[data-form-number]");

const controls = () => [...form.elements].filter((control) => control.matches("textarea, [type=checkbox]"));
const nameOf = (control) => (control.type === "checkbox" ? `${control.name}=${control.value}` : control.name);
const valueOf = (control) => (control.type === "checkbox" ? control.checked : control.value);

function keep() {
  const values = controls().map((control) => [nameOf(control), valueOf(control)]);
  writeToTab(key, JSON.stringify({ number: number.value, values: Object.fromEntries(values) }));
}

// With its number, so that what has reached the server without an answer is kept there once.
function restore(kept) {
  number.value = kept.number;
  for (const control of controls()) {
    const value = kept.values[nameOf(control)];
    if (value === undefined) continue;
    if (control.type === "checkbox") control.checked = value;
    else control.value = value;
  }
}

if (document.querySelector("[data-kept-until-here]")) removeFromTab(key);
if (form) {
  const kept = JSON.parse(readFromTab(key) ?? "null");
  if (kept?.number === form.dataset.accepted) removeFromTab(key);
  else if (kept && !("refused" in form.dataset)) restore(kept);
  form.addEventListener("submit", keep);
  // A check box of the form may be anywhere on the page.
  document.addEventListener("input", (event) => event.target.form === form && keep());
}
