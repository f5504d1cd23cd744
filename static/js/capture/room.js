// A phone says how much waits on it to be sent, and shows the clock of the room.

import { RoomClock } from "../room_clock.js";

const INTERVAL = 15_000; // ms
const TIME_LIMIT = 10_000; // ms

export function startRoom(form, outbox) {
  const clock = new RoomClock();
  const body = new FormData();
  let isAsking = false;

  async function report() {
    if (isAsking || document.hidden || !navigator.onLine) return;
    isAsking = true;
    try {
      body.set("waiting", (await outbox.entries()).waiting.length);
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const signal = AbortSignal.timeout?.(TIME_LIMIT);
      const response = await fetch(form.dataset.report, { method: "POST", body, cache: "no-store", redirect: "error", signal });
      clock.show(await response.json());
    } catch {
      // No answer: the clock goes on by itself, and what waits is sent next time.
    } finally {
      isAsking = false;
    }
  }

  report();
  setInterval(report, INTERVAL);
}
