// What a form held when it was sent stays in this tab until its answer comes. If the session had ended, the answer says so
// (data-refused). After signing in, the words are put back where they were typed, for the same account only. If the sign-in
// page comes without any answer, nobody knows whether the form was saved: its words are shown. The board keeps its own
// (board_drafts.js).

import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const KEY = "form-after-sign-in";
const script = document.querySelector("script[data-form-after-sign-in]");
const { account = "", refused, putBack = "", notSaved = "", unanswered = "" } = script.dataset;

// What the script of its page sends (`defaultPrevented`) has no answer that is a page.
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (account && form.method === "post" && !defaultPrevented && !form.matches(".sign-out, [hx-post]")) keep(form);
});

const kept = JSON.parse(readFromTab(KEY) ?? "null");
if (kept && refused) write({ ...kept, state: "refused" });
else if (kept && !account) write({ ...kept, state: kept.state || "unanswered" });
else if (kept) {
  removeFromTab(KEY);
  if (kept.account === account && kept.state === "refused") restore(kept);
  if (kept.account === account && kept.state === "unanswered") showWords(kept.fields, unanswered);
}

function keep(form) {
  const fields = [...form.elements].filter(isTyped).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
  write({ account, page: location.pathname, action: form.action, fields, state: "" });
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
  if (lost.some(isText)) showWords(lost, notSaved);
  else showLine("status", putBack);
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

// A line in a live region, so that it is read out too.
function showLine(region, text) {
  const line = document.createElement("p");
  line.className = region === "alert" ? "status-line is-problem" : "status-line";
  line.textContent = text;
  document.getElementById(region).append(line);
}

// Words that cannot be put back are shown to be copied.
function showWords(fields, text) {
  const value = fields.filter(isText).map((field) => field.value).join("\n\n");
  if (!value) return;
  showLine("alert", text);
  const words = document.createElement("textarea");
  Object.assign(words, { className: "form-control", readOnly: true, rows: 4, value });
  words.setAttribute("aria-label", text);
  document.getElementById("alert").append(words);
}

function write(form) {
  writeToTab(KEY, JSON.stringify(form));
}
