// The board keeps scroll position and focus after each change. htmx focuses what comes next, or the same button again;
// if that button is gone, the focus goes to what is wrong or to the next item to decide.

const NEXT_FOCUS = ["main .is-invalid", "#decide .undecided-list input", "#undecided"];
let scrollTop = 0;

document.addEventListener("htmx:beforeSwap", () => {
  scrollTop = document.getElementById("actions")?.scrollTop ?? 0;
});

document.addEventListener("htmx:afterSettle", () => {
  restoreScroll(document.getElementById("actions"));
  if (document.activeElement === document.body) {
    const next = NEXT_FOCUS.map((selector) => document.querySelector(selector)).find(Boolean);
    next?.focus({ preventScroll: true });
  }
  requestAnimationFrame(() => document.querySelector("main :focus-visible")?.scrollIntoView({ block: "nearest" }));
});

function restoreScroll(actions) {
  if (!actions || actions.scrollHeight <= actions.clientHeight) return;
  actions.scrollTop = scrollTop;
  actions.querySelector(".is-target")?.scrollIntoView({ block: "nearest" });
}
