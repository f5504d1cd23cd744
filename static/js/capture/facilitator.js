// The facilitator's capture page: the field is always ready, Enter adds, and nothing waits for the network. What was
// typed is stored in the outbox first and shown in the list; the server's own item replaces it when it was sent.
// Without this script the page is a plain form that does the same, slower.

import { announce } from "../live_region.js";
import { CaptureField } from "./capture_field.js";
import { startCapture, startOutbox } from "./capture_page.js";
import { fetchItems, MOST_ITEMS } from "./fragments.js";
import { keepPlace } from "./place.js";
import { changeCount, chosenPair, chosenRoles, moveChoice, pairOf, sentenceOf, startGrid } from "./role_grid.js";
import { checkTakenBack, takeBackLast } from "./take_back.js";
import { newUuid } from "./uuid.js";
import { WaitingList } from "./waiting_list.js";

const form = document.getElementById("capture");
const field = form && new CaptureField(form);
const list = form && new WaitingList(form, { fillItem, returnToField });
const clock = new Intl.DateTimeFormat("lv", { timeStyle: "short", timeZone: "Europe/Riga" });
let adding = Promise.resolve(); // until what was added is stored on this device and shown in the list
let settling = Promise.resolve(); // until the server's items have replaced those of what was sent
let started = null; // the outbox and the draft, once they are open

if (form) start();
else startOutbox();
if (!document.body.dataset.shell) keepPlace(chosenPair);

function start() {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.id === "look-first") {
      openList();
      return; // the browser opens the page of pasted lines
    }
    event.preventDefault();
    add();
  });
  form.elements.text.addEventListener("keydown", onKey);
  form.elements.text.addEventListener("paste", onPaste);
  startGrid(() => field.focus());
  document.getElementById("outbox").addEventListener("click", ({ detail, target }) => {
    if (detail && target.closest("button")) field.focus(); // after a tap; after a key the focus stays
  });
  started = startCapture(form, "capture", { list, onSent, onRefused, onListed });
  started.then((capture) => checkTakenBack(field, capture));
}

// Whatever becomes of the page of pasted lines, the text keeps the UUID of its list: the server takes it only once.
function openList() {
  const uuid = newUuid();
  form.elements.list.value = uuid;
  field.fill(field.text, uuid, uuid);
  started.then(({ draft }) => draft.save());
}

// --- Keys -----------------------------------------------------------------------------------------------------------

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (!event.repeat) add(); // a key held down adds once
  } else if (field.isEmpty && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
    // Only in the empty field: in a text these keys belong to the text.
    if (event.key.toLowerCase() === "z") {
      event.preventDefault();
      takeBack();
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      announce(moveChoice(event.key));
    }
  }
}

function onPaste(event) {
  const pasted = event.clipboardData.getData("text/plain");
  if (pasted.split(/\r?\n/).filter((line) => line.trim()).length < 2) return;
  event.preventDefault();
  if (document.body.dataset.shell) return; // the page of pasted lines needs a connection
  const input = event.currentTarget;
  input.setRangeText(pasted, input.selectionStart, input.selectionEnd, "end");
  form.requestSubmit(document.getElementById("look-first"));
}

async function takeBack() {
  const capture = await started;
  await adding;
  await takeBackLast(field, capture, () => settling);
}

// --- Adding ---------------------------------------------------------------------------------------------------------

// The field is free at once for the next text; the item is in the list when the device has stored it.
function add() {
  field.showProblem("");
  const text = field.text.trim();
  field.focus();
  if (!text) return;
  const table = form.elements.table?.value ?? "";
  const uuids = { uuid: field.uuid || newUuid(), list: field.list };
  const entry = { ...uuids, ...pageFields(), text, ...chosenRoles(), table };
  field.fill("", "");
  adding = Promise.all([adding, store(entry)]);
}

async function store(entry) {
  const { outbox, draft } = await started;
  await field.moved; // a UUID is taken out before it is added again
  draft.drop();
  list.reopen(entry.uuid);
  list.show(await outbox.add(entry, draft.key));
  if (!field.isEmpty) draft.save(); // what came back into the field, or was typed, meanwhile
  announce(outbox.isHeldUp ? form.dataset.kept : form.dataset.added);
}

function pageFields() {
  return { think_tank: Number(form.dataset.thinkTank), owner: form.dataset.owner };
}

// --- The list -------------------------------------------------------------------------------------------------------

function fillItem(item, entry) {
  item.querySelector(".txt").innerText = entry.text;
  item.querySelector("time").textContent = clock.format(new Date(entry.client_time));
  item.querySelector(".pair").append(...sentenceOf(pairOf(entry)));
}

function onSent(entries) {
  settling = Promise.all([settling, settle(entries)]);
  return settling;
}

// Also for items whose replacement could not be fetched before. The server's items stay: somebody may be using them. What
// the server does not list was withdrawn or split meanwhile by somebody else.
async function settle(entries) {
  for (const entry of entries.filter((entry) => list.showSent(entry))) changeCount(pairOf(entry), 1);
  const uuids = list.sent.slice(-MOST_ITEMS);
  if (!uuids.length || document.body.dataset.shell) return;
  const { ok, body } = await fetchItems(uuids);
  const items = [...body.querySelectorAll("li[data-uuid]")];
  const listed = items.map((item) => item.dataset.uuid);
  for (const item of items) list.replace(item);
  if (ok) uuids.filter((uuid) => !listed.includes(uuid)).forEach((uuid) => list.remove(uuid));
}

// A refused text goes back into the field; if that is in use, it stays in the list with the reason.
async function onRefused(entry) {
  if (!list.isOfThisPage(entry)) return;
  if (!field.isEmpty || !document.hasFocus()) return list.showRefused(entry);
  await field.moveIn(entry, "", await started);
  field.showProblem(entry.error);
}

// Its lines are saved: the text is gone, and the page says why; under the field only if nothing else is being typed there.
function onListed(entry) {
  if (!list.isOfThisPage(entry)) return;
  if (field.isEmpty) field.showProblem(entry.error);
  else announce(entry.error);
}

async function returnToField(entry) {
  if (field.isEmpty) field.moveIn(entry, "", await started);
  field.focus();
}
