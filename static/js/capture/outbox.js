// The outbox: entries are stored on this device first and sent afterwards, the oldest first, by one tab at a time. An
// entry leaves it when the portal acknowledges it (answers.js) or its author takes it out; nothing is ever dropped.
//
// Events: "adding" {uuid} before an entry is stored, "sent" {entries}, "refused" {entry}, "taken" {uuid}, "listed" {entry}
// after one was taken out as its list is saved; and after every change "change" with the result of `entries()`, once for
// all changes within a moment.

import { kindOf, payloadOf, retryPause, sortByAnswer } from "./answers.js";
import { Connection } from "./connection.js";

const BATCH = 20;
const CHECK_EVERY = 15_000; // ms
const OTHER_TAB_PAUSE = 2_000;
const RETRY_GAP = 1_000; // ms; while nothing comes back, fast typing does not retry with each entry
const CHANGE_DELAY = 50; // ms; fast typing waits for the storage, not for drawing

export class Outbox extends EventTarget {
  state; // ready; offline: nothing came back; later: the portal asked for a pause; signed-out: the owner is not here
  owners = null; // who may send from this browser, as far as known
  #store;
  #addresses;
  #connection = new Connection();
  #channel = "BroadcastChannel" in window ? new BroadcastChannel("outbox") : null;
  #isSending = false;
  #sendAgain = false;
  #failures = 0;
  #forbidden = 0;
  #batchSize = BATCH;
  #notBefore = 0; // ms by performance.now(), which goes on evenly when the clock of the device is set
  #failedAt = -RETRY_GAP;
  #sendTimer = 0;
  #changeTimer = 0;

