// The unsent text in the field of a capture form, saved on this device while somebody types.

const PAUSE = 300; // ms without a key

export class Draft {
  #store;
  #field;
  #timer = 0;
  #savedText = "";

  constructor(store, form) {
    this.#store = store;
    this.#field = form.elements.text;
    this.key = `draft:${form.dataset.owner}:${form.dataset.thinkTank}`;
    this.#field.addEventListener("input", () => this.#saveSoon());
    // Only a new text: a page that closes must not write into a browser that was just cleared.
    window.addEventListener("pagehide", () => this.#field.value !== this.#savedText && this.save());
  }

  // If the text had a UUID before, it is saved with it: `field.dataset.uuid`. A text that goes to the page of pasted lines
  // is a list.
  save({ isList = false } = {}) {
    clearTimeout(this.#timer);
    this.#savedText = this.#field.value;
    return this.#store.saveSetting(this.key, { text: this.#savedText, uuid: this.#field.dataset.uuid ?? "", isList });
  }

  // Forget the draft here; on the device it is deleted with the write of its entry.
  drop() {
    clearTimeout(this.#timer);
    this.#savedText = "";
  }

  async restore() {
    let saved = await this.#store.setting(this.key);
    if (saved?.isList && document.querySelector("[data-list-added]")) {
      saved = { text: "", uuid: "" };
      await this.#store.saveSetting(this.key, saved);
    }
    this.#savedText = saved?.text ?? "";
    if (!saved?.text || this.#field.value !== "") return;
    this.#field.value = saved.text;
    this.#field.dataset.uuid = saved.uuid;
  }

  #saveSoon() {
    if (this.#field.value === "") this.#field.dataset.uuid = ""; // what is typed next is another contribution
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE);
  }
}
