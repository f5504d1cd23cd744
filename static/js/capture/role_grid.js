// The grid "who suggests to whom" of the facilitator's page, and the sentence over the field that repeats the choice.

const form = document.getElementById("capture");
const grid = document.querySelector(".ask-grid");

export function startGrid(focusField) {
  grid.addEventListener("change", showChoice);
  // After a tap in the grid or on a table the field has the focus again; arrow keys stay in the grid.
  grid.addEventListener("click", (event) => event.detail && setTimeout(focusField));
  form.elements.table?.addEventListener("change", focusField);
}

// `form.elements` holds a list only where there are several radio buttons of a name; a programme may have one pair.
function radios() {
  return [...(grid?.querySelectorAll("[name=pair]") ?? [])];
}

export function chosenPair() {
  return radios().find((radio) => radio.checked)?.value ?? "";
}

// The codes of both roles. An unknown speaker stays empty.
export function chosenRoles() {
  const [speaker = "", addressed = ""] = chosenPair().split(".");
  return { author_role: speaker === "unknown" ? "" : speaker, addressed_role: addressed };
}

export function pairOf(entry) {
  return entry.addressed_role ? `${entry.author_role || "unknown"}.${entry.addressed_role}` : "";
}

// The sentence for a pair of roles as an array of nodes, empty for an unknown pair.
export function sentenceOf(pair) {
  const cell = radioOf(pair)?.closest("td");
  if (!cell) return [];
  const speaker = inSentence(cell.parentElement.cells[0]);
  const addressed = inSentence(grid.tHead.rows[0].cells[cell.cellIndex]);
  const verb = document.createElement("span");
  verb.textContent = form.dataset.says;
  return [speaker, " ", verb, " ", addressed];
}

// The mark of a role from a heading of the grid, worded for the sentence.
function inSentence(heading) {
  const mark = heading.firstElementChild.cloneNode(true);
  mark.lastElementChild.textContent = heading.dataset.inSentence;
  return mark;
}

function showChoice() {
  form.querySelector(".choice").replaceChildren(...sentenceOf(chosenPair()));
}

// Move the choice by an arrow key; returns its sentence as text.
export function moveChoice(key) {
  const cells = radios();
  const columns = grid.tBodies[0].rows[0].cells.length - 1;
  const rows = cells.length / columns;
  const current = cells.findIndex((radio) => radio.checked);
  let row = Math.floor(current / columns);
  let column = current % columns;
  if (current < 0) row = column = 0;
  else if (key === "ArrowUp") row = (row + rows - 1) % rows;
  else if (key === "ArrowDown") row = (row + 1) % rows;
  else if (key === "ArrowLeft") column = (column + columns - 1) % columns;
  else column = (column + 1) % columns;
  const radio = cells[row * columns + column];
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  return form.querySelector(".choice").textContent;
}

// Add to the count of a pair and to the total.
export function changeCount(pair, difference) {
  addTo(document.getElementById("total"), difference);
  const radio = radioOf(pair);
  if (radio) addTo(radio.closest("label").lastElementChild, difference);
}

function radioOf(pair) {
  return radios().find((radio) => radio.value === pair);
}

function addTo(element, difference) {
  const count = Number(element.textContent.replace(/\D/g, "")) + difference;
  element.textContent = count;
  element.classList.toggle("zero", count === 0);
}
