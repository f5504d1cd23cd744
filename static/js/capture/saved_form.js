// A copy of the empty capture form on this device, from which a closed page opens without a connection.
// Copies of older releases may be on a device: their `kind` and their markup stay supported.

import { parseHtml } from "../html.js";

const PRIVATE = "[name=csrfmiddlewaretoken], [data-online], #said > *, #similar > *, #own > *";
const VALUES = "textarea, .ask-grid label > :last-child, #total";

// `kind` says which script the form needs: "capture" (a facilitator's) or "device".
export async function saveForm(store, kind) {
  const form = document.querySelector("[data-part]");
  if (!form) return;
  const page = { kind, html: emptyCopy(form).outerHTML, body: document.body.className, title: document.title };
  await store.saveSetting(`page:${location.pathname}`, page);
}

// The form with what is chosen in it, but without contributions, tokens and counts.
function emptyCopy(form) {
  const copy = form.cloneNode(true);
  const inputs = form.querySelectorAll("input, option");
  copy.querySelectorAll("input, option").forEach((input, index) => {
    input.toggleAttribute("checked", Boolean(inputs[index].checked));
    input.toggleAttribute("selected", Boolean(inputs[index].selected));
  });
  copy.querySelectorAll(PRIVATE).forEach((element) => element.remove());
  copy.querySelectorAll(VALUES).forEach((element) => element.replaceChildren());
  return copy;
}

// Put the form of this address into the page; returns its kind, or nothing if it was not saved.
export async function restoreForm(store) {
  const page = await store.setting(`page:${location.pathname}`);
  if (!page) return null;
  document.body.className = page.body;
  document.title = page.title;
  document.getElementById("place").replaceChildren(parseHtml(page.html).firstElementChild);
  document.getElementById("no-form").hidden = true;
  return page.kind;
}
