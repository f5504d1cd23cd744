// The outbox: what was typed here and is not yet sent. It is kept first and sent after, the oldest first, by one tab at
// a time; it counts as sent only when the server names the same UUID and its number. Nothing is ever dropped.
//
// Tells its page by events: "adding" {uuid} before an entry is kept, "sent" {entries}, "refused" {entry}, "taken" {uuid};
// and after every change, once for all that happened at nearly the same moment, "change" with all entries (`entries`).

const BATCH = 20;
const PATIENCE = 10_000; // ms; a network that hangs is the normal case
const LONGEST_PAUSE = 30_000;
const LOOK_AGAIN = 15_000;
const OTHER_TAB = 2_000;
const JUST_TRIED = 1_000; // ms; while nothing comes back, fast typing does not try with each entry
const TOGETHER = 50; // ms; who types fast waits for what is kept, not for what is drawn

export class Outbox extends EventTarget {
  state = "ready"; // offline: nothing came back; later: the portal asked for a pause; signed-out: who wrote it is not here
  owners = null; // who may send from this browser, as far as known
  #store;
  #addresses;
  #channel = "BroadcastChannel" in window ? new BroadcastChannel("outbox") : null;
  #sending = false;
  #again = false;
  #failures = 0;
  #forbidden = 0;
  #size = BATCH;
  #notBefore = 0;
  #failedAt = 0;
  #timer = 0;
  #changed = 0;
  #hanging = new Set(); // what ends the requests that are under way

