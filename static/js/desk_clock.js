// Pages at the desk and the screens of the room ask for the clock; where the state of the think tank has changed, they reload.

import { RoomClock } from "./room_clock.js";

const INTERVAL = 5_000; // ms
const TIME_LIMIT = 10_000; // ms
const element = document.getElementById("room-clock");
let isAsking = false;

async function ask(clock) {
  if (isAsking) return;
  isAsking = true;
  try {
    const signal = AbortSignal.timeout?.(TIME_LIMIT);
    const response = await fetch(element.dataset.address, { cache: "no-store", redirect: "error", signal });
    if (!response.ok) return; // as when there is no answer
    const answer = await response.json();
    // In an archive what is being typed, or waits to be sent, stays on the page.
    if (answer.state !== element.dataset.state && answer.state !== "archived") return location.reload();
    clock.show(answer);
  } catch {
    // No answer: the clock goes on by itself.
  } finally {
    isAsking = false;
  }
}

if (element?.dataset.address) {
  const clock = new RoomClock();
  setInterval(() => ask(clock), INTERVAL);
}
