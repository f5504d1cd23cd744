// The wall asks every two seconds for its newest content and draws it only when it has changed.

import { parseHtml } from "./html.js";

const INTERVAL = 2_000; // ms
const TIME_LIMIT = 10_000; // ms
const wall = document.getElementById("wall");
const button = document.getElementById("pause");
const paused = document.getElementById("paused");
const stale = document.getElementById("stale");
let etag = wall.dataset.etag;
let isAsking = false;

async function refresh() {
  if (!paused.hidden || isAsking) return;
  isAsking = true;
  try {
    const response = await fetch(location.pathname, {
      headers: { "HX-Request": "true", "If-None-Match": etag },
      cache: "no-store",
      signal: AbortSignal.timeout?.(TIME_LIMIT),
    });
    if (response.status === 401 || response.status === 404) return location.reload();
    const html = await response.text(); // also an empty body is read, or the browser reports a broken request
    if (response.ok && paused.hidden) draw(html, response); // pause may have been pressed meanwhile
    stale.hidden = response.ok || response.status === 304;
  } catch {
    stale.hidden = false;
  } finally {
    isAsking = false;
  }
}

function draw(html, response) {
  wall.replaceChildren(...parseHtml(html).childNodes);
  etag = response.headers.get("ETag");
}

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
setInterval(refresh, INTERVAL);
