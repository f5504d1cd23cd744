// The wall shows by itself what is new, unless somebody has paused it.

import { keepFresh } from "./fresh.js";

const INTERVAL = 2_000; // ms
const wall = document.getElementById("wall");

function start() {
  const button = document.getElementById("pause");
  const paused = document.getElementById("paused");
  const isPaused = () => !paused.hidden;
  const refresh = keepFresh(wall, { interval: INTERVAL, stale: document.getElementById("stale"), isPaused });

  function togglePause() {
    paused.hidden = !paused.hidden;
    button.setAttribute("aria-pressed", String(!paused.hidden));
    refresh();
  }

  button.addEventListener("click", togglePause);
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.repeat || event.target.closest("a, button, input")) return;
    event.preventDefault();
    togglePause();
  });
}

if (wall) start(); // after the close there is none
