// The board keeps scroll position, focus and what is not saved after each change. htmx focuses what comes next, or the
// same button again; if that button is gone, the focus goes to what is wrong or to the next item to decide. On a page
// that has just been opened the focus goes to the action or the item that it is opened for.

import { noteBoard, putBack, startDrafts } from "./board_drafts.js";
import { showFailure } from "./failures.js";
import { focusFirst, focusFirstWhenLoaded } from "./html.js";

const NEXT_FOCUS = ["main .is-invalid", "#decide .undecided-list input", "#undecided"];
const OPENED_FOR = [".is-target .own-words", ".is-target summary", "#decide li:target input"];
let scrollTop = 0;
let isChanging = false; // while a change is on its way to the portal and back

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  scrollTop = document.getElementById("actions")?.scrollTop ?? 0;
  noteBoard(detail);
});

document.addEventListener("htmx:afterSettle", () => {
  restoreScroll(document.getElementById("actions"));
  putBack();
  focusFirst(NEXT_FOCUS);
  requestAnimationFrame(() => document.querySelector("main :focus-visible")?.scrollIntoView({ block: "nearest" }));
});

// One change at a time: the answer to the first replaces the board, and that to a second would find its place gone.
// htmx asks before it puts a second sending of the same form into its queue.
document.addEventListener("htmx:confirm", (event) => {
  if (!isChanging) return;
  event.preventDefault();
  showFailure("changing");
});

document.addEventListener("htmx:beforeRequest", ({ detail: { xhr } }) => {
  isChanging = true;
  xhr.addEventListener("loadend", () => (isChanging = false));
});

focusFirstWhenLoaded(OPENED_FOR);
startDrafts();

function restoreScroll(actions) {
  if (!actions || actions.scrollHeight <= actions.clientHeight) return;
  actions.scrollTop = scrollTop;
  actions.querySelector(".is-target")?.scrollIntoView({ block: "nearest" });
}
