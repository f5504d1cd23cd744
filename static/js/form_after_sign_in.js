// What a form held when it was sent stays in this tab until its answer comes. If the session had ended, the answer says so
// (data-refused). After signing in, the words are put back where they were typed, for the same account only. Words that
// cannot be put back, and those of which nobody knows whether they were saved, since the sign-in page came without any
// answer, are shown on every page until they are deleted. The board keeps its own (board_drafts.js).

import { warn } from "./live_region.js";
import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const FORM = "form-after-sign-in";
const WORDS = "words-after-sign-in";
const script = document.querySelector("script[data-form-after-sign-in]");
const { account = "", refused, putBack = "" } = script.dataset;

// What the script of its page sends (`defaultPrevented`) has no answer that is a page.
document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (account && form.method === "post" && !defaultPrevented && !form.matches(".sign-out, [hx-post]")) keep(form);
});

const kept = read(FORM);
if (kept && refused) write(FORM, { ...kept, state: "refused" });
else if (kept && !account) write(FORM, { ...kept, state: kept.state || "unanswered" });
else if (account) {
  removeFromTab(FORM);
  if (kept?.account === account && kept.state === "refused") restore(kept);
  if (kept?.account === account && kept.state === "unanswered") addWords(kept.fields, "unanswered");
  for (const words of ownWords()) showWords(words);
}

function keep(form) {
  const fields = [...form.elements].filter(isTyped).map(({ name, type, value, checked }) => ({ name, type, value, checked }));
  write(FORM, { account, page: location.pathname, action: form.action, fields, state: "" });
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
  if (lost.some(isText)) addWords(lost, "notSaved");
  else showPutBack();
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

// `state` names their sentence: "notSaved" or "unanswered".
function addWords(fields, state) {
  const text = fields.filter(isText).map(({ value }) => value).join("\n\n");
  if (text) write(WORDS, [...ownWords(), { account, state, text }]);
}

function ownWords() {
  return (read(WORDS) ?? []).filter((words) => words.account === account);
}

// To be copied, with a button that deletes them.
function showWords({ state, text }) {
  const sentence = script.dataset[state];
  const line = lineOf(sentence);
  line.classList.add("is-problem");
  const words = document.createElement("textarea");
  Object.assign(words, { className: "form-control", readOnly: true, rows: 4, value: text });
  words.setAttribute("aria-label", sentence);
  const button = document.createElement("button");
  Object.assign(button, { className: "btn btn-line btn-dense", type: "button", textContent: script.dataset.delete });
  const place = document.createElement("div");
  place.className = "kept-words";
  place.append(line, words, button);
  button.addEventListener("click", () => {
    write(WORDS, ownWords().filter((other) => other.text !== text));
    place.remove();
    document.getElementById("content").focus();
  });
  (document.querySelector(".notices") ?? document.getElementById("messages")).after(place); // the latter: administration
  warn(sentence);
}

function read(key) {
  return JSON.parse(readFromTab(key) ?? "null");
}

function write(key, value) {
  writeToTab(key, JSON.stringify(value));
}
