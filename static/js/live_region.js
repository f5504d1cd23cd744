// Announces texts to screen readers through the live regions of the page.

const PAUSE = 5_000; // ms; background events are announced together

let pending = "";
let timer = 0;

// For what the user did: at once, and again when it was done again. Returns the line, which may be removed when it is no
// longer true.
export function announce(text) {
  const line = hiddenLine(text);
  document.getElementById("status").replaceChildren(line);
  return line;
}

// For what is shown elsewhere on the page and must not be missed. Returns the line, as `announce` does.
export function warn(text) {
  const line = hiddenLine(text);
  document.getElementById("alert").append(line);
  return line;
}

// For background events: only the last text of the next five seconds. An empty text cancels a pending one.
export function announceSoon(text) {
  pending = text;
  timer ||= setTimeout(announcePending, PAUSE);
}

function hiddenLine(text) {
  const line = document.createElement("p");
  line.className = "visually-hidden";
  line.textContent = text;
  return line;
}

function announcePending() {
  timer = 0;
  if (pending) announce(pending);
  pending = "";
}
