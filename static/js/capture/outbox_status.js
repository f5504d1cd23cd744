// The state of the outbox as text on the page: what waits and why, whose it is, what to do, and how to copy it by hand.

import { cloneTemplate } from "../html.js";
import { announceSoon } from "../live_region.js";

const QUIET_PERIOD = 2_000; // ms; what is sent within this time is not mentioned
const OLD_ENTRY_AGE = 60 * 60 * 1000; // ms

export class OutboxStatus {
  #place = document.getElementById("outbox");
  #outbox;
  #left;
  #drawn = "";
  #announced = "";
  #timer = 0;

  // `left` is shown with what is refused.
  constructor(outbox, left) {
    this.#outbox = outbox;
    this.#left = left;
    outbox.addEventListener("change", ({ detail }) => this.#draw(detail));
    outbox.addEventListener("taken", () => {
      this.#announced = ""; // what was taken out is not announced as sent
      announceSoon("");
    });
    this.#refresh();
  }

  async #refresh() {
    this.#draw(await this.#outbox.entries());
  }

  #draw({ waiting, refused, held }) {
    const unsent = [...refused, ...this.#left];
    const late = waiting.filter((entry) => isLate(entry) || this.#outbox.state !== "ready");
    clearTimeout(this.#timer);
    if (waiting.length > late.length) this.#timer = setTimeout(() => this.#refresh(), QUIET_PERIOD);
    const lines = [
      this.#outbox.isDurable ? null : ["problem", this.#text("memory")],
      late.length ? ["waiting", this.#reason(waiting), waiting] : null,
      unsent.length ? ["problem", `${this.#text("refused")} ${unsent.length}`, unsent] : null,
      held.length ? ["problem", this.#text("held").replace("{n}", held.length), this.#copiable(held)] : null,
    ].filter(Boolean);
    this.#announce(late.length ? waiting.length : 0, unsent.length);
    const drawn = JSON.stringify(lines);
    if (drawn === this.#drawn) return; // a focused button stays
    this.#drawn = drawn;
    const elements = lines.map((line) => this.#lineOf(...line));
    this.#replaceLines(this.#hasForm ? elements : [...elements, ...listOf(unsent)]);
  }

  // A focused button keeps the focus when it is drawn again; if it is gone, the field gets the focus.
  #replaceLines(lines) {
    const focused = this.#place.contains(document.activeElement) ? document.activeElement.className : null;
    this.#place.replaceChildren(...lines);
    if (focused === null) return;
    const buttons = [...this.#place.querySelectorAll("button:not([hidden])")];
    (buttons.find((button) => button.className === focused) ?? document.getElementById("words"))?.focus();
  }

  // The list of a form shows the texts itself.
  get #hasForm() {
    return document.getElementById("capture") !== null;
  }

  #text(name) {
    return this.#place.dataset[name];
  }

  // An account's entries are for that account only; on a phone they are for whoever holds it.
  #copiable(held) {
    return "handOut" in this.#place.dataset ? held : [];
  }

  #reason(waiting) {
    const { state, isDurable } = this.#outbox;
    const texts = [];
    if (state === "signed-out") texts.push(this.#text("signedOut"));
    else if (isDurable) texts.push(this.#text(state === "offline" ? "offline" : "later"));
    const oldest = Math.min(...waiting.map((entry) => Date.parse(entry.client_time)));
    if (Date.now() - oldest > OLD_ENTRY_AGE) texts.push(this.#text("today"));
    return texts.join(" ");
  }

  #lineOf(kind, text, entries = []) {
    const line = cloneTemplate(`outbox-${kind}`);
    line.querySelector(".why").textContent = text;
    if (kind === "waiting") {
      line.querySelector(".count").textContent = entries.length;
      line.querySelector("a").hidden = this.#outbox.state !== "signed-out";
      line.querySelector(".send").addEventListener("click", () => this.#outbox.sendNow());
    }
    offerCopies(line, entries);
    return line;
  }

  #announce(waiting, refused) {
    const [kind, count] = waiting ? ["waiting", waiting] : ["refused", refused];
    const text = count ? `${this.#text(kind)} ${count}` : "";
    if (text === this.#announced) return;
    announceSoon(text || this.#text("connected"));
    this.#announced = text;
  }
}

function isLate(entry) {
  return entry.tries > 0 || Date.now() - Date.parse(entry.client_time) > QUIET_PERIOD;
}

// Each text with its reason, to be read; nothing if there are none.
function listOf(entries) {
  const list = document.createElement("ol");
  list.className = "trail mt-3";
  for (const { text, error } of entries) {
    const item = cloneTemplate("outbox-text");
    item.querySelector(".serif").innerText = `„${text}”`;
    item.querySelector(".to").textContent = error;
    list.append(item);
  }
  return entries.length ? [list] : [];
}

// The buttons "copy" and "download" of an element, for the texts of entries; hidden if there are none.
export function offerCopies(element, entries) {
  const copy = element.querySelector(".copy");
  const download = element.querySelector(".download");
  copy.hidden = !entries.length || !navigator.clipboard;
  download.hidden = !entries.length;
  copy.onclick = () => navigator.clipboard.writeText(asText(entries));
  download.onclick = () => save(asText(entries));
}

// One bullet for each entry, as the page of pasted lines reads them.
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
