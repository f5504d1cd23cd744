// Shows the time that is left in the room, by the clock of the portal.

const SECOND = 1_000; // ms

export class RoomClock {
  state; // that of the think tank, as the page shows it
  #element = document.getElementById("room-clock");
  #endsAt = null; // by performance.now(): the clock of this device may be wrong
  #shown = "";

  constructor() {
    if (!this.#element) return;
    const { ends, now, state } = this.#element.dataset;
    this.state = state;
    this.show({ ends_at: ends || null, now });
    setInterval(() => this.#draw(), SECOND);
  }

  // What the portal says: when the time is over (nothing where no clock runs), and what time it is there.
  show({ ends_at = null, now }) {
    this.#endsAt = ends_at && performance.now() + Date.parse(ends_at) - Date.parse(now);
    this.#draw();
  }

  hide() {
    this.show({});
  }

  #draw() {
    this.#element.hidden = this.#endsAt === null;
    if (this.#endsAt === null) return;
    const seconds = Math.max(0, Math.round((this.#endsAt - performance.now()) / SECOND));
    const { left, over } = this.#element.dataset;
    const text = asTime(seconds);
    if (text === this.#shown) return;
    this.#shown = text;
    this.#element.querySelector("span").textContent = seconds ? left : over;
    this.#element.querySelector("b").textContent = text;
    this.#element.classList.toggle("is-over", !seconds);
  }
}

// Minutes and seconds, as times are written in the language of the page.
function asTime(seconds) {
  const separator = document.documentElement.lang === "lv" ? "." : ":";
  return `${Math.floor(seconds / 60)}${separator}${String(seconds % 60).padStart(2, "0")}`;
}
