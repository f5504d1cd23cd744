// What waits on this device: entries not yet sent, and settings beside them (drafts, parts of pages for opening them
// without a connection). In IndexedDB; where a browser keeps nothing, in memory, and `durable` says so.

const NAME = "domnica";
const VERSION = 1;
const PATIENCE = 3_000; // ms; an old tab that does not let go must not stop a new one

export class Store {
  static async open() {
    const store = new Store();
    await store.#tryOut();
    return store;
  }

  durable = false;
  #opening = null;
  #cleared = false; // by the person or by signing out, while this page was open: only new words make the database anew
  #known = new Map(); // what IndexedDB held when last looked at; it stands in while that cannot be read
  #entries = new Map(); // what IndexedDB did not take
  #settings = new Map();
  #gone = new Set(); // what IndexedDB did not let go, and what it did not note
  #notes = new Map();
  #last = 0; // the highest number given in memory
  #waiting = []; // what is to be kept, and who is told when it is
  #writing = null;

  // Keep one entry and forget the draft that it was, together. It is kept when this returns, not before. What comes
  // while another is being written goes with the next change of all that waits: who types fast waits for two at most.
  add(entry, draft) {
    return new Promise((kept, failed) => {
      this.#waiting.push({ entry, draft, kept, failed });
      this.#writing ??= this.#write();
    });
  }

