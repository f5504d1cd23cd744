// Capture for one who types in a noisy room: the field is always ready, Enter adds, nothing waits for the network.
// What was typed is kept in the outbox of this device first and stands in the list then; the server's own line takes
// its place when it was sent. Without this file the page is a plain form that does the same, slower.

import { chosenRoles, count, moveChoice, pairOf, sentenceOf, startGrid } from "./role_grid.js";
import { startKeeping, startOutbox } from "./drafts.js";
import { newUuid } from "./outbox.js";
import { startSimilar } from "./similar.js";
import { copyOf, say } from "../live_region.js";

const PATIENCE = 10_000; // ms
const LINES = 20; // as many as the server gives at once

const form = document.getElementById("capture");
const field = form?.elements.text;
const list = document.getElementById("said");
const clock = new Intl.DateTimeFormat("lv", { timeStyle: "short", timeZone: "Europe/Riga" });
const items = new Map(); // lines of this page that are not the server's own, by UUID
const done = new Set(); // what was sent or taken back: an older look into the outbox does not bring it back
let adding = Promise.resolve(); // until what was entered is kept on this device and stands in the list
let moving = Promise.resolve(); // until words that go back into the field have left the outbox
let settling = Promise.resolve(); // until the lines of what was sent are the server's own
let keeping = null; // the outbox and the draft, once they are open
let similar = null; // what was said already and looks like the words in the field

if (form) start();
else startOutbox();

function start() {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.id === "look-first") return; // the browser goes to the page of the pasted lines
    event.preventDefault();
    add();
  });
  field.addEventListener("keydown", onKey);
  field.addEventListener("paste", onPaste);
  startGrid(() => field.focus());
  document.getElementById("outbox").addEventListener("click", ({ detail, target }) => {
    if (detail && target.closest("button")) field.focus(); // as a tap in the grid does; by keys one stays there
  });
  similar = startSimilar(field);
  keeping = startKeeping(form, "capture").then(async (kept) => {
    kept.outbox.addEventListener("change", ({ detail }) => showWaiting(detail));
    kept.outbox.addEventListener("sent", ({ detail }) => {
      settling = Promise.all([settling, settle(detail.entries)]);
    });
    kept.outbox.addEventListener("refused", ({ detail }) => giveBack(detail.entry));
    kept.outbox.addEventListener("taken", ({ detail }) => forgetItem(detail.uuid));
    showWaiting(await kept.outbox.entries());
    kept.outbox.send();
    document.body.dataset.kept = ""; // ready to keep
    return kept;
  });
}

// --- Keys -----------------------------------------------------------------------------------------------------------

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    if (!event.repeat) add(); // a key held down adds once
  } else if (field.value === "" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
    // Only in the empty field: with words in it these keys belong to the words.
    if (event.key.toLowerCase() === "z") {
      event.preventDefault();
      takeBackLast();
    } else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      say(moveChoice(event.key));
    }
  }
}

function onPaste(event) {
  const pasted = event.clipboardData.getData("text/plain");
  if (pasted.split(/\r?\n/).filter((line) => line.trim()).length < 2) return;
  event.preventDefault();
  if (document.body.dataset.shell) return; // without a connection there is no page that would look at the lines
  field.setRangeText(pasted, field.selectionStart, field.selectionEnd, "end");
  form.requestSubmit(document.getElementById("look-first"));
}

// --- Adding ---------------------------------------------------------------------------------------------------------

// The field is free at once for the next words; the line stands in the list when the device has kept it.
function add() {
  tellProblem("");
  const text = field.value.trim();
  field.focus();
  if (!text) return;
  const roles = chosenRoles();
  const table = form.elements.table?.value ?? "";
  const uuid = field.dataset.uuid || newUuid();
  fill("", "");
  adding = Promise.all([adding, keep(uuid, text, roles, table)]);
}

async function keep(uuid, text, roles, table) {
  const { outbox, draft } = await keeping;
  await moving; // the same UUID is not taken out after it was put in again
  draft.drop();
  done.delete(uuid);
  const about = { think_tank: Number(form.dataset.thinkTank), owner: form.dataset.owner };
  const entry = await outbox.add({ uuid, ...about, text, ...roles, table }, draft.key);
  show(entry);
  say(form.dataset.added);
}

// The field with other words, and the UUID that they had, if any.
function fill(text, uuid) {
  field.value = text;
  field.dataset.uuid = uuid;
  similar.forget();
}

function showWaiting({ waiting, refused }) {
  waiting.filter(isOfThisPage).forEach(show);
  refused.filter(isOfThisPage).forEach(tellRefused);
}

function isOfThisPage(entry) {
  return String(entry.think_tank) === form.dataset.thinkTank && entry.owner === form.dataset.owner;
}

// The line as it looks until the server's own comes: the same words and roles, and that it waits.
function show(entry) {
  if (items.has(entry.uuid) || done.has(entry.uuid)) return;
  if (list.querySelector(`li[data-uuid="${entry.uuid}"]`)) return; // the server has it, only its answer was lost
  document.getElementById("nothing-said")?.remove();
  const item = copyOf("waiting-line");
  item.dataset.uuid = entry.uuid;
  item.querySelector(".txt").innerText = entry.text;
  item.querySelector("time").textContent = clock.format(new Date(entry.client_time));
  item.querySelector(".pair").append(...sentenceOf(pairOf(entry)));
  items.set(entry.uuid, item);
  list.prepend(item);
}

