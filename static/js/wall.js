// The wall: every two seconds it asks what is on it now, and changes only when something has.
const EVERY = 2000;
const wall = document.getElementById("wall");
const button = document.getElementById("pause");
const paused = document.getElementById("paused");
const stale = document.getElementById("stale");
let etag = wall.dataset.etag;
let asking = false;

async function look() {
  if (!paused.hidden || asking) return;
  asking = true;
  try {
    const answer = await fetch(location.pathname, {
      headers: { "HX-Request": "true", "If-None-Match": etag },
      cache: "no-store",
      signal: AbortSignal.timeout?.(10_000),
    });
    if (answer.status === 401 || answer.status === 404) return location.reload();
    // Also an answer without words is read to its end; else the browser takes it for broken off.
    const news = await answer.text();
    if (answer.ok) {
      // Somebody may have pressed pause while the answer was on its way.
      if (paused.hidden) {
        wall.replaceChildren(...new DOMParser().parseFromString(news, "text/html").body.childNodes);
        etag = answer.headers.get("ETag");
      }
    }
    stale.hidden = answer.ok || answer.status === 304;
  } catch {
    stale.hidden = false;
  } finally {
    asking = false;
  }
}

function pause() {
  paused.hidden = !paused.hidden;
  button.setAttribute("aria-pressed", String(!paused.hidden));
  look();
}

button.addEventListener("click", pause);
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || event.repeat || event.target.closest("a, button, input")) return;
  event.preventDefault();
  pause();
});
setInterval(look, EVERY);
