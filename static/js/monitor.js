// The room overview shows by itself what is new. That a table is silent can be dismissed on this device until something
// comes from it.

import { readFromDevice, writeToDevice } from "./device_storage.js";
import { keepFresh } from "./fresh.js";

const INTERVAL = 3_000; // ms
const monitor = document.getElementById("monitor");
const key = `known-silences:${monitor.dataset.thinkTank}`;
const known = new Set(readFromDevice(key)?.split(" "));

function lines() {
  return [...monitor.querySelectorAll("[data-silence]")];
}

function hideKnown() {
  for (const line of lines()) line.hidden = known.has(line.dataset.silence);
}

// A silence that has ended does not come back: the next one has another time.
function keepKnown() {
  const silences = lines().map((line) => line.dataset.silence);
  writeToDevice(key, silences.filter((silence) => known.has(silence)).join(" "));
}

monitor.addEventListener("click", (event) => {
  const line = event.target.closest("button")?.closest("[data-silence]");
  if (!line) return;
  known.add(line.dataset.silence);
  keepKnown();
  hideKnown();
  document.getElementById("content").focus({ preventScroll: true });
});

hideKnown();
keepFresh(monitor, { interval: INTERVAL, stale: document.getElementById("stale"), onDrawn: hideKnown });
