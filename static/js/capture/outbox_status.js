// How the outbox stands, in words over the page: what waits and why, whose it is, what to do, and the way out by hand.

import { copyOf, saySoon } from "../live_region.js";

const MOMENT = 2_000; // ms; what is sent within a moment needs no words
const OLD = 60 * 60 * 1000;

export class OutboxLine {
  #place = document.getElementById("outbox");
  #outbox;
  #shown = "";
  #told = ""; // what was last said to wait
  #timer = 0;

  constructor(outbox) {
    this.#outbox = outbox;
    outbox.addEventListener("change", ({ detail }) => this.draw(detail));
    outbox.addEventListener("taken", () => {
      this.#told = ""; // what was taken out is not sent
      saySoon("");
    });
    this.#look();
  }

  async #look() {
    this.draw(await this.#outbox.entries());
  }

  draw({ waiting, refused, held }) {
    const late = waiting.filter((entry) => isLate(entry) || this.#outbox.state !== "ready");
    clearTimeout(this.#timer);
    if (waiting.length > late.length) this.#timer = setTimeout(() => this.#look(), MOMENT);
    const lines = [
      this.#outbox.durable ? null : ["problem", this.#words("memory")],
      late.length ? ["waiting", this.#reason(waiting), waiting] : null,
      refused.length ? ["problem", `${this.#words("refused")} ${refused.length}`, refused] : null,
      held.length ? ["problem", this.#words("held").replace("{n}", held.length), this.#handedOut(held)] : null,
    ].filter(Boolean);
    this.#tell(late.length ? waiting.length : 0, refused.length);
    const state = JSON.stringify(lines);
    if (state === this.#shown) return; // what has the focus keeps it
    this.#shown = state;
    const stood = this.#place.contains(document.activeElement) ? document.activeElement.className : null;
    this.#place.replaceChildren(...lines.map((line) => this.#line(...line)));
    if (stood !== null) this.#goOn(stood);
  }

  // Who stood on a button that was drawn anew goes on there; where it is gone, in the field.
  #goOn(button) {
    const same = [...this.#place.querySelectorAll("button:not([hidden])")].find((one) => one.className === button);
    (same ?? document.getElementById("words"))?.focus();
  }

  #words(name) {
    return this.#place.dataset[name];
  }

  // An account's words are for that account; on a phone they are for whoever holds it.
  #handedOut(held) {
    return "handOut" in this.#place.dataset ? held : [];
  }

  #reason(waiting) {
    const words = [];
    if (this.#outbox.state === "signed-out") words.push(this.#words("signedOut"));
    else if (this.#outbox.durable) words.push(this.#words(this.#outbox.state === "offline" ? "offline" : "later"));
    const oldest = Math.min(...waiting.map((entry) => Date.parse(entry.client_time)));
    if (Date.now() - oldest > OLD) words.push(this.#words("today"));
    return words.join(" ");
  }

  #line(kind, words, entries = []) {
    const line = copyOf(`outbox-${kind}`);
    line.querySelector(".why").textContent = words;
    if (kind === "waiting") {
      line.querySelector(".count").textContent = entries.length;
      line.querySelector("a").hidden = this.#outbox.state !== "signed-out";
      line.querySelector(".send").addEventListener("click", () => this.#outbox.sendNow());
    }
    wayOut(line, entries);
    return line;
  }

  #tell(waiting, refused) {
    const [kind, number] = waiting ? ["waiting", waiting] : ["refused", refused];
    const left = number ? `${this.#words(kind)} ${number}` : "";
    if (left === this.#told) return;
    saySoon(left || this.#words("connected"));
    this.#told = left;
  }
}

function isLate(entry) {
  return entry.tries > 0 || Date.now() - Date.parse(entry.client_time) > MOMENT;
}

// The two buttons that take words out of the browser, where there are any.
export function wayOut(place, entries) {
  const copy = place.querySelector(".copy");
  const download = place.querySelector(".download");
  copy.hidden = !entries.length || !navigator.clipboard;
  download.hidden = !entries.length;
  copy.onclick = () => navigator.clipboard.writeText(asText(entries));
  download.onclick = () => save(asText(entries));
}

// One bullet each, as the page of pasted lines reads them.
function asText(entries) {
  return entries.map((entry) => `• ${entry.text.replace(/\s*\n\s*/g, " ")}\n`).join("");
}

function save(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = document.getElementById("outbox")?.dataset.file ?? "domnica.txt";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
