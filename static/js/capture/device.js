// The capture page of a participant's phone: what is added is stored on the phone first and sent afterwards.
// Without this script the page is a plain form.

import { cloneTemplate, parseHtml } from "../html.js";
import { announce, warn } from "../live_region.js";
import { AddedLine } from "./added_line.js";
import { CaptureField } from "./capture_field.js";
import { startCapture, startOutbox } from "./capture_page.js";
import { startRoom } from "./room.js";
import { newUuid } from "./uuid.js";
import { WaitingList } from "./waiting_list.js";

const TIME_LIMIT = 10_000; // ms

const form = document.getElementById("capture");
const field = form && new CaptureField(form);
const added = form && new AddedLine();
const list = form && new WaitingList(form, { fillItem, returnToField });
let started = null; // the outbox and the draft, once they are open
let lastAsked = 0; // the number of the last request for the server's list
let lastShown = 0; // the number of the request whose list is shown
let stateWarning = null; // the line that announced the state of the think tank

if (form) start();
else startOutbox();

function start() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const isMissing = chosenRole() === "";
    // A form that an earlier version stored on the phone has no line for it.
    document.getElementById("role-missing")?.toggleAttribute("hidden", !isMissing);
    if (isMissing) return radios()[0].focus();
    field.focus();
    add();
  });
  started = startCapture(form, "device", { list, onSent, onRefused: (entry) => list.showRefused(entry) });
  started.then(({ outbox }) => {
    outbox.addEventListener("change", ({ detail }) => added.update(detail, outbox.isHeldUp));
    outbox.addEventListener("taken", () => added.clear());
  });
  if (!document.body.dataset.shell) started.then(({ outbox }) => startRoom(form, outbox, { showState }));
}

async function add() {
  const text = field.text.trim(); // a second tap finds the field empty
  if (!text) return;
  const { thinkTank, owner, role, table } = form.dataset;
  const fields = { think_tank: Number(thinkTank), owner, author_role: role, table };
  const entry = { uuid: newUuid(), ...fields, text, addressed_role: chosenRole() };
  field.fill("", "");
  const { outbox, draft } = await started;
  draft.drop();
  list.show(await outbox.add(entry, draft.key));
  if (!field.isEmpty) draft.save(); // what came back into the field, or was typed, meanwhile
  added.show(entry, outbox.isHeldUp);
  announce(outbox.isHeldUp ? form.dataset.kept : form.dataset.added);
}

// `form.elements` holds a list only where there are several radio buttons of a name; a programme may have one role.
function radios() {
  return [...form.querySelectorAll("[name=addressed_role]")];
}

function chosenRole() {
  return radios().find((radio) => radio.checked)?.value ?? "";
}

function fillItem(item, entry) {
  const label = radios().find((radio) => radio.value === entry.addressed_role)?.closest("label");
  item.classList.add(...(label?.classList ?? ["role-none"]));
  item.querySelector(".serif").innerText = `„${entry.text}”`;
  const role = label?.querySelector(".role");
  if (role) item.querySelector(".to").prepend(role.cloneNode(true));
}

// With its role, as another one may be chosen by now.
async function returnToField(entry) {
  if (field.isEmpty) {
    field.moveIn(entry, "", await started);
    for (const radio of radios()) radio.checked = radio.value === entry.addressed_role;
  }
  field.focus();
}

// The server's own list, with what can be done about each item, replaces what was sent.
async function onSent(entries) {
  for (const entry of entries) list.showSent(entry);
  added.sent(entries);
  if (!document.body.dataset.shell) await updateSection();
  (await started).savePage();
}

// Of two answers the older one may come last, without what was sent in between.
async function updateSection() {
  const number = ++lastAsked;
  const section = await fetchPart("#mine");
  if (!section || number < lastShown) return;
  lastShown = number;
  showSection(section);
}

function showSection(section) {
  for (const item of section.querySelectorAll("#own > li[data-uuid]")) list.remove(item.dataset.uuid);
  document.getElementById("mine").replaceWith(section);
  section.querySelector("#own").prepend(...list.items.reverse());
}

// What is in the field and in the outbox stays: only the line above them is new. Nobody who writes is led away to it.
async function showState() {
  const line = await fetchPart("#state");
  if (!line) return false;
  document.getElementById("state").replaceWith(line);
  if (field.isEmpty) line.scrollIntoView({ block: "nearest" });
  stateWarning?.remove();
  const text = line.textContent.trim(); // none where everything is as usual again
  stateWarning = text ? warn(text) : null;
  return true;
}

async function fetchPart(selector) {
  try {
    const signal = AbortSignal.timeout?.(TIME_LIMIT);
    const response = await fetch(location.href, { redirect: "manual", cache: "no-store", signal });
    return parseHtml(await response.text()).querySelector(selector);
  } catch {
    return null;
  }
}
