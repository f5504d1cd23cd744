// Keys of the feedback desk, and how many answers are selected. J and K, or the arrows, go through the answers that are in
// no group; 1 to 9 put the selected ones, or the one with the focus, into that group, N into a new one, X hides them.
// Each key presses a button of the page (data-key). The keys that are letters or digits can be switched off. Enter goes from
// an answer to these buttons.

import { readFromDevice, writeToDevice } from "./device_storage.js";
import { focusFirst } from "./html.js";
import { announce } from "./live_region.js";
import { readFromTab, removeFromTab, writeToTab } from "./tab_storage.js";

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const SWITCHED_OFF = "answer-keys-off";
const PLACE = "answer-place"; // how many answers come before the one that was put away by a key
const TYPING = "textarea, select, input:not([type=checkbox], [type=radio])";

const form = document.getElementById("ungrouped");
const bar = form?.querySelector(".selected-bar");
const newGroup = document.querySelector("[data-key=N]"); // the page that follows shows the new group, to be named
const keySwitch = document.getElementById("answer-keys");
const place = readFromTab(PLACE);
removeFromTab(PLACE); // or else it would be used at another question
if (bar) start();
goOn();

function start() {
  keySwitch.checked = !readFromDevice(SWITCHED_OFF);
  keySwitch.addEventListener("change", () => {
    writeToDevice(SWITCHED_OFF, keySwitch.checked ? "" : "1");
    showKeys();
  });
  showKeys();
  form.addEventListener("change", showCount);
  bar.querySelector(".clear").addEventListener("click", clear);
  showCount();
  document.addEventListener("keydown", onKey);
}

function answers() {
  return [...(form?.querySelectorAll("input[name=answers]") ?? [])];
}

function selected() {
  return answers().filter((answer) => answer.checked);
}

// --- The bar --------------------------------------------------------------------------------------------------------

// In the words of the page's language: „1 atbilde”, „3 atbildes”, „10 atbilžu”.
function showCount() {
  const place = bar.querySelector(".picked");
  const count = selected().length;
  const kind = new Intl.PluralRules(document.documentElement.lang).select(count);
  const text = place.dataset[kind] ?? place.dataset.other;
  place.textContent = text.replace(/\d+/, count);
  place.classList.add("is-counted");
}

function clear() {
  for (const answer of selected()) answer.checked = false;
  showCount();
  answers()[0].focus();
}

// --- Keys -----------------------------------------------------------------------------------------------------------

function showKeys() {
  for (const button of document.querySelectorAll("[data-key]")) {
    button.querySelector("kbd")?.remove();
    button.removeAttribute("aria-keyshortcuts");
    if (!keySwitch.checked) continue;
    const key = document.createElement("kbd");
    key.textContent = button.dataset.key;
    key.setAttribute("aria-hidden", "true");
    button.prepend(key);
    button.setAttribute("aria-keyshortcuts", button.dataset.key);
  }
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(TYPING)) return;
  if (document.querySelector("dialog[open]")) return;
  const isOnAnswer = answers().includes(event.target);
  if (event.key === "Enter" && isOnAnswer) return goToButtons(event);
  if (event.key.startsWith("Arrow") ? !isOnAnswer : !keySwitch.checked) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key in STEPS) {
    event.preventDefault();
    step(STEPS[key]);
    return;
  }
  const button = document.querySelector(`[data-key="${CSS.escape(key.toUpperCase())}"]`);
  if (!button) return;
  event.preventDefault();
  if (!event.repeat) press(button);
}

function step(by) {
  const all = answers();
  const now = all.indexOf(document.activeElement);
  const next = now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1);
  all[next].focus();
}

// In a checkbox the browser would press the first button of the form, which may be that of another answer.
function goToButtons(event) {
  event.preventDefault();
  selectFocused();
  newGroup.focus();
}

function press(button) {
  selectFocused();
  if (!selected().length) return announce(bar.dataset.none);
  if (button !== newGroup) writeToTab(PLACE, answers().findIndex((answer) => answer.checked));
  form.requestSubmit(button);
}

// With nothing selected the key is for the answer that has the focus.
function selectFocused() {
  const all = answers();
  if (!selected().length && all.includes(document.activeElement)) document.activeElement.checked = true;
  showCount();
}

// The page that follows has the focus where the answer was, so that the next one can be decided.
function goOn() {
  if (place === null) return;
  const all = answers();
  const next = all[Math.min(Number(place), all.length - 1)];
  focusFirst([next ? `#ungrouped input[value="${next.value}"]` : "#ungrouped-none"]);
}
