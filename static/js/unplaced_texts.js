// Texts that somebody typed on a board and that have no place there any more: somebody else has worded or removed the
// action, its items were decided in another way, or typing went on while the wording was being saved. They are stored on
// this device and shown at the board of the plan, in every tab, until somebody deletes them there.

import { cloneTemplate } from "./html.js";
import { warn } from "./live_region.js";

const place = document.getElementById("unplaced-texts");

export class UnplacedTexts {
  #store;
  #key;
  #isShown;

  // `isShown(text)` says whether the board has a text by now; then it is not kept any longer.
  constructor(store, key, isShown) {
    this.#store = store;
    this.#key = key;
    this.#isShown = isShown;
    place.addEventListener("click", ({ detail, target }) => {
      // The second click of two would meet the next text.
      if (detail < 2 && target.closest("button")) this.#delete(target.closest("p"));
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.draw());
  }

  get isEmpty() {
    return !place.firstElementChild;
  }

  async add(texts) {
    const isChanged = texts.length > 0 || (await this.#texts()).some(this.#isShown);
    if (isChanged) await this.#change((before) => [...new Set([...before, ...texts])].filter((text) => !this.#isShown(text)));
    await this.draw();
  }

  // A line that is there stays, so that it is not read out again.
  async draw() {
    const texts = await this.#texts();
    if (!place.isConnected) return; // another page has come instead of the board
    for (const line of [...place.children]) if (!texts.includes(textOf(line))) line.remove();
    const drawn = [...place.children].map(textOf);
    const lines = texts.filter((text) => !drawn.includes(text)).map(lineOf);
    place.append(...lines);
    if (lines.length) warn(lines.at(-1).querySelector("span").textContent);
  }

  async #texts() {
    return (await this.#store.setting(this.#key))?.texts ?? [];
  }

  async #delete(line) {
    await this.#change((before) => before.filter((text) => text !== textOf(line)));
    if (!line.isConnected) return;
    const next = line.nextElementSibling ?? line.previousElementSibling;
    line.remove();
    (next?.querySelector("button") ?? document.getElementById("undecided") ?? document.getElementById("content")).focus();
  }

  // `text` is for `countDrafts`: unplaced texts are counted as a draft at signing out.
  #change(changeTexts) {
    return this.#store.changeSetting(this.#key, (before) => {
      const texts = changeTexts(before?.texts ?? []);
      return { texts, text: texts.join("\n") };
    });
  }
}

function textOf(line) {
  return line.querySelector("q").textContent;
}

function lineOf(text) {
  const line = cloneTemplate("unplaced-text");
  line.querySelector("q").textContent = text;
  return line;
}
