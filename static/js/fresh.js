// Keeps a part of the page as the portal has it now: asks again and again, and draws only what has changed.

import { parseHtml } from "./html.js";

const TIME_LIMIT = 10_000; // ms

// Returns the function that asks at once. `stale` is shown while no answer comes; `onDrawn` is called after a change.
export function keepFresh(element, { interval, stale, isPaused = () => false, onDrawn = () => {} }) {
  let etag = element.dataset.etag;
  let isAsking = false;

  async function refresh() {
    if (isPaused() || isAsking) return;
    isAsking = true;
    try {
      const response = await fetch(location.pathname, {
        headers: { "HX-Request": "true", "If-None-Match": etag },
        cache: "no-store",
        signal: AbortSignal.timeout?.(TIME_LIMIT),
      });
      if (response.status === 401 || response.status === 404) return location.reload();
      const html = await response.text(); // also an empty body is read, or the browser reports a broken request
      if (response.ok && !isPaused()) draw(html, response); // it may have been paused meanwhile
      stale.hidden = response.ok || response.status === 304;
    } catch {
      stale.hidden = false;
    } finally {
      isAsking = false;
    }
  }

  function draw(html, response) {
    const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
    element.replaceChildren(...parseHtml(html).childNodes);
    etag = response.headers.get("ETag");
    onDrawn();
    if (focused) (document.getElementById(focused) ?? document.getElementById("content")).focus({ preventScroll: true });
  }

  setInterval(refresh, interval);
  return refresh;
}
