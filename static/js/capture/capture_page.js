// Connects a page with the outbox of its browser, and a capture form with its draft, its list and its offline copy.

import { Draft, leftInField } from "./drafts.js";
import { Outbox } from "./outbox.js";
import { OutboxStatus } from "./outbox_status.js";
import { OutboxStore } from "./outbox_store.js";
import { saveForm } from "./saved_form.js";
import { watchConnection } from "./shell_connection.js";

// `list` is the WaitingList of the form; `onSent` gets entries and resolves once the server's own items were asked for,
// `onRefused` and `onListed` (of a form with pasted lists) get an entry. Returns {store, outbox, draft, savePage}.
export async function startCapture(form, kind, { list, onSent, onRefused, onListed }) {
  const store = await OutboxStore.open();
  navigator.storage?.persist?.().catch(() => {});
  const hasDraft = () => form.elements.text.value.trim() !== "";
  const outbox = openOutbox(store, form.dataset.owner, { hasDraft });
  const savePage = () => saveForm(store, kind);
  if (document.body.dataset.shell) {
    watchConnection(outbox, form);
  } else {
    await savePage();
    form.addEventListener("change", savePage);
    registerWorker();
  }
  const draft = new Draft(store, form);
  await draft.restore();
  let asking = 0; // how many times the server's own items are asked for now
  const replaceSent = (entries) => {
    asking += 1;
    return onSent(entries).finally(() => (asking -= 1));
  };
  outbox.addEventListener("sent", ({ detail }) => replaceSent(detail.entries));
  outbox.addEventListener("change", ({ detail }) => {
    list.update(detail);
    if (list.sent.length && !asking && !document.body.dataset.shell) replaceSent([]); // no answer came the last time
  });
  outbox.addEventListener("refused", ({ detail }) => onRefused(detail.entry));
  outbox.addEventListener("listed", ({ detail }) => onListed?.(detail.entry));
  outbox.addEventListener("taken", ({ detail }) => list.remove(detail.uuid));
  list.update(await outbox.entries());
  outbox.send();
  document.body.dataset.ready = ""; // for tests: from here on entries are stored
  return { store, outbox, draft, savePage };
}

// For a page without a form, where nothing can be added any more: what waits is sent, and what is refused can be read and
// copied, with the text that was left in the field.
export async function startOutbox() {
  const dataset = document.getElementById("outbox")?.dataset;
  if (!dataset) return;
  const store = await OutboxStore.open();
  const text = await leftInField(store, dataset);
  const left = text ? [{ text, error: dataset.leftInField }] : [];
  openOutbox(store, dataset.owner, { left }).send();
}

// `left`: texts with a reason that are on this device and not in the outbox.
function openOutbox(store, owner, { hasDraft = () => false, left = [] }) {
  const { session, capture } = document.getElementById("outbox").dataset;
  const language = document.documentElement.lang === "en" ? "?lang=en" : "";
  const state = document.body.dataset.shell ? "offline" : "ready";
  const outbox = new Outbox(store, { owner, session: session + language, capture: capture + language, state });
  new OutboxStatus(outbox, left);
  warnBeforeLeaving(outbox, hasDraft);
  return outbox;
}

function warnBeforeLeaving(outbox, hasDraft) {
  const added = new Set(); // UUIDs since the last read of the outbox
  let unsent = 0;
  const forget = (entries) => entries.forEach(({ uuid }) => added.delete(uuid));
  const count = ({ all, waiting, refused }) => {
    unsent = waiting.length + refused.length;
    forget(all);
  };
  outbox.addEventListener("adding", ({ detail }) => added.add(detail.uuid));
  outbox.addEventListener("sent", ({ detail }) => forget(detail.entries));
  outbox.addEventListener("taken", ({ detail }) => forget([detail]));
  outbox.addEventListener("change", ({ detail }) => count(detail));
  outbox.entries().then(count);
  window.addEventListener("beforeunload", (event) => {
    const isDraftLost = !outbox.isDurable && hasDraft();
    if (unsent || added.size || isDraftLost) event.preventDefault();
  });
}

// The scope is the folder of the capture pages. Everything works where there is no service worker.
function registerWorker() {
  const scope = location.pathname.replace(/\d+\/$/, "");
  const { worker } = document.getElementById("outbox").dataset;
  navigator.serviceWorker?.register(worker, { scope }).catch(() => {});
}
