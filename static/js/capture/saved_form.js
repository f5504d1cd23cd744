// A copy of the empty capture form on this device, from which a closed page opens without a connection. On a phone it
// has what is the phone's own: its seat, what it has sent, and the receipt code.
// Copies of older releases may be on a device: their `kind` and their markup stay supported.

import { parseHtml } from "../html.js";

const PRIVATE = "[name=csrfmiddlewaretoken], [data-online], #said > *, #similar > *, #added > *, #own > .waits";
const VALUES = "textarea, .ask-grid label > :last-child, #total";

// `kind` says which script the form needs: "capture" (a facilitator's) or "device".
export async function saveForm(store, kind) {
  if (!document.getElementById("capture")) return;
  const parts = [...document.querySelectorAll("[data-part]")];
  const html = parts.map((part) => emptyCopy(part).outerHTML).join("");
  const heading = document.querySelector("h1").textContent.trim();
  const page = { kind, html, heading, body: document.body.className, title: document.title };
  await store.saveSetting(`page:${location.pathname}`, page);
}

// A part with what is chosen in it, but without tokens, counts and what others have said.
function emptyCopy(part) {
  const copy = part.cloneNode(true);
  const inputs = part.querySelectorAll("input, option");
  copy.querySelectorAll("input, option").forEach((input, index) => {
    input.toggleAttribute("checked", Boolean(inputs[index].checked));
    input.toggleAttribute("selected", Boolean(inputs[index].selected));
  });
  copy.querySelectorAll(PRIVATE).forEach((element) => element.remove());
  copy.querySelectorAll(VALUES).forEach((element) => element.replaceChildren());
  return copy;
}

// Put the form of this address into the page; returns its kind, or nothing if the person here has not saved it.
export async function restoreForm(store) {
  const page = await store.setting(`page:${location.pathname}`);
  if (!page) return null;
  const place = parseHtml(page.html);
  if (!isOwnerHere(page.kind, place.querySelector("#capture")?.dataset.owner)) return null;
  document.body.className = page.body;
  document.title = page.title;
  document.getElementById("heading").textContent = page.heading ?? page.title;
  document.getElementById("place").replaceChildren(...place.children);
  document.getElementById("no-connection").hidden = false;
  return page.kind;
}

// The answer to signing in or joining names the person in a cookie (thinktanks/views/owners.py), before any page of theirs
// has opened. Without that cookie nobody else has come since.
function isOwnerHere(kind, owner) {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith(`${kind}-owner=`));
  return !cookie || cookie === `${kind}-owner=${owner}`;
}
