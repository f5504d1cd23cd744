// The room overview shows by itself what is new. That a table is silent can be dismissed until something comes from it.

import { keepFresh } from "./fresh.js";

const INTERVAL = 3_000; // ms
const monitor = document.getElementById("monitor");
const known = new Set();

function hideKnown() {
  for (const line of monitor.querySelectorAll("[data-silence]")) line.hidden = known.has(line.dataset.silence);
}

monitor.addEventListener("click", (event) => {
  const line = event.target.closest("button")?.closest("[data-silence]");
  if (!line) return;
  known.add(line.dataset.silence);
  hideKnown();
  document.getElementById("content").focus({ preventScroll: true });
});

keepFresh(monitor, { interval: INTERVAL, stale: document.getElementById("stale"), onDrawn: hideKnown });
