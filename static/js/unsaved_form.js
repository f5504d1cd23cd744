// Pages of a form: a field with an unsaved text shows it, and leaving the page asks first.

import { isUnsaved, showUnsaved } from "./unsaved.js";

const TEXTS = "textarea, input[type=text]";

for (const form of document.querySelectorAll("form[data-unsaved]")) start(form);

function start(form) {
  const isRefused = form.querySelector(".is-invalid") !== null; // what it shows again was not saved
  const fields = [...form.querySelectorAll(TEXTS)];
  let isSubmitting = false;
  fields.forEach(showUnsaved); // typed before this script ran, or shown again by „Back”
  form.addEventListener("input", ({ target }) => fields.includes(target) && showUnsaved(target));
  form.addEventListener("submit", () => {
    isSubmitting = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSubmitting && (isRefused || fields.some(isUnsaved))) event.preventDefault();
    isSubmitting = false; // the form's own question has been: whoever leaves now has stopped it, or come back to it
  });
}