  constructor(store, { owner, session, capture }) {
    super();
    this.owner = owner;
    this.#store = store;
    this.#addresses = { session, capture };
    this.#channel?.addEventListener("message", ({ data }) => {
      // The tab that sent it gives the words back; the others only show it.
      this.#tellHere(data.kind === "refused" ? "change" : data.kind, data.detail);
    });
    window.addEventListener("online", () => this.sendNow());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.send());
    setInterval(() => this.send(), LOOK_AGAIN);
  }

  get durable() {
    return this.#store.durable;
  }

  // Every entry of this browser, by what keeps it here.
  async entries() {
    const all = await this.#store.all();
    const mine = all.filter((entry) => this.#isHere(entry));
    return {
      all,
      waiting: mine.filter((entry) => !entry.error),
      refused: mine.filter((entry) => entry.error),
      held: all.filter((entry) => !this.#isHere(entry)),
    };
  }

  // Returns the entry once it is kept on this device.
  async add(entry, draft) {
    const fresh = { ...entry, client_time: new Date().toISOString(), tries: 0, error: "" };
    this.#dispatch("adding", { uuid: fresh.uuid });
    const kept = await this.#store.add(fresh, draft);
    this.#tell("change");
    if (["ready", "signed-out"].includes(this.state) || Date.now() > this.#failedAt + JUST_TRIED) this.send();
    return kept;
  }

  // Take an entry out again, to be mended or forgotten by whoever wrote it.
  async takeOut(uuid) {
    await this.#store.remove([uuid]);
    this.#tell("taken", { uuid });
  }

  // Somebody asks: whatever hangs is given up, and pauses are over, but not those that the server asked for.
  sendNow() {
    for (const stop of this.#hanging) stop.abort();
    this.send();
  }

  async send() {
    this.#again = true;
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (this.#again) {
        this.#again = false;
        clearTimeout(this.#timer);
        await this.#alone(() => this.#sendAll());
      }
    } finally {
      this.#sending = false;
    }
    this.#tellHere("change");
  }

  // Who is here, and the proof against forged forms that counts now; null when the portal did not answer.
  async session() {
    const answer = await this.#ask(this.#addresses.session, {});
    if (!Array.isArray(answer?.json?.owners) || typeof answer.json.csrf !== "string") return null;
    this.owners = answer.json.owners;
    return answer.json;
  }

  // One tab sends. Without Web Locks several may: the server keeps each UUID once.
  async #alone(work) {
    if (!navigator.locks) return work();
    return navigator.locks.request("outbox", { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      else if ((await this.entries()).waiting.length) this.#sendIn(OTHER_TAB);
    });
  }

  async #sendAll() {
    while (Date.now() >= this.#notBefore) {
      const waiting = (await this.#store.all()).filter((entry) => !entry.error);
      if (!waiting.length) return this.#settle("ready");
      const session = await this.session();
      if (!session) return this.#wait(waiting);
      const sendable = waiting.filter((entry) => session.owners.includes(entry.owner));
      if (!sendable.length) {
        return this.#settle(session.owners.includes(this.owner) ? "ready" : "signed-out");
      }
      const goesOn = await this.#sendBatch(sendable.slice(0, this.#size), session.csrf);
      if (!goesOn) return;
    }
    this.#sendIn(this.#notBefore - Date.now());
  }

  // Whether it makes sense to go on at once.
  async #sendBatch(batch, csrf) {
    const answer = await this.#ask(this.#addresses.capture, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
      body: JSON.stringify(batch.map(asSent)),
    });
    if (answer?.status === 200 && Array.isArray(answer.json?.items)) {
      this.#forbidden = 0;
      return this.#read(batch, answer);
    }
    // Refused as a whole, by our own server: a hotel or a proxy does not answer in JSON with a word for it.
    if (typeof answer?.json?.error === "string") {
      if ([401, 403].includes(answer.status)) return this.#forbid();
      if ([400, 404, 409, 413, 422].includes(answer.status)) return this.#divide(batch, answer.json);
    }
    await this.#wait(batch, { retryAfter: answer?.retryAfter });
    return false;
  }

  // Each entry has its own answer, and none of them stops the others.
  async #read(batch, answer) {
    const told = new Map(answer.json.items.map((item) => [item?.uuid, item ?? {}]));
    const sent = batch.filter((entry) => isKept(told.get(entry.uuid), entry));
    const refused = batch.filter((entry) => isRefused(told.get(entry.uuid)));
    const late = batch.filter((entry) => !sent.includes(entry) && !refused.includes(entry));
    if (sent.length) {
      await this.#store.remove(sent.map((entry) => entry.uuid));
      this.#tell("sent", { entries: sent });
    }
    for (const entry of refused) await this.#refuse(entry, told.get(entry.uuid));
    this.#size = BATCH;
    if (late.length) await this.#wait(late, { state: "later", retryAfter: answer.retryAfter });
    else this.#failures = 0;
    return !late.length;
  }

  async #refuse(entry, { error, message }) {
    const noted = { error: String(message || error), tries: entry.tries + 1 };
    await this.#store.note([[entry.uuid, noted]]);
    this.#tell("refused", { entry: { ...entry, ...noted } });
  }

  // Once with a fresh proof; then somebody has to sign in.
  #forbid() {
    this.#forbidden += 1;
    if (this.#forbidden < 2) return true;
    this.#settle("signed-out");
    return false;
  }

  // One of them may be what is wrong: send them one by one, then it stands alone.
  async #divide(batch, answer) {
    this.#size = 1;
    if (batch.length === 1) await this.#refuse(batch[0], answer);
    return true;
  }

  #settle(state) {
    this.state = state;
    this.#forbidden = 0;
    this.#failures = 0;
    this.#tellHere("change");
  }

  // Later, with pauses of 1, 2, 4 … 30 s and a little chance, so that a room does not knock all at once.
  async #wait(entries, { state = "offline", retryAfter = 0 } = {}) {
    this.state = state;
    this.#tellHere("change");
    await this.#store.note(entries.map((entry) => [entry.uuid, { tries: entry.tries + 1 }]));
    const pause = Math.min(1000 * 2 ** this.#failures, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
    this.#failures += 1;
    this.#failedAt = Date.now();
    this.#notBefore = retryAfter ? Date.now() + retryAfter * 1000 : 0;
    this.#sendIn(Math.max(pause, retryAfter * 1000));
    this.#tellHere("change");
  }

  #sendIn(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), pause);
  }

  // What came back: status and JSON, where it is JSON; null where nothing came, or a way elsewhere.
  async #ask(address, options) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    this.#hanging.add(stop);
    const headers = { Accept: "application/json", ...options.headers };
    const rest = { redirect: "manual", cache: "no-store", signal: stop.signal };
    try {
      const response = await fetch(address, { ...options, ...rest, headers });
      const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
      return {
        status: response.status,
        retryAfter: Math.max(0, Number(response.headers.get("Retry-After")) || 0),
        json: isJson ? await response.json() : null,
      };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      this.#hanging.delete(stop);
    }
  }

  #isHere(entry) {
    return entry.owner === this.owner || Boolean(this.owners?.includes(entry.owner));
  }

  #tell(kind, detail = {}) {
    this.#tellHere(kind, detail);
    this.#channel?.postMessage({ kind, detail });
  }

  #tellHere(kind, detail = {}) {
    if (kind !== "change") this.#dispatch(kind, detail);
    this.#changed ||= setTimeout(async () => {
      this.#changed = 0;
      this.#dispatch("change", await this.entries());
    }, TOGETHER);
  }

  #dispatch(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}

function asSent({ uuid, think_tank, owner, client_seq, text, author_role, addressed_role, table }) {
  return { uuid, think_tank, owner, client_seq, text, author_role, addressed_role, table };
}

function isKept(item, entry) {
  return [200, 201].includes(item?.http) && item.uuid === entry.uuid && Number.isInteger(item.seq);
}

// Refused for what it is. What it may not do now (401, 403) or not so fast (429) waits.
function isRefused(item) {
  return item?.http >= 400 && item.http < 500 && ![401, 403, 408, 429].includes(item.http);
}

export function newUuid() {
  if (window.crypto.randomUUID) return window.crypto.randomUUID();
  const bytes = window.crypto.getRandomValues(new Uint8Array(16)); // plain http in a local network
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
