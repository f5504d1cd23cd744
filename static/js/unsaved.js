// Fields with a text that the portal does not have yet.

import { cloneTemplate } from "./html.js";

// `data-saved` is what the portal has, where that is not what the page showed first.
export function isUnsaved(field) {
  return field.value !== (field.dataset.saved ?? field.defaultValue);
}

// The mark is the description of the field too, after those that it has.
export function showUnsaved(field) {
  const id = `unsaved-${field.id}`;
  const mark = document.getElementById(id);
  if (Boolean(mark) === isUnsaved(field)) return;
  const described = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  if (mark) {
    mark.remove();
  } else {
    const line = cloneTemplate("unsaved-mark");
    line.id = id;
    field.after(line);
    described.push(id);
  }
  if (described.length) field.setAttribute("aria-describedby", described.join(" "));
  else field.removeAttribute("aria-describedby");
}
