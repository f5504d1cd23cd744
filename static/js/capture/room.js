// A phone says how much waits on it to be sent, and shows the clock of the room and the state of its think tank.

import { RoomClock } from "../room_clock.js";

const INTERVAL = 15_000; // ms
const TIME_LIMIT = 10_000; // ms
const ANSWERED = [200, 422]; // taken, or not: both with the clock
const NO_DEVICE = 401;

// `showState()` shows the state of the think tank as the portal has it now, and returns whether it could.
export function startRoom(form, outbox, { showState }) {
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
      if (response.status === NO_DEVICE) clock.hide();
      if (ANSWERED.includes(response.status)) await read(await response.json());
    } catch {
      // No answer: the clock goes on by itself, and what waits is sent next time.
    } finally {
      isAsking = false;
    }
  }

  async function read(answer) {
    clock.show(answer);
    if (answer.state !== clock.state && (await showState())) clock.state = answer.state;
  }

  report();
  setInterval(report, INTERVAL);
}
