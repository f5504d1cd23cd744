// What is read out: everything goes through the one polite region of the page.

const PAUSE = 5_000; // ms; what happens by itself is told once for all that happened

let soon = "";
let timer = 0;

// What somebody did is told at once, and again when it was done again.
export function say(words) {
  const line = document.createElement("p");
  line.className = "visually-hidden";
  line.textContent = words;
  document.getElementById("status").replaceChildren(line);
}

// What happens by itself: the last words of the next five seconds. Empty words take back what was not yet told.
export function saySoon(words) {
  soon = words;
  if (!timer) timer = setTimeout(tell, PAUSE);
}

function tell() {
  timer = 0;
  if (soon) say(soon);
  soon = "";
}

export function copyOf(template) {
  return document.getElementById(template).content.firstElementChild.cloneNode(true);
}
