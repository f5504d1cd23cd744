// What is stored on this device: entries that are not yet sent, and settings (drafts, forms for use without a
// connection). In IndexedDB; in memory where the browser stores nothing, and `isDurable` says which.

import { Database } from "./database.js";

export class OutboxStore {
  static async open() {
    const store = new OutboxStore();
    // One write, to know before the first contribution whether it will be stored.
    await store.#tryChange((transaction) => {
      transaction.objectStore("settings").put({ key: "opened", value: Date.now() });
    });
    return store;
  }

  isDurable = true;
  #database = new Database(() => this.#moveToMemory());
  #stored = new Map(); // entries that IndexedDB held at the last read; used while it cannot be read
  #entries = new Map(); // entries that IndexedDB did not take
  #doubtful = new Set(); // UUIDs of those among them that it may have taken without an answer
  #settings = new Map(); // as they were last read or written
  #unstored = new Set(); // keys of those that IndexedDB did not take
  #removed = new Set(); // UUIDs that IndexedDB did not delete
  #changes = new Map(); // changes that IndexedDB did not take, by UUID
  #lastSeq = 0;
  #queue = []; // entries to be stored, each with the callbacks of its promise
  #writing = null;

  // Store one entry and delete its draft in one transaction. Resolves once the entry is stored. Entries that come
  // during a write are stored together in the next one, so that fast typing waits for at most two.
  add(entry, draftKey) {
    return new Promise((resolve, reject) => {
      this.#queue.push({ entry, draftKey, resolve, reject });
      this.#writing ??= this.#writeQueue();
    });
  }

  async #writeQueue() {
    while (this.#queue.length) {
      const batch = this.#queue.splice(0);
      try {
        const entries = await this.#addAll(batch);
        entries.forEach((entry, index) => batch[index].resolve(entry));
      } catch (error) {
        for (const { reject } of batch) reject(error); // the next ones are stored all the same
      }
    }
    this.#writing = null;
  }

  async #addAll(batch) {
    for (const { entry } of batch) {
      this.#removed.delete(entry.uuid); // an entry that was taken out may come in again
      this.#changes.delete(entry.uuid);
    }
    try {
      const entries = await this.#addToDatabase(batch);
      for (const entry of entries) this.#noteStored(entry);
      this.#noteAnswer();
      return entries;
    } catch {
      this.isDurable = false;
      return this.#addToMemory(batch);
    }
  }

  async #addToDatabase(batch) {
    let entries;
    await this.#database.change((transaction) => {
      const settings = transaction.objectStore("settings");
      settings.get("seq").onsuccess = (event) => {
        const lastSeq = Math.max(event.target.result?.value ?? 0, this.#lastSeq);
        entries = numbered(batch, lastSeq);
        settings.put({ key: "seq", value: lastSeq + batch.length });
        for (const { draftKey } of batch) settings.delete(draftKey);
        for (const entry of entries) transaction.objectStore("entries").put(entry);
        transaction.commit?.(); // no more requests: the commit need not wait for their results
      };
    });
    return entries;
  }

  #addToMemory(batch) {
    const entries = numbered(batch, this.#lastSeq);
    this.#lastSeq += batch.length;
    for (const entry of entries) {
      this.#entries.set(entry.uuid, entry);
      this.#doubtful.add(entry.uuid);
    }
    for (const { draftKey } of batch) this.#settings.delete(draftKey);
    return entries;
  }

  // All entries, the oldest first.
  async all() {
    const stored = await this.#read("entries", (entries) => entries.getAll(), null);
    if (stored) {
      this.#stored.clear();
      for (const entry of stored) this.#noteStored(entry);
      await this.#delete([...this.#removed].filter((uuid) => this.#stored.has(uuid)));
    }
    return [...this.#current(), ...this.#entries.values()].sort((a, b) => a.client_seq - b.client_seq);
  }

  // The stored entries with everything that IndexedDB did not take.
  #current() {
    const entries = [...this.#stored.values()].filter((entry) => !this.#removed.has(entry.uuid));
    return entries.map((entry) => ({ ...entry, ...this.#changes.get(entry.uuid) }));
  }

  #noteStored(entry) {
    this.#entries.delete(entry.uuid);
    this.#stored.set(entry.uuid, entry);
    this.#lastSeq = Math.max(this.#lastSeq, entry.client_seq);
  }

  // `changes` are pairs of a UUID and fields. An entry that was removed meanwhile does not come back.
  async update(changes) {
    for (const [uuid, fields] of changes) {
      if (this.#entries.has(uuid)) this.#entries.set(uuid, { ...this.#entries.get(uuid), ...fields });
    }
    const toStore = changes.filter(([uuid]) => !this.#entries.has(uuid));
    if (!toStore.length) return;
    const isStored = await this.#tryChange((transaction) => {
      const entries = transaction.objectStore("entries");
      for (const [uuid, fields] of toStore) {
        entries.get(uuid).onsuccess = (event) => {
          if (event.target.result) entries.put({ ...event.target.result, ...fields });
        };
      }
    }, "relaxed");
    for (const [uuid, fields] of toStore) {
      if (!isStored) this.#changes.set(uuid, { ...this.#changes.get(uuid), ...fields });
      else if (this.#stored.has(uuid)) this.#stored.set(uuid, { ...this.#stored.get(uuid), ...fields });
    }
  }

  async remove(uuids) {
    const toDelete = uuids.filter((uuid) => !this.#entries.delete(uuid) || this.#doubtful.delete(uuid));
    await this.#delete(toDelete);
  }

  // What IndexedDB does not delete now is left out, and deleted after a later read.
  async #delete(uuids) {
    if (!uuids.length) return;
    for (const uuid of uuids) this.#removed.add(uuid);
    const isDeleted = await this.#tryChange((transaction) => {
      for (const uuid of uuids) transaction.objectStore("entries").delete(uuid);
    }, "relaxed");
    if (!isDeleted) return;
    for (const uuid of uuids) {
      this.#stored.delete(uuid);
      this.#removed.delete(uuid);
    }
  }

  async setting(key) {
    const row = await this.#read("settings", (settings) => settings.get(key), null);
    if (row && !this.#unstored.has(key)) this.#settings.set(key, row.value);
    return this.#settings.get(key);
  }

  async saveSetting(key, value) {
    // The draft has a new text by now: an entry that still waits for its write must not delete it.
    for (const waiting of this.#queue) if (waiting.draftKey === key) waiting.draftKey = "";
    this.#settings.set(key, value);
    const isStored = await this.#tryChange((transaction) => {
      transaction.objectStore("settings").put({ key, value });
      transaction.commit?.(); // also for a page that is being closed
    });
    this.#noteSetting(key, isStored);
  }

  #noteSetting(key, isStored) {
    if (isStored) this.#unstored.delete(key);
    else this.#unstored.add(key);
  }

  // `change` gets the value and returns the new one, also where another tab has changed it.
  async changeSetting(key, change) {
    const before = this.#settings.get(key);
    const isStored = await this.#tryChange((transaction) => {
      const settings = transaction.objectStore("settings");
      settings.get(key).onsuccess = ({ target }) => {
        const value = change(this.#unstored.has(key) ? before : target.result?.value);
        settings.put({ key, value });
        this.#settings.set(key, value);
      };
    });
    if (!isStored) this.#settings.set(key, change(before));
    this.#noteSetting(key, isStored);
  }

  // Delete the saved forms, so that nobody writes in the form of an account that has signed out.
  async removePages() {
    const pages = IDBKeyRange.bound("page:", "page;");
    await this.#tryChange((transaction) => transaction.objectStore("settings").delete(pages));
  }

  // The number of drafts that are not empty.
  async countDrafts() {
    const rows = await this.#read("settings", (settings) => settings.getAll(), []);
    return rows.filter((row) => row.key.startsWith("draft:") && row.value.text.trim()).length;
  }

  // The database was deleted while this page is open: its entries stay in memory.
  #moveToMemory() {
    this.isDurable = false;
    for (const entry of this.#current()) this.#entries.set(entry.uuid, entry);
    this.#stored.clear();
  }

  // IndexedDB stores again. What is only in memory is still lost with the page.
  #noteAnswer() {
    this.isDurable = this.#entries.size === 0;
  }

  async #tryChange(work, durability) {
    try {
      await this.#database.change(work, durability);
      this.#noteAnswer();
      return true;
    } catch {
      this.isDurable = false;
      return false;
    }
  }

  async #read(name, ask, fallback) {
    try {
      return (await this.#database.read(name, ask)) ?? fallback;
    } catch {
      this.isDurable = false;
      return fallback;
    }
  }
}

function numbered(batch, lastSeq) {
  return batch.map(({ entry }, index) => ({ ...entry, client_seq: lastSeq + index + 1 }));
}
