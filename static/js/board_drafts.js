// What is selected and typed on the board and not yet saved outlasts every swap of the board, and the page itself: it is
// stored on this device like the draft of a capture form. Selected items outlast the page only for a few minutes. What is
// filled in for the selected items, such as a note, never becomes that of others: it leaves the form with the last of them.

import { OutboxStore } from "./capture/outbox_store.js";
import { cloneTemplate } from "./html.js";
import { UnplacedTexts } from "./unplaced_texts.js";
import { isUnsaved, showUnsaved } from "./unsaved.js";

const FIELDS = "textarea[name=wording], #note, #reason, #place-in";
const TEXTS = "textarea[name=wording], #note";
const BOXES = "input[name=items]";
const PAUSE = 300; // ms without a key or a tap
const SELECTED_FOR = 10 * 60 * 1000; // ms

// fields: {id, role, value, items} of all roles, with the ids of the items that it was filled in for; selected: ids of items
// shown here
const draft = { fields: [], selected: [] };
let opened = []; // ids of what is unfolded
let caret = null; // of the text with the focus: [start, end]
let store = null;
let unplaced = null; // UnplacedTexts of this board, once the store is open
const earlyUnplaced = []; // texts until then
let key = "";
let stored = contentOf(draft);
let timer = 0;

export async function startDrafts() {
  const { owner, plan } = board().dataset;
  key = `draft:${owner}:board-${plan}`;
  store = await OutboxStore.open();
  const saved = await store.setting(key);
  collect();
  if (saved) {
    stored = contentOf(saved);
    const typed = draft.fields.map(({ id }) => id);
    draft.fields.push(...saved.fields.filter(({ id }) => !typed.includes(id)));
    if (Date.now() - saved.at < SELECTED_FOR) draft.selected.push(...saved.selected);
  }
  unplaced = new UnplacedTexts(store, `${key}:unplaced`, isShown);
  keepUnplaced(earlyUnplaced);
  putBack();
  document.addEventListener("input", noteChange);
  document.addEventListener("change", noteChange);
  window.addEventListener("pagehide", collectAndSave);
  window.addEventListener("beforeunload", (event) => {
    collect();
    if (!store.isDurable && (textsOf(draft) || !unplaced.isEmpty)) event.preventDefault();
  });
  document.body.dataset.drafts = ""; // for tests: from here on what is typed is stored
}

// Before a swap: note what the board holds, without what the request has just saved.
export function noteBoard({ xhr, requestConfig: { elt: form, triggeringEvent, formData } }) {
  const isDone = xhr.status < 400;
  const isAsSent = ({ name, value }) => formData.get(name) === value; // nobody has typed on meanwhile
  clearTimeout(timer); // what it would collect between the swap and `putBack` is less
  collect((field) => isDone && isSentBy(field, form, triggeringEvent?.submitter) && isAsSent(field));
  save();
}

// After a swap, or on a page that has just been opened.
export function putBack() {
  if (!board()) return;
  const { role } = board().dataset;
  const here = draft.fields.filter((field) => field.role === role);
  for (const field of here.filter(hasPlace)) fill(document.getElementById(field.id), field.value);
  const gone = here.filter((field) => !hasPlace(field));
  draft.fields = draft.fields.filter((field) => !gone.includes(field));
  keepUnplaced(gone.filter(({ id, value }) => isText(id) && value.trim()).map(({ value }) => value));
  draft.selected = draft.selected.filter((id) => document.getElementById(id));
  for (const id of draft.selected) document.getElementById(id).checked = true;
  for (const id of [...opened, ...draft.selected]) unfold(document.getElementById(id));
  save();
}

function keepUnplaced(texts) {
  if (unplaced) unplaced.add(texts);
  else earlyUnplaced.push(...texts);
}

function board() {
  return document.getElementById("board");
}

function collect(isSaved = () => false) {
  if (!board()) return;
  const { role } = board().dataset;
  const unsaved = [...board().querySelectorAll(FIELDS)].filter((field) => isUnsaved(field) && !isSaved(field));
  draft.selected = [...board().querySelectorAll(BOXES)].filter((box) => box.checked).map(({ id }) => id);
  const others = draft.fields.filter((field) => field.role !== role);
  const here = unsaved.map((field) => ({ id: field.id, role, value: field.value, items: itemsOf(field, role) }));
  draft.fields = [...others, ...here];
  opened = [...board().querySelectorAll("details[open] > summary")].map(({ id }) => id);
  const { activeElement } = document;
  caret = activeElement.matches(TEXTS) ? [activeElement.selectionStart, activeElement.selectionEnd] : null;
}

// What a field of the selected items is filled in for: the last selection. Before the first one it is for none yet.
function itemsOf(field, role) {
  if (field.form.id !== "decide") return [];
  if (draft.selected.length) return [...draft.selected];
  return draft.fields.find((before) => before.id === field.id && before.role === role)?.items ?? [];
}

// Whether the board still has the field and one of the items that it was filled in for. Older drafts name none.
function hasPlace({ id, items = [] }) {
  return document.getElementById(id) && (!items.length || items.some((item) => document.getElementById(item)));
}

// `data-sent-by` is the button that sends a field, where its form has several.
function isSentBy(field, form, submitter) {
  return field.form === form && [undefined, submitter?.id].includes(field.dataset.sentBy);
}

function fill(field, value) {
  field.value = value;
  unfold(field);
  if (!field.matches(TEXTS)) return;
  showUnsaved(field);
  if (caret && field === document.activeElement) field.setSelectionRange(...caret);
}

function unfold(element) {
  const details = element?.closest("details");
  if (details) details.open = true;
}

// Whether the board shows this text by now, as the wording of an action or the note to an item that is set aside.
function isShown(value) {
  const texts = [...document.querySelectorAll(".action-card summary .txt, .aside .reason-note")];
  return texts.some((text) => plain(text.textContent) === plain(value));
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}

function isText(id) {
  return id === "note" || id.startsWith("wording-");
}

function textsOf({ fields }) {
  const texts = fields.filter(({ id }) => isText(id));
  return texts.map(({ value }) => value).join("\n");
}

function noteChange({ target }) {
  if (!board()?.contains(target)) return;
  if (target.matches(TEXTS)) showUnsaved(target);
  clearTimeout(timer);
  timer = setTimeout(collectAndSave, PAUSE);
}

function collectAndSave() {
  collect();
  save();
}

// A text in a draft is counted at signing out (`countDrafts`).
function save() {
  if (!store || contentOf(draft) === stored) return;
  stored = contentOf(draft);
  store.saveSetting(key, { ...draft, text: textsOf(draft), at: Date.now() });
}

function contentOf({ fields, selected }) {
  return JSON.stringify([fields, selected]);
}
