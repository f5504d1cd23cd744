// What a form held when it was sent stays in this tab until its answer comes. If the session had ended, the answer says so
// (data-refused). After signing in, the words are put back where they were typed, for the same account only. Words that
// cannot be put back, or of which nobody knows whether they were saved, since the sign-in page came without any answer,
// are shown on every page until they are deleted or another form is sent. The board keeps its own (board_drafts.js).

import { warn } from "./live_region.js";
import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const KEY = "form-after-sign-in";
const script = document.querySelector("script[data-form-after-sign-in]");
const { account = "", refused, putBack = "" } = script.dataset;

// What the script of its page sends (`defaultPrevented`) has no answer that is a page.
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (account && form.method === "post" && !defaultPrevented && !form.matches(".sign-out, [hx-post]")) keep(form);
});

const kept = JSON.parse(readFromTab(KEY) ?? "null");
if (kept && refused) write({ ...kept, state: "refused" });
else if (kept && !account) write({ ...kept, state: kept.state || "unanswered" });
else if (kept?.account === account && kept.state === "refused") restore(kept);
else if (kept?.account === account && kept.state) showWords(kept);
else removeFromTab(KEY);

function keep(form) {
  const fields = [...form.elements].filter(isTyped).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
  write({ account, page: location.pathname, action: form.action, fields, state: "" });
}

// Secrets and files are never kept; hidden fields belong to the page.
function isTyped({ name, type, disabled }) {
  return name && !disabled && !["hidden", "password", "file", "submit", "button", "fieldset"].includes(type);
}

function restore(kept) {
  const { page, action, fields } = kept;
  const form = page === location.pathname && [...document.forms].find((found) => found.action === action);
  const controls = form ? [...form.elements].filter(isTyped) : [];
  const lost = fields.filter((field) => !fill(controls, field));
  for (const control of controls) control.closest("details")?.setAttribute("open", "");
  if (lost.some(isText)) {
    const words = { ...kept, fields: lost, state: "notSaved" };
    write(words);
    showWords(words);
  } else {
    removeFromTab(KEY);
    showPutBack();
  }
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
function showPutBack() {
  document.getElementById("status").append(lineOf(putBack));
}

function lineOf(text) {
  const line = document.createElement("p");
  line.className = "status-line";
  line.textContent = text;
  return line;
}

// The words, to be copied, with the sentence for their state ("notSaved" or "unanswered").
function showWords({ fields, state }) {
  const value = fields.filter(isText).map((field) => field.value).join("\n\n");
  if (!value) return removeFromTab(KEY);
  const text = script.dataset[state];
  const line = lineOf(text);
  line.classList.add("is-problem");
  const words = document.createElement("textarea");
  Object.assign(words, { className: "form-control", readOnly: true, rows: 4, value });
  words.setAttribute("aria-label", text);
  const button = document.createElement("button");
  Object.assign(button, { className: "btn btn-line btn-dense", type: "button", textContent: script.dataset.delete });
  const place = document.createElement("div");
  place.className = "kept-words";
  place.append(line, words, button);
  button.addEventListener("click", () => {
    removeFromTab(KEY);
    place.remove();
    document.getElementById("content").focus();
  });
  (document.querySelector(".notices") ?? document.getElementById("messages")).after(place); // the latter: administration
  warn(text);
}

function write(form) {
  writeToTab(KEY, JSON.stringify(form));
}
