// Who asks whom: the grid of the capture page, and the sentence over the field that repeats the choice in words.

const form = document.getElementById("capture");
const grid = document.querySelector(".ask-grid");

export function startGrid(focusField) {
  grid.addEventListener("change", tellChoice);
  // A tap in the grid or on a table gives the field its focus back; whoever walks the grid by arrows stays there.
  grid.addEventListener("click", (event) => event.detail && setTimeout(focusField));
  form.elements.table?.addEventListener("change", focusField);
}

// Both roles by their words; a speaker who is not known is never invented.
export function chosenRoles() {
  const [speaker = "", addressed = ""] = (form.elements.pair.value || "").split(".");
  return { author_role: speaker === "unknown" ? "" : speaker, addressed_role: addressed };
}

export function pairOf(entry) {
  return entry.addressed_role ? `${entry.author_role || "unknown"}.${entry.addressed_role}` : "";
}

// The sentence for a choice, as nodes; nothing where there is no such choice.
export function sentenceOf(pair) {
  const cell = radioOf(pair)?.closest("td");
  if (!cell) return [];
  const speaker = cell.parentElement.cells[0].firstElementChild.cloneNode(true);
  const addressed = grid.tHead.rows[0].cells[cell.cellIndex].firstElementChild.cloneNode(true);
  const says = document.createElement("span");
  says.textContent = form.dataset.says;
  return [speaker, " ", says, " ", addressed];
}

function tellChoice() {
  form.querySelector(".choice").replaceChildren(...sentenceOf(form.elements.pair.value));
}

// Returns the new choice in words.
export function moveChoice(key) {
  const radios = [...grid.querySelectorAll("input")];
  const columns = grid.tBodies[0].rows[0].cells.length - 1;
  const rows = radios.length / columns;
  const now = radios.findIndex((radio) => radio.checked);
  let row = Math.floor(now / columns);
  let column = now % columns;
  if (now < 0) row = column = 0;
  else if (key === "ArrowUp") row = (row + rows - 1) % rows;
  else if (key === "ArrowDown") row = (row + 1) % rows;
  else if (key === "ArrowLeft") column = (column + columns - 1) % columns;
  else column = (column + 1) % columns;
  radios[row * columns + column].checked = true;
  radios[row * columns + column].dispatchEvent(new Event("change", { bubbles: true }));
  return form.querySelector(".choice").textContent;
}

export function count(pair, more) {
  raise(document.getElementById("total"), more);
  const radio = radioOf(pair);
  if (radio) raise(radio.closest("label").querySelector(".n"), more);
}

function radioOf(pair) {
  return [...grid.querySelectorAll("input")].find((one) => one.value === pair);
}

function raise(place, more) {
  const number = Number(place.textContent.replace(/\D/g, "")) + more;
  place.textContent = number;
  place.classList.toggle("zero", number === 0);
}
