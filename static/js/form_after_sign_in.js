// What a form held when it was sent stays in this tab until its answer comes. If the session had ended, the answer says so
// (data-refused). After signing in, the words are put back where they were typed, for the same account only. The board
// keeps its own (board_drafts.js).

import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const KEY = "form-after-sign-in";
const script = document.querySelector("script[data-form-after-sign-in]");
const { account = "", refused, putBack = "", notSaved = "" } = script.dataset;

document.addEventListener("submit", ({ target: form }) => {
  if (account && form.method === "post" && !form.matches(".sign-out, [hx-post]")) keep(form);
});

const kept = JSON.parse(readFromTab(KEY) ?? "null");
if (kept && refused) write({ ...kept, wasRefused: true });
else if (kept && account) {
  removeFromTab(KEY);
  if (kept.wasRefused && kept.account === account) restore(kept);
}

function keep(form) {
  const fields = [...form.elements].filter(isTyped).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
  write({ account, page: location.pathname, action: form.action, fields, wasRefused: false });
}

// Secrets and files are never kept; hidden fields belong to the page.
function isTyped({ name, type, disabled }) {
  return name && !disabled && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(type);
}

function restore({ page, action, fields }) {
  const form = page === location.pathname && [...document.forms].find((found) => found.action === action);
  const controls = form ? [...form.elements].filter(isTyped) : [];
  const lost = fields.filter((field) => !fill(controls, field));
  for (const control of controls) control.closest("details")?.setAttribute("open", "");
  if (lost.some(isText)) showWords(lost.filter(isText));
  else showLine(putBack);
  controls.find(isText)?.focus();
}

// Puts the value of a field into the first control that is like it; each control takes one.
function fill(controls, { name, type, value, checked }) {
  const isChoice = type === "checkbox" || type === "radio";
  const at = controls.findIndex((control) => control.name === name && control.type === type && (!isChoice || control.value === value));
  if (at < 0) return false;
  const [control] = controls.splice(at, 1);
  if (isChoice) control.checked = checked;
  else control.value = value;
  controls.push(control);
  return true;
}

function isText({ type, value }) {
  return ["text", "textarea", "search", "email", "url"].includes(type) && value.trim() !== "";
}

// A line in the live region, so that it is read out too.
function showLine(text) {
  const line = document.createElement("p");
  line.className = "status-line";
  line.textContent = text;
  document.getElementById("status").append(line);
}

// Where the form is not on this page, its words are shown to be copied.
function showWords(fields) {
  showLine(notSaved);
  const words = document.createElement("textarea");
  Object.assign(words, { className: "form-control", readOnly: true, rows: 4, value: fields.map(({ value }) => value).join("\n\n") });
  words.setAttribute("aria-label", notSaved);
  document.getElementById("alert").append(words);
}

function write(form) {
  writeToTab(KEY, JSON.stringify(form));
}
