// Keeps the offline shell truthful: it says whether the portal answers, and makes way for the page itself when everything
// is sent. While somebody types, or something needs attention, a line offers the page instead. A pasted list that nobody
// has changed makes way too: the page knows whether it is saved, and has it in its field if not.

const CHECK_EVERY = 15_000; // ms
const RELOAD_GAP = 60_000; // ms; a page that does not open in time is not tried in a circle
const RELOADED_AT = "shell-reloaded-at";

export function watchConnection(outbox, form) {
  let waits = false;
  outbox.addEventListener("change", ({ detail: { waiting } }) => {
    const isAllSent = waits && !waiting.length;
    waits = waiting.length > 0;
    if (waits) show(outbox.isConnected);
    else if (isAllSent) check(outbox, form);
  });
  window.addEventListener("online", () => check(outbox, form));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && check(outbox, form));
  setInterval(() => check(outbox, form), CHECK_EVERY);
}

async function check(outbox, form) {
  const { waiting, refused } = await outbox.entries();
  if (waiting.length) return; // sending them shows whether the portal answers
  const isConnected = (await outbox.session()) !== null;
  show(isConnected);
  if (isConnected) outbox.send(); // nothing waits, but now it knows that the portal answers
  const { value, dataset } = form.elements.text;
  const isTyped = value !== "" && !dataset.list;
  if (isConnected && !refused.length && !isTyped && mayReload()) location.reload();
}

function show(isConnected) {
  document.getElementById("no-connection").hidden = isConnected;
  document.getElementById("connection").hidden = !isConnected;
}

function mayReload() {
  // A clock that was set back since does not hold it up.
  if (Math.abs(Date.now() - Number(sessionStorage.getItem(RELOADED_AT))) < RELOAD_GAP) return false;
  sessionStorage.setItem(RELOADED_AT, Date.now());
  return true;
}
