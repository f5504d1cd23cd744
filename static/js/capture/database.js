// The IndexedDB database of capture: the stores "entries" (by uuid) and "settings" (by key).

const NAME = "domnica";
const VERSION = 1;
const TIME_LIMIT = 3_000; // ms; an old tab that keeps the database open must not stop a new one

export class Database {
  #opening = null;
  #isLost = false; // deleted while this page was open; only a write creates it again
  #onLost;

  constructor(onLost) {
    this.#onLost = onLost;
  }

  // `work` makes its requests in one transaction. It counts when the transaction is complete, not when a request
  // succeeded. "relaxed" is enough for what can be repeated after a power cut.
  async change(work, durability = "strict") {
    const database = await this.#open();
    this.#isLost = false;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(["entries", "settings"], "readwrite", { durability });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
      work(transaction);
    });
  }

  // Returns the result of the request that `ask` makes of the store.
  async read(name, ask) {
    if (this.#isLost) throw new Error("lost");
    const database = await this.#open();
    return new Promise((resolve, reject) => {
      const request = ask(database.transaction(name).objectStore(name));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  async #open() {
    this.#opening ??= connect().then((database) => this.#watch(database));
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  #watch(database) {
    // A newer release waits in another tab: close at once, and open again for the next request.
    database.onversionchange = () => {
      database.close();
      this.#opening = null;
    };
    database.onclose = () => {
      this.#opening = null;
      this.#isLost = true;
      this.#onLost();
    };
    return database;
  }
}

// A database that is newer than this file is opened as it is: releases only add to it.
function connect() {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error("blocked"));
    }, TIME_LIMIT);
    const open = (version) => {
      const request = indexedDB.open(NAME, version);
      request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
      request.onblocked = () => {}; // the other tab closes on `versionchange`, or the timer ends the wait
      request.onsuccess = () => {
        clearTimeout(timer);
        if (isLate) request.result.close();
        else resolve(request.result);
      };
      request.onerror = () => {
        if (version && request.error?.name === "VersionError") return open();
        clearTimeout(timer);
        reject(request.error);
      };
    };
    open(VERSION);
  });
}

// An older schema is extended, never cleared.
function upgrade(database, oldVersion) {
  if (oldVersion < 1) {
    database.createObjectStore("entries", { keyPath: "uuid" });
    database.createObjectStore("settings", { keyPath: "key" });
  }
}