  async #write() {
    while (this.#waiting.length) {
      const batch = this.#waiting.splice(0);
      try {
        const entries = await this.#addAll(batch);
        entries.forEach((entry, number) => batch[number].kept(entry));
      } catch (error) {
        for (const one of batch) one.failed(error); // none of ours is known; the next ones are kept all the same
      }
    }
    this.#writing = null;
  }

  async #addAll(batch) {
    const numbered = (last) => batch.map(({ entry }, number) => ({ ...entry, client_seq: last + number + 1 }));
    for (const { entry } of batch) {
      this.#gone.delete(entry.uuid); // what was taken out before comes in again
      this.#notes.delete(entry.uuid);
    }
    try {
      const change = (base, done) => {
        const settings = base.objectStore("settings");
        settings.get("seq").onsuccess = (event) => {
          const last = Math.max(event.target.result?.value ?? 0, this.#last);
          const entries = numbered(last);
          settings.put({ key: "seq", value: last + batch.length });
          for (const { draft } of batch) settings.delete(draft);
          for (const entry of entries) base.objectStore("entries").put(entry);
          base.commit?.(); // nothing more comes: the disk need not wait for the answers
          done(entries);
        };
      };
      const kept = await this.#change(change);
      for (const entry of kept) this.#see(entry);
      return kept;
    } catch {
      this.durable = false;
      const here = numbered(this.#last);
      this.#last += batch.length;
      for (const entry of here) this.#entries.set(entry.uuid, entry);
      for (const { draft } of batch) this.#settings.delete(draft);
      return here;
    }
  }

  // All entries, the oldest first.
  async all() {
    const kept = await this.#read("entries", (entries) => entries.getAll(), null);
    if (kept) {
      this.#known.clear();
      for (const entry of kept) this.#see(entry);
    }
    const here = [...this.#known.values()].filter((entry) => !this.#gone.has(entry.uuid));
    const noted = here.map((entry) => ({ ...entry, ...this.#notes.get(entry.uuid) }));
    return [...noted, ...this.#entries.values()].sort((one, other) => one.client_seq - other.client_seq);
  }

  #see(entry) {
    this.#entries.delete(entry.uuid);
    this.#known.set(entry.uuid, entry);
    this.#last = Math.max(this.#last, entry.client_seq);
  }

  // Note something of entries, by UUID, all in one change; one that was removed meanwhile does not come back.
  async note(values) {
    for (const [uuid, noted] of values) {
      if (this.#entries.has(uuid)) this.#entries.set(uuid, { ...this.#entries.get(uuid), ...noted });
    }
    const onDisk = values.filter(([uuid]) => !this.#entries.has(uuid));
    if (!onDisk.length) return;
    const done = await this.#tryChange((base) => {
      const entries = base.objectStore("entries");
      for (const [uuid, noted] of onDisk) {
        entries.get(uuid).onsuccess = (event) => {
          if (event.target.result) entries.put({ ...event.target.result, ...noted });
        };
      }
    }, "relaxed");
    for (const [uuid, noted] of onDisk) {
      if (!done) this.#notes.set(uuid, { ...this.#notes.get(uuid), ...noted });
      else if (this.#known.has(uuid)) this.#known.set(uuid, { ...this.#known.get(uuid), ...noted });
    }
  }

  async remove(uuids) {
    const onDisk = uuids.filter((uuid) => !this.#entries.delete(uuid));
    if (!onDisk.length) return;
    const removed = await this.#tryChange((base) => {
      for (const uuid of onDisk) base.objectStore("entries").delete(uuid);
    }, "relaxed");
    for (const uuid of onDisk) {
      if (removed) this.#known.delete(uuid);
      else this.#gone.add(uuid);
    }
  }

  async setting(key) {
    const row = await this.#read("settings", (settings) => settings.get(key), null);
    return row?.value ?? this.#settings.get(key);
  }

  async keep(key, value) {
    for (const one of this.#waiting) if (one.draft === key) one.draft = ""; // the draft holds other words by now
    this.#settings.set(key, value);
    await this.#tryChange((base) => base.objectStore("settings").put({ key, value }));
  }

  async forget(key) {
    this.#settings.delete(key);
    await this.#tryChange((base) => base.objectStore("settings").delete(key));
  }

  // Who comes next does not write in the form of who has left.
  async forgetPages() {
    await this.#tryChange((base) => base.objectStore("settings").delete(IDBKeyRange.bound("page:", "page;")));
  }

  // How many drafts with words in them wait beside the entries.
  async drafts() {
    const rows = await this.#read("settings", (settings) => settings.getAll(), []);
    return rows.filter((row) => row.key.startsWith("draft:") && row.value.text.trim()).length;
  }

  // One write, to know before the first words whether they will be kept.
  async #tryOut() {
    try {
      await this.#change((base) => base.objectStore("settings").put({ key: "opened", value: Date.now() }));
      this.durable = true;
    } catch {
      this.durable = false;
    }
  }

  async #base() {
    this.#opening ??= connect().then((base) => {
      // A newer release waits in another tab: let go at once, and open again when next asked.
      base.onversionchange = () => {
        base.close();
        this.#opening = null;
      };
      base.onclose = () => this.#loseBase();
      return base;
    });
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  // What waited was taken from the disk under our hands: it waits on in memory, as long as this page is open.
  #loseBase() {
    this.#opening = null;
    this.#cleared = true;
    this.durable = false;
    for (const [uuid, entry] of this.#known) {
      if (!this.#gone.has(uuid)) this.#entries.set(uuid, { ...entry, ...this.#notes.get(uuid) });
    }
    this.#known.clear();
  }

  // A change counts when the transaction is complete, not when the request succeeded. What can be done again, should it
  // be forgotten with the power, need not wait for the disk.
  async #change(work, durability = "strict") {
    const base = await this.#base();
    this.#cleared = false;
    return new Promise((resolve, reject) => {
      let result;
      const change = base.transaction(["entries", "settings"], "readwrite", { durability });
      change.oncomplete = () => resolve(result);
      change.onabort = () => reject(change.error ?? new Error("aborted"));
      work(change, (value) => { result = value; });
    });
  }

  async #tryChange(work, durability) {
    try {
      await this.#change(work, durability);
      return true;
    } catch {
      this.durable = false;
      return false;
    }
  }

  async #read(name, ask, nothing) {
    if (this.#cleared) return nothing;
    try {
      const base = await this.#base();
      return await new Promise((resolve, reject) => {
        const asked = ask(base.transaction(name).objectStore(name));
        asked.onsuccess = () => resolve(asked.result ?? nothing);
        asked.onerror = () => reject(asked.error);
      });
    } catch {
      this.durable = false;
      return nothing;
    }
  }
}

// An older schema is extended, never cleared. A database that is newer than this file is opened as it is: releases
// only add to it.
function connect() {
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new Error("blocked"));
    }, PATIENCE);
    const open = (version) => {
      const asked = indexedDB.open(NAME, version);
      asked.onupgradeneeded = (event) => extend(asked.result, event.oldVersion);
      asked.onblocked = () => {}; // the other tab hears `versionchange` and lets go; else the timer ends the wait
      asked.onsuccess = () => {
        clearTimeout(timer);
        if (late) asked.result.close();
        else resolve(asked.result);
      };
      asked.onerror = () => {
        if (version && asked.error?.name === "VersionError") return open();
        clearTimeout(timer);
        reject(asked.error);
      };
    };
    open(VERSION);
  });
}

function extend(database, from) {
  if (from < 1) {
    database.createObjectStore("entries", { keyPath: "uuid" });
    database.createObjectStore("settings", { keyPath: "key" });
  }
}
