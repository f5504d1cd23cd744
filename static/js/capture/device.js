// A participant's phone: what is added is kept on it first and sent after. Without this file the page is a plain form.

import { startKeeping, startOutbox } from "./drafts.js";
import { newUuid } from "./outbox.js";
import { copyOf, say } from "../live_region.js";

const form = document.getElementById("capture");
const field = form?.elements.text;
const items = new Map(); // what waits, by UUID
const done = new Set(); // what was sent or given back: an older look into the outbox does not bring it back

if (form) start();
else startOutbox();

async function start() {
  const keeping = startKeeping(form, "device");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    field.focus();
    const kept = await keeping;
    const text = field.value.trim(); // a second tap finds the field empty
    if (text) add(kept, text);
  });
  const { outbox } = await keeping;
  outbox.addEventListener("change", ({ detail }) => showWaiting(detail));
  outbox.addEventListener("sent", ({ detail }) => settle(detail.entries));
  outbox.addEventListener("refused", ({ detail }) => tellRefused(detail.entry));
  outbox.addEventListener("taken", ({ detail }) => forgetItem(detail.uuid));
  showWaiting(await outbox.entries());
  outbox.send();
  document.body.dataset.kept = ""; // ready to keep

  function tellRefused(entry) {
    if (!isOfThisPage(entry)) return;
    show(entry);
    const state = items.get(entry.uuid)?.querySelector(".sent");
    if (!state || state.classList.contains("is-problem")) return; // what has the focus keeps it
    state.classList.add("is-problem");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn-text";
    again.textContent = form.dataset.again;
    again.addEventListener("click", () => giveBack(entry));
    state.replaceChildren(`${form.dataset.refused}: ${entry.error} `, again);
  }

  // The words stand in the field, and are kept there, before they leave the outbox.
  async function giveBack(entry) {
    if (field.value === "") {
      field.value = entry.text;
      await (await keeping).draft.keep();
      await outbox.takeOut(entry.uuid);
    }
    field.focus();
  }

  function showWaiting({ waiting, refused }) {
    waiting.filter(isOfThisPage).forEach(show);
    refused.forEach(tellRefused);
  }
}

async function add({ outbox, draft }, text) {
  const { thinkTank, owner, role, table } = form.dataset;
  const about = { think_tank: Number(thinkTank), owner, author_role: role, table };
  const addressed = form.elements.addressed_role.value;
  field.value = "";
  draft.drop();
  const entry = { uuid: newUuid(), ...about, text, addressed_role: addressed };
  show(await outbox.add(entry, draft.key));
  say(form.dataset.added);
}

function isOfThisPage(entry) {
  return String(entry.think_tank) === form.dataset.thinkTank && entry.owner === form.dataset.owner;
}

function show(entry) {
  if (items.has(entry.uuid) || done.has(entry.uuid)) return;
  if (document.querySelector(`#own li[data-uuid="${entry.uuid}"]`)) return; // the server has it, only its answer was lost
  const item = copyOf("waiting-line");
  const radio = [...form.elements.addressed_role].find((one) => one.value === entry.addressed_role);
  item.dataset.uuid = entry.uuid;
  item.classList.add(...(radio?.closest("label").classList ?? ["r-non"]));
  item.querySelector(".serif").innerText = `„${entry.text}”`;
  const role = radio?.closest("label").querySelector(".role");
  if (role) item.querySelector(".to").prepend(role.cloneNode(true));
  items.set(entry.uuid, item);
  document.getElementById("nothing-added")?.remove();
  document.getElementById("own").prepend(item);
}

function forgetItem(uuid) {
  done.add(uuid);
  items.get(uuid)?.remove();
  items.delete(uuid);
}

// What was sent: the server's own list, with what can be done about each, as soon as it can be had.
async function settle(entries) {
  for (const entry of entries.filter(isOfThisPage)) {
    show(entry);
    done.add(entry.uuid);
    const item = items.get(entry.uuid);
    if (!item) continue;
    item.classList.remove("waits");
    item.querySelector(".sent").replaceWith(copyOf("sent-mark"));
  }
  const mine = document.body.dataset.shell ? null : await mineOnServer();
  if (!mine) return;
  for (const uuid of [...items.keys()].filter((one) => mine.querySelector(`li[data-uuid="${one}"]`))) forgetItem(uuid);
  document.getElementById("mine").replaceWith(mine);
  mine.querySelector("#own").prepend(...[...items.values()].reverse());
}

async function mineOnServer() {
  try {
    const response = await fetch(location.href, { redirect: "manual", cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const mine = page.getElementById("mine");
    return mine && document.adoptNode(mine);
  } catch {
    return null;
  }
}