function forgetItem(uuid) {
  done.add(uuid);
  items.get(uuid)?.remove();
  items.delete(uuid);
}

// What was sent by any tab: the server's own lines take the place of ours, as soon as they can be had.
async function settle(entries) {
  const here = entries.filter(isOfThisPage);
  for (const entry of here) {
    done.delete(entry.uuid); // taken back while it was on its way: it stands after all
    show(entry);
    const item = items.get(entry.uuid);
    if (!item) continue;
    item.classList.remove("waits");
    item.querySelector(".sent").replaceWith(copyOf("sent-mark"));
    items.delete(entry.uuid);
    done.add(entry.uuid);
    count(pairOf(entry), 1);
  }
  if (!here.length || document.body.dataset.shell) return;
  // Also those whose line could not be had before. A line of the server's stays: somebody may be at work in it.
  const ours = [...list.querySelectorAll("li:not([data-version], .waits)")].slice(0, LINES);
  const address = `${location.pathname}?${new URLSearchParams(ours.map((line) => ["uuid", line.dataset.uuid]))}`;
  const lines = parsed((await ask(address, {})).text).querySelectorAll("li[data-uuid]");
  for (const line of [...lines]) {
    list.querySelector(`li[data-uuid="${line.dataset.uuid}"]:not([data-version])`)?.replaceWith(document.adoptNode(line));
  }
}

// What came back from a page; nothing where the network or the session is gone.
async function ask(address, options) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  const headers = { "HX-Request": "true" };
  try {
    const response = await fetch(address, { ...options, headers, signal, redirect: "manual" });
    return { kept: response.ok, told: [409, 422].includes(response.status), text: await response.text() };
  } catch {
    return { kept: false, told: false, text: "" };
  }
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// What was refused goes back into the field; where the person types on already, it stays in the list with the reason.
async function giveBack(entry) {
  if (!isOfThisPage(entry)) return;
  if (field.value === "" && document.hasFocus()) {
    await intoField(await keeping, entry, "");
    tellProblem(entry.error);
  } else {
    tellRefused(entry);
  }
}

function tellRefused(entry) {
  show(entry);
  const state = items.get(entry.uuid)?.querySelector(".sent");
  if (!state || state.classList.contains("is-problem")) return; // what has the focus keeps it
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn-text";
  again.textContent = `${form.dataset.refused}: ${entry.error}`;
  again.addEventListener("click", async () => {
    if (field.value === "") intoField(await keeping, entry, "");
    field.focus();
  });
  state.classList.add("is-problem");
  state.replaceChildren(again);
}

// The words stand in the field, and are kept there, before they leave the outbox.
async function intoField({ outbox, draft }, entry, uuid) {
  fill(entry.text, uuid);
  moving = Promise.all([moving, draft.keep().then(() => outbox.takeOut(entry.uuid))]);
  await moving;
}

// --- Taking back ----------------------------------------------------------------------------------------------------

// The newest line that can be taken back: of this device, or one's own on the server. Its words stand in the field at
// once, chosen, so that typing replaces them; what goes on after that leaves alone what is typed.
async function takeBackLast() {
  const kept = await keeping;
  await adding;
  const { uuid } = list.querySelector("li[data-mine], li:not([data-version])")?.dataset ?? {};
  const { waiting, refused } = await kept.outbox.entries();
  const entry = [...waiting, ...refused].find((one) => one.uuid === uuid);
  if (!entry) await settling;
  if (!uuid || field.value !== "") return;
  if (entry) await takeBackKept(kept, entry);
  else await takeBackSent(kept, list.querySelector(`li[data-uuid="${uuid}"]`));
}

// With its UUID: if an answer was lost and the server has it, it is not there twice.
async function takeBackKept(kept, entry) {
  const moved = intoField(kept, entry, entry.error ? "" : entry.uuid);
  field.select();
  await moved;
  say(form.dataset.takenBack);
}

async function takeBackSent({ outbox, draft }, line) {
  const words = line.querySelector(".txt").innerText;
  fill(words, "");
  field.select();
  await draft.keep();
  const csrf = line.dataset.version && (await outbox.session())?.csrf;
  const values = { csrfmiddlewaretoken: csrf, version: line.dataset.version };
  const answer = csrf ? await ask(line.dataset.withdraw, { method: "POST", body: new URLSearchParams(values) }) : {};
  if (answer.kept) {
    line.remove();
    count(line.dataset.pair, -1);
    say(form.dataset.takenBack);
    return;
  }
  // Asked and not answered: it may be taken back all the same, so the words stay here.
  const unknown = csrf && !answer.told;
  if (field.value === words && !unknown) {
    fill("", "");
    await draft.keep();
  }
  const why = answer.told ? parsed(answer.text).body.textContent.trim() : form.dataset.offline;
  tellProblem(unknown ? form.dataset.unanswered : why);
}

function tellProblem(words) {
  field.classList.toggle("is-invalid", Boolean(words));
  field.setAttribute("aria-invalid", Boolean(words));
  const line = words ? copyOf("problem-line") : "";
  if (words) line.querySelector("span").textContent = words;
  document.getElementById("capture-problem").replaceChildren(line);
}
