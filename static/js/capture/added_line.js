// What was last added, below the field: on a phone with its keyboard open the list is out of sight. The line never says
// that something was added while it waits on this device, as far as known.

import { cloneTemplate } from "../html.js";

export class AddedLine {
  #place = document.getElementById("added"); // not in a form that an earlier version stored on the phone
  #uuid = "";

  show({ uuid, text }, isHeldUp) {
    if (!this.#place) return;
    this.#uuid = uuid;
    this.#draw(isHeldUp, text);
    this.#place.scrollIntoView({ block: "nearest" });
  }

  // After a change of the outbox. What is refused, or taken back, is only in the list.
  update({ all }, isHeldUp) {
    const entry = all.find(({ uuid }) => uuid === this.#uuid);
    if (entry?.error) this.clear();
    else if (entry && isHeldUp) this.#draw(true, entry.text);
  }

  sent(entries) {
    const entry = entries.find(({ uuid }) => uuid === this.#uuid);
    if (entry) this.#draw(false, entry.text);
  }

  clear() {
    this.#uuid = "";
    this.#place?.replaceChildren();
  }

  #draw(isHeldUp, text) {
    const line = cloneTemplate(isHeldUp ? "kept-line" : "added-line");
    line.querySelector(".serif").innerText = `„${text}”`;
    this.#place.replaceChildren(line);
  }
}
