// Links and buttons of the list lead back to the same place of the list, with the roles and the table that are chosen now.

import { focusFirstWhenLoaded } from "../html.js";

const form = document.getElementById("capture");
const acts = document.getElementById("acts");

// `chosenPair()` returns the value of the grid's choice.
export function keepPlace(chosenPair) {
  acts.addEventListener("submit", ({ submitter }) => {
    acts.elements.back.value = addressOf(submitter, chosenPair());
  });
  document.getElementById("said").addEventListener("click", ({ target }) => {
    const link = target.closest("a");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("back", addressOf(link, chosenPair()));
    link.href = address;
  });
  focusFirstWhenLoaded(["#said > li:target summary"]);
}

function addressOf(element, pair) {
  const query = new URLSearchParams(location.search);
  const chosen = { pair, table: form?.elements.table?.value };
  for (const [name, value] of Object.entries(chosen)) if (value) query.set(name, value);
  const item = placeOf(element);
  return `${location.pathname}?${query}${item ? `#${item.id}` : location.hash}`;
}

// What is taken back leaves the list: the place is that of the next one.
function placeOf(element) {
  const item = element.closest("#said > li");
  const isLeaving = item && element.getAttribute("formaction") === item.dataset.withdraw;
  return isLeaving ? (item.nextElementSibling ?? item.previousElementSibling) : item;
}
