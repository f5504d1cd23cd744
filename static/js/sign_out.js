// Signing out asks first what to do with unsent contributions. Only if nothing waits in this browser, of any account,
// the server hears that it may clear the browser's storage.

import { Outbox } from "./capture/outbox.js";
import { offerCopies } from "./capture/outbox_status.js";
import { OutboxStore } from "./capture/outbox_store.js";
import { clearTab } from "./tab_storage.js";

const LOCK_LIMIT = 10_000; // ms; a tab that the browser has put to sleep keeps its lock

for (const form of document.querySelectorAll("form.sign-out")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut(form);
  });
}

async function signOut(form) {
  for (const field of form.querySelectorAll("[name=outbox]")) field.remove(); // of earlier tries that were stopped
  const store = await OutboxStore.open();
  const outbox = new Outbox(store, { owner: "", ...form.dataset });
  await outbox.session();
  const { all, waiting, refused } = await outbox.entries();
  const unsent = outbox.owners ? [...waiting, ...refused] : all;
  if (unsent.length) return ask(form, store, outbox, unsent);
  // An outbox that could not be read is not empty.
  if (!all.length && !(await store.countDrafts()) && store.isDurable) reportEmpty(form);
  await leave(form, store);
}

async function leave(form, store) {
  await store.removePages();
  clearTab(); // what was filled into forms in this tab
  form.submit();
}

function ask(form, store, outbox, entries) {
  const dialog = document.getElementById("unsent");
  dialog.querySelector(".count").textContent = entries.length;
  offerCopies(dialog, entries);
  dialog.querySelector(".send").onclick = () => sendAndLeave(form, store, outbox, dialog);
  dialog.querySelector(".leave").onclick = () => leave(form, store);
  dialog.querySelector(".stay").onclick = () => dialog.close();
  dialog.showModal();
}

// Asks again for what could not be sent.
async function sendAndLeave(form, store, outbox, dialog) {
  await noOtherTabSends();
  await outbox.send();
  const { waiting, refused } = await outbox.entries();
  dialog.close();
  if (waiting.length + refused.length) ask(form, store, outbox, [...waiting, ...refused]);
  else signOut(form);
}

async function noOtherTabSends() {
  try {
    await navigator.locks?.request("outbox", { signal: AbortSignal.timeout?.(LOCK_LIMIT) }, () => {});
  } catch {
    // both may send: the server stores each UUID once
  }
}

function reportEmpty(form) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "outbox", value: "empty" });
  form.append(field);
}
