// What both pages of capture do so that nothing is lost: outbox, draft, and a copy of the empty form on this device, from
// which a page that was closed opens without a connection (offline_shell.js).

import { Outbox } from "./outbox.js";
import { OutboxLine } from "./outbox_status.js";
import { Store } from "./outbox_store.js";

const PAUSE = 300; // ms without a key

export async function startKeeping(form, kind) {
  const place = document.getElementById("outbox");
  const store = await Store.open();
  navigator.storage?.persist?.().catch(() => {});
  const outbox = new Outbox(store, { owner: form.dataset.owner, ...addressesOf(place) });
  new OutboxLine(outbox);
  warnBeforeLeaving(outbox);
  if (!document.body.dataset.shell) {
    await keepPart(store, kind);
    form.addEventListener("change", () => keepPart(store, kind));
    registerWorker(place.dataset.worker);
  }
  return { outbox, draft: await startDraft(store, form) };
}

// The unsent words in the field. If they had a UUID before, it goes with them: `field.dataset.uuid`.
async function startDraft(store, form) {
  const field = form.elements.text;
  const key = `draft:${form.dataset.owner}:${form.dataset.thinkTank}`;
  const draft = { key };
  let timer = 0;
  let held = ""; // the words that the device keeps as the draft
  draft.keep = () => {
    clearTimeout(timer);
    held = field.value;
    return store.keep(key, { text: held, uuid: field.dataset.uuid ?? "" });
  };
  draft.drop = () => {
    clearTimeout(timer);
    held = "";
  };
  field.addEventListener("input", () => {
    if (field.value === "") field.dataset.uuid = ""; // what comes now are other words
    clearTimeout(timer);
    timer = setTimeout(draft.keep, PAUSE);
  });
  // Only what is new: the last breath of a page must not write into a browser that was just cleared.
  window.addEventListener("pagehide", () => field.value !== held && draft.keep());
  const before = await store.setting(key);
  held = before?.text ?? "";
  if (before?.text && field.value === "") {
    field.value = before.text;
    field.dataset.uuid = before.uuid;
  }
  return draft;
}

// Where nothing is typed any more: what waits goes out, or is taken out by hand.
export async function startOutbox() {
  const place = document.getElementById("outbox");
  if (!place) return;
  const outbox = new Outbox(await Store.open(), { owner: "", ...addressesOf(place) });
  new OutboxLine(outbox);
  warnBeforeLeaving(outbox);
  outbox.send();
}

function addressesOf({ dataset }) {
  const language = document.documentElement.lang === "en" ? "?lang=en" : "";
  return { session: dataset.session + language, capture: dataset.capture + language };
}

function warnBeforeLeaving(outbox) {
  const entered = new Set(); // since the outbox was last looked at
  let unsent = 0;
  const count = ({ all, waiting, refused }) => {
    unsent = waiting.length + refused.length;
    forget(all);
  };
  const forget = (entries) => entries.forEach(({ uuid }) => entered.delete(uuid));
  outbox.addEventListener("adding", ({ detail }) => entered.add(detail.uuid));
  outbox.addEventListener("sent", ({ detail }) => forget(detail.entries));
  outbox.addEventListener("taken", ({ detail }) => forget([detail]));
  outbox.addEventListener("change", ({ detail }) => count(detail));
  outbox.entries().then(count);
  window.addEventListener("beforeunload", (event) => (unsent || entered.size) && event.preventDefault());
}

// The form with its choices, without what was said, proofs and counts.
async function keepPart(store, kind) {
  const live = document.querySelector("[data-part]");
  if (!live) return;
  const part = live.cloneNode(true);
  const inputs = live.querySelectorAll("input, option");
  part.querySelectorAll("input, option").forEach((copy, number) => {
    copy.toggleAttribute("checked", Boolean(inputs[number].checked));
    copy.toggleAttribute("selected", Boolean(inputs[number].selected));
  });
  part.querySelectorAll("[name=csrfmiddlewaretoken], [data-online], #said > *, #similar > *, #own > *").forEach((one) => one.remove());
  part.querySelectorAll("textarea, .n, #total").forEach((one) => one.replaceChildren());
  const page = { kind, html: part.outerHTML, body: document.body.className, title: document.title };
  await store.keep(`page:${location.pathname}`, page);
}

// Below the address of these pages only; everything works where there is none.
function registerWorker(address) {
  const scope = location.pathname.replace(/\d+\/$/, "");
  navigator.serviceWorker?.register(address, { scope }).catch(() => {});
}
