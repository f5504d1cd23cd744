// The unsent text in the field of a capture form, saved on this device while somebody types.

const PAUSE = 300; // ms without a key

// `data-owner` and `data-think-tank` of a page.
function keyOf({ owner, thinkTank }) {
  return `draft:${owner}:${thinkTank}`;
}

// The text that was left in the field, for a page whose field is gone; "" if there is none.
export async function leftInField(store, dataset) {
  return (await store.setting(keyOf(dataset)))?.text.trim() ?? "";
}

export class Draft {
  #store;
  #field;
  #timer = 0;
  #savedText = "";

  constructor(store, form) {
    this.#store = store;
    this.#field = form.elements.text;
    this.key = keyOf(form.dataset);
    this.#field.addEventListener("input", () => this.#saveSoon());
    // Only a new text: a page that closes must not write into a browser that was just cleared.
    window.addEventListener("pagehide", () => this.#field.value !== this.#savedText && this.save());
  }

  // With the UUIDs of the text: see CaptureField.
  save() {
    clearTimeout(this.#timer);
    const { value: text, dataset } = this.#field;
    this.#savedText = text;
    return this.#store.saveSetting(this.key, { text, uuid: dataset.uuid ?? "", list: dataset.list ?? "" });
  }

  // Forget the draft here; on the device it is deleted with the write of its entry.
  drop() {
    clearTimeout(this.#timer);
    this.#savedText = "";
  }

  // Put the draft back into the empty field, unless it is a list that the server has. Each page says which it has, since
  // the page that followed a list may have been lost, or left at once.
  async restore() {
    const saved = await this.#store.setting(this.key);
    const sent = this.#field.form.dataset.sent?.split(" ") ?? [];
    if (saved?.list && sent.includes(saved.list)) {
      await this.#store.saveSetting(this.key, { text: "", uuid: "", list: "" });
      return;
    }
    if (!saved?.text || this.#field.value !== "") return;
    this.#savedText = saved.text;
    this.#field.value = saved.text;
    this.#field.dataset.uuid = saved.list || saved.uuid; // drafts of older releases have a list's UUID only as `list`
    this.#field.dataset.list = saved.list ?? "";
  }

  #saveSoon() {
    this.#field.dataset.list = "";
    if (this.#field.value === "") this.#field.dataset.uuid = ""; // what is typed next is another contribution
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), PAUSE);
  }
}
