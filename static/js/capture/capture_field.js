// The text field of a capture form.

import { cloneTemplate } from "../html.js";
import { startSimilar } from "./similar.js";

export class CaptureField {
  moved = Promise.resolve(); // until entries whose text moved into the field have left the outbox
  #input;
  #similar;

  constructor(form) {
    this.#input = form.elements.text;
    this.#similar = startSimilar(this.#input);
  }

  get isEmpty() {
    return this.#input.value === "";
  }

  get text() {
    return this.#input.value;
  }

  // The UUID that the text had before it came back into the field, or with which it went to the page of pasted lines.
  get uuid() {
    return this.#input.dataset.uuid ?? "";
  }

  // The same UUID while the text is the one that went to the page of pasted lines; "" once somebody has changed it.
  get list() {
    return this.#input.dataset.list ?? "";
  }

  fill(text, uuid, list = "") {
    this.#input.value = text;
    this.#input.dataset.uuid = uuid;
    this.#input.dataset.list = list;
    this.#similar.clear();
  }

  // The text is in the field, and saved as the draft, before its entry leaves the outbox.
  moveIn(entry, uuid, { outbox, draft }) {
    this.fill(entry.text, uuid, uuid && entry.list);
    this.moved = Promise.all([this.moved, draft.save().then(() => outbox.takeOut(entry.uuid))]);
    return this.moved;
  }

  focus() {
    this.#input.focus();
  }

  select() {
    this.#input.select();
  }

  get problem() {
    return document.getElementById("capture-problem").textContent.trim();
  }

  showProblem(text) {
    this.#input.classList.toggle("is-invalid", Boolean(text));
    this.#input.setAttribute("aria-invalid", Boolean(text));
    const line = text ? cloneTemplate("problem-line") : "";
    if (text) line.querySelector("span").textContent = text;
    document.getElementById("capture-problem").replaceChildren(line);
  }
}
