// Shows the people of whose name or organisation a word begins with what is typed, without asking the portal. Whoever is
// not found is added by the name that was looked for.

const field = document.getElementById("q");
const newName = document.getElementById("id_name"); // there is none where the list is only read
let isNameTyped = Boolean(newName?.value && newName.form.querySelector(".is-invalid, .form-problems")); // it was refused
const nobody = document.getElementById("nobody-found");

function wordsOf(text) {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function filter() {
  const typed = wordsOf(field.value);
  const rows = [...document.querySelectorAll(".check-in-list > li")];
  for (const row of rows) {
    const words = wordsOf(row.querySelector(".who").textContent);
    row.hidden = !typed.every((part) => words.some((word) => word.startsWith(part)));
  }
  nobody.hidden = rows.some((row) => !row.hidden);
  if (newName && !isNameTyped) newName.value = nobody.hidden ? "" : field.value;
}

field.addEventListener("input", filter);
newName?.addEventListener("input", () => (isNameTyped = true));
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  filter();
});
