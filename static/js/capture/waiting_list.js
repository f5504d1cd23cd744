// The contributions that wait on this device, as items of the page's list, until the server's own items replace them.

import { cloneTemplate } from "../html.js";

export class WaitingList {
  #form;
  #fillItem;
  #returnToField;
  #items = new Map(); // by UUID, the oldest first
  #closed = new Set(); // UUIDs that were sent or taken out: an older read of the outbox does not bring them back

  // `fillItem(item, entry)` writes an entry into its item; `returnToField(entry)` is offered for a refused one.
  constructor(form, { fillItem, returnToField }) {
    this.#form = form;
    this.#fillItem = fillItem;
    this.#returnToField = returnToField;
  }

  // UUIDs of items that are sent and not yet replaced, the oldest first.
  get sent() {
    return [...this.#items].filter(([, item]) => !item.classList.contains("waits")).map(([uuid]) => uuid);
  }

  // All items that are not the server's own, the oldest first.
  get items() {
    return [...this.#items.values()];
  }

  update({ waiting, refused }) {
    for (const entry of waiting) this.show(entry);
    for (const entry of refused) this.showRefused(entry);
  }

  show(entry) {
    if (!this.isOfThisPage(entry) || this.#items.has(entry.uuid) || this.#closed.has(entry.uuid)) return;
    const list = document.querySelector("#said, #own");
    if (list.querySelector(`li[data-uuid="${entry.uuid}"]`)) return; // the server has it, only its answer was lost
    document.querySelector("#nothing-said, #nothing-added")?.remove();
    const item = cloneTemplate("waiting-line");
    item.dataset.uuid = entry.uuid;
    this.#fillItem(item, entry);
    this.#items.set(entry.uuid, item);
    list.prepend(item);
  }

  // Show an entry with the reason of its refusal, and a button that puts its text back into the field.
  showRefused(entry) {
    this.show(entry);
    const state = this.#items.get(entry.uuid)?.querySelector(".sent");
    if (!state || state.classList.contains("is-problem")) return; // a focused button stays
    const { refused, again } = this.#form.dataset;
    const reason = `${refused}: ${entry.error}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn-text";
    button.textContent = again ?? reason;
    button.addEventListener("click", () => this.#returnToField(entry));
    state.classList.add("is-problem");
    state.replaceChildren(...(again ? [`${reason} `, button] : [button]));
  }

  // Returns whether the entry was shown as waiting until now.
  showSent(entry) {
    this.reopen(entry.uuid); // taken back while it was on its way: it is on the server after all
    this.show(entry);
    this.#closed.add(entry.uuid);
    const item = this.#items.get(entry.uuid);
    if (!item?.classList.contains("waits")) return false;
    item.classList.remove("waits");
    item.querySelector(".sent").replaceWith(cloneTemplate("sent-mark"));
    return true;
  }

  // An entry that was taken out is added again with the same UUID.
  reopen(uuid) {
    this.#closed.delete(uuid);
  }

  replace(serverItem) {
    const { uuid } = serverItem.dataset;
    this.#items.get(uuid)?.replaceWith(serverItem);
    this.#items.delete(uuid);
  }

  remove(uuid) {
    this.#closed.add(uuid);
    this.#items.get(uuid)?.remove();
    this.#items.delete(uuid);
  }

  isOfThisPage({ think_tank, owner }) {
    const { dataset } = this.#form;
    return String(think_tank) === dataset.thinkTank && owner === dataset.owner;
  }
}
