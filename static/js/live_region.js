// Announces texts to screen readers through the polite live region of the page.

const PAUSE = 5_000; // ms; background events are announced together

let pending = "";
let timer = 0;

// For what the user did: at once, and again when it was done again.
export function announce(text) {
  const line = document.createElement("p");
  line.className = "visually-hidden";
  line.textContent = text;
  document.getElementById("status").replaceChildren(line);
}

// For background events: only the last text of the next five seconds. An empty text cancels a pending one.
export function announceSoon(text) {
  pending = text;
  timer ||= setTimeout(announcePending, PAUSE);
}

function announcePending() {
  timer = 0;
  if (pending) announce(pending);
  pending = "";
}