  // `state` is what is known before the portal is asked.
  constructor(store, { owner, session, capture, state = "ready" }) {
    super();
    this.owner = owner;
    this.state = state;
    this.#store = store;
    this.#addresses = { session, capture };
    this.#channel?.addEventListener("message", ({ data }) => {
      // Only the tab that sent an entry puts a refused one back into its field; the others show it.
      this.#notifyHere(data.kind === "refused" ? "change" : data.kind, data.detail);
    });
    window.addEventListener("online", () => this.sendNow());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
    setInterval(() => this.send(), CHECK_EVERY);
  }

  get isDurable() {
    return this.#store.isDurable;
  }

  // Whether the portal has answered the last request.
  get isConnected() {
    return this.owners !== null && this.state !== "offline";
  }

  // Whether what is added now has to wait, as far as known.
  get isHeldUp() {
    return this.state !== "ready" || !navigator.onLine;
  }

  // All entries of this browser: those of the people who are here, waiting or refused, and those held for others.
  async entries() {
    const all = await this.#store.all();
    const here = all.filter((entry) => this.#isHere(entry));
    return {
      all,
      waiting: here.filter((entry) => !entry.error),
      refused: here.filter((entry) => entry.error),
      held: all.filter((entry) => !this.#isHere(entry)),
    };
  }

  // Returns the entry once it is stored on this device.
  async add(entry, draftKey) {
    const newEntry = { ...entry, client_time: new Date().toISOString(), tries: 0, error: "" };
    this.#dispatch("adding", { uuid: newEntry.uuid });
    const stored = await this.#store.add(newEntry, draftKey);
    this.#notify("change");
    if (["ready", "signed-out"].includes(this.state) || performance.now() > this.#failedAt + RETRY_GAP) this.send();
    return stored;
  }

  // Take an entry out, so that its author can correct or delete it.
  async takeOut(uuid) {
    await this.#store.remove([uuid]);
    this.#notify("taken", { uuid });
  }

  // At the user's request: requests that hang are aborted, and pauses end, except those that the server asked for.
  sendNow() {
    this.#connection.abortAll();
    this.send();
  }

  async send() {
    this.#sendAgain = true;
    if (this.#isSending) return;
    this.#isSending = true;
    try {
      while (this.#sendAgain) {
        this.#sendAgain = false;
        clearTimeout(this.#sendTimer);
        await this.#withLock(() => this.#sendAll());
      }
    } finally {
      this.#isSending = false;
    }
    this.#notifyHere("change");
  }

  // Who is here, and the CSRF token that is valid now; null if the portal did not answer.
  async session() {
    const json = (await this.#connection.request(this.#addresses.session))?.json;
    if (!Array.isArray(json?.owners) || typeof json.csrf !== "string") {
      this.state = "offline";
      return null;
    }
    this.owners = json.owners;
    return json;
  }

  // One tab sends. Without Web Locks several may: the server stores each UUID once.
  async #withLock(work) {
    if (!navigator.locks) return work();
    return navigator.locks.request("outbox", { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      else if ((await this.entries()).waiting.length) this.#sendIn(OTHER_TAB_PAUSE);
    });
  }

  async #sendAll() {
    while (performance.now() >= this.#notBefore) {
      const waiting = (await this.#store.all()).filter((entry) => !entry.error);
      if (!waiting.length) {
        if (this.state === "offline" && !(await this.session())) return;
        return this.#endWith("ready");
      }
      const session = await this.session();
      if (!session) return this.#retryLater(waiting);
      const sendable = waiting.filter((entry) => session.owners.includes(entry.owner));
      if (!sendable.length) return this.#endWith(session.owners.includes(this.owner) ? "ready" : "signed-out");
      const goOn = await this.#sendBatch(sendable.slice(0, this.#batchSize), session.csrf);
      if (!goOn) return;
    }
    this.#sendIn(this.#notBefore - performance.now());
  }

  // Returns whether the next batch can be sent at once.
  async #sendBatch(batch, csrf) {
    const answer = await this.#connection.request(this.#addresses.capture, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(batch.map(payloadOf)),
    });
    const kind = kindOf(answer);
    if (kind === "items") return this.#readItems(batch, answer);
    if (kind === "forbidden") return this.#forbid();
    if (kind === "refused") return this.#sendSingly(batch, answer.json);
    await this.#retryLater(batch, { state: answer ? "later" : "offline", retryAfter: answer?.retryAfter });
    return false;
  }

  // Each entry has its own answer, and none of them stops the others.
  async #readItems(batch, { json, retryAfter }) {
    const { sent, listed, refused, waiting } = sortByAnswer(batch, json.items);
    this.#forbidden = 0;
    this.#batchSize = BATCH;
    if (sent.length) {
      await this.#store.remove(sent.map((entry) => entry.uuid));
      this.#notify("sent", { entries: sent });
    }
    for (const [entry, { message }] of listed) {
      await this.takeOut(entry.uuid);
      this.#notifyHere("listed", { entry: { ...entry, error: message } });
    }
    for (const [entry, answer] of refused) await this.#refuse(entry, answer);
    if (waiting.length) await this.#retryLater(waiting, { state: "later", retryAfter });
    else this.#failures = 0;
    return !waiting.length;
  }

  async #refuse(entry, { error, message }) {
    const changes = { error: String(message || error), tries: entry.tries + 1 };
    await this.#store.update([[entry.uuid, changes]]);
    this.#notify("refused", { entry: { ...entry, ...changes } });
  }

  // Try once more with a new CSRF token; after that somebody has to sign in.
  #forbid() {
    this.#forbidden += 1;
    if (this.#forbidden < 2) return true;
    this.#endWith("signed-out");
    return false;
  }

  // A batch may be refused because of one of its entries: send them one by one to find it.
  async #sendSingly(batch, answer) {
    this.#batchSize = 1;
    if (batch.length === 1) await this.#refuse(batch[0], answer);
    return true;
  }

  #endWith(state) {
    this.state = state;
    this.#forbidden = 0;
    this.#failures = 0;
    this.#notifyHere("change");
  }

  async #retryLater(entries, { state = "offline", retryAfter = 0 } = {}) {
    this.state = state;
    this.#notifyHere("change");
    await this.#store.update(entries.map((entry) => [entry.uuid, { tries: entry.tries + 1 }]));
    this.#failedAt = performance.now();
    this.#notBefore = retryAfter ? performance.now() + retryAfter * 1000 : 0;
    this.#sendIn(retryPause(this.#failures));
    this.#failures += 1;
    this.#notifyHere("change");
  }

  #sendIn(pause) {
    clearTimeout(this.#sendTimer);
    this.#sendTimer = setTimeout(() => this.send(), pause);
  }

  #isHere(entry) {
    return entry.owner === this.owner || Boolean(this.owners?.includes(entry.owner));
  }

  #notify(kind, detail = {}) {
    this.#notifyHere(kind, detail);
    this.#channel?.postMessage({ kind, detail });
  }

  #notifyHere(kind, detail = {}) {
    if (kind !== "change") this.#dispatch(kind, detail);
    this.#changeTimer ||= setTimeout(async () => {
      this.#changeTimer = 0;
      this.#dispatch("change", await this.entries());
    }, CHANGE_DELAY);
  }

  #dispatch(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
