// The board: after each change somebody goes on from where they were, and who works by keyboard sees where that is.
// htmx gives the focus to what comes next, or back to the same button. Where that button is gone, it would be lost:
// then what is wrong has it, or what is to be considered next.
const GOES_ON = ["main .is-invalid", "#decide .pile input", "#pile"];
let scrolled = 0;

document.addEventListener("htmx:beforeSwap", () => {
  scrolled = document.getElementById("actions")?.scrollTop ?? 0;
});

document.addEventListener("htmx:afterSettle", () => {
  const actions = document.getElementById("actions");
  if (actions && actions.scrollHeight > actions.clientHeight) {
    actions.scrollTop = scrolled;
    actions.querySelector(".is-target")?.scrollIntoView({ block: "nearest" });
  }
  if (document.activeElement === document.body) {
    const next = GOES_ON.map((place) => document.querySelector(place)).find(Boolean);
    next?.focus({ preventScroll: true });
  }
  requestAnimationFrame(() => document.querySelector("main :focus-visible")?.scrollIntoView({ block: "nearest" }));
});
