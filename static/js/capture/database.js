// The IndexedDB database of capture: the stores "entries" (by uuid) and "settings" (by key).
//
// Browsers can leave any request without an answer: an old tab that keeps the database open, or WebKit after „Back”.
// So opening and every transaction have a time limit, after which the database rests.

const NAME = "domnica";
const VERSION = 1;
const TIME_LIMIT = 3_000; // ms
const REST = 30_000; // ms after the limit, in which nothing waits for the database again

export class Database {
  #opening = null;
  #isLost = false; // deleted while this page was open; only a write creates it again
  #restsUntil = 0;
  #onLost;

  constructor(onLost) {
    this.#onLost = onLost;
  }

  // `work` makes its requests in one transaction. It counts when the transaction is complete, not when a request
  // succeeded. "relaxed" is enough for what can be repeated after a power cut.
  async change(work, durability = "strict") {
    await this.#transact(["entries", "settings"], "readwrite", work, { durability });
  }

  // Returns the result of the request that `ask` makes of the store.
  async read(name, ask) {
    if (this.#isLost) throw new Error("lost");
    let request;
    await this.#transact(name, "readonly", (transaction) => {
      request = ask(transaction.objectStore(name));
    });
    return request.result;
  }

  // Resolves when the transaction is complete. A transaction that is too late is aborted, as far as that is possible.
  async #transact(stores, mode, work, options) {
    if (performance.now() < this.#restsUntil) throw new Error("rests");
    const database = await this.#open();
    this.#isLost = false;
    return this.#inTime((resolve, reject) => {
      const transaction = database.transaction(stores, mode, options);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
      work(transaction);
      return () => this.#giveUp(database, transaction);
    });
  }

  // The next try opens the database again.
  #giveUp(database, transaction) {
    database.close();
    this.#opening = null;
    try {
      transaction.abort();
    } catch {
      // its commit has begun: whether it is written stays unknown
    }
  }

  async #open() {
    this.#opening ??= this.#inTime(connect).then((database) => this.#watch(database));
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = null;
      throw error;
    }
  }

  // A promise that is rejected after the time limit; `start` returns what to do then.
  #inTime(start) {
    let timer = 0;
    const settled = new Promise((resolve, reject) => {
      const giveUp = start(resolve, reject);
      timer = setTimeout(() => {
        this.#restsUntil = performance.now() + REST;
        reject(new Error("late"));
        giveUp();
      }, TIME_LIMIT);
    });
    return settled.finally(() => clearTimeout(timer));
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

// Opens the database; returns a function that gives up waiting. A database that is newer than this file is opened as
// it is: releases only add to it.
function connect(resolve, reject) {
  let isLate = false;
  const open = (version) => {
    const request = indexedDB.open(NAME, version);
    request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
    request.onblocked = () => {}; // the other tab closes on `versionchange`, or the time limit ends the wait
    request.onsuccess = () => (isLate ? request.result.close() : resolve(request.result));
    request.onerror = () => {
      if (version && request.error?.name === "VersionError") return open();
      reject(request.error);
    };
  };
  open(VERSION);
  return () => {
    isLate = true;
  };
}

// An older schema is extended, never cleared.
function upgrade(database, oldVersion) {
  if (oldVersion < 1) {
    database.createObjectStore("entries", { keyPath: "uuid" });
    database.createObjectStore("settings", { keyPath: "key" });
  }
}
