// Signing out: with unsent contributions a question first. Only where nothing waits, of anybody, the server is told that
// it may have this browser cleared.

import { Outbox } from "./capture/outbox.js";
import { wayOut } from "./capture/outbox_status.js";
import { Store } from "./capture/outbox_store.js";

for (const form of document.querySelectorAll("form.sign-out")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    signOut(form);
  });
}

async function signOut(form) {
  const store = await Store.open();
  const outbox = new Outbox(store, { owner: "", ...form.dataset });
  await outbox.session();
  const { all, waiting, refused } = await outbox.entries();
  const mine = outbox.owners ? [...waiting, ...refused] : all;
  if (mine.length) return ask(form, store, outbox, mine);
  // Only what could be looked at is empty.
  if (!all.length && !(await store.drafts()) && store.durable) tellEmpty(form);
  await store.forgetPages();
  form.submit();
}

function ask(form, store, outbox, entries) {
  const dialog = document.getElementById("unsent");
  dialog.querySelector(".count").textContent = entries.length;
  wayOut(dialog, entries);
  dialog.querySelector(".send").onclick = () => sendAndLeave(form, store, outbox, dialog);
  dialog.querySelector(".leave").onclick = () => store.forgetPages().then(() => form.submit());
  dialog.querySelector(".stay").onclick = () => dialog.close();
  dialog.showModal();
}

// When all is sent the question is answered; what is left is named again.
async function sendAndLeave(form, store, outbox, dialog) {
  await navigator.locks?.request("outbox", () => {}); // the page may be trying to send itself; one at a time does
  await outbox.send();
  const { waiting, refused } = await outbox.entries();
  dialog.close();
  if (waiting.length + refused.length) ask(form, store, outbox, [...waiting, ...refused]);
  else signOut(form);
}

function tellEmpty(form) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "outbox", value: "empty" });
  form.append(field);
}
