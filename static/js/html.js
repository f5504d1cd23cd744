// Elements of the page: made from a template or from text, and given the focus.

export function cloneTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// Returns the body of the parsed document; scripts in it do not run.
export function parseHtml(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

// Focus the element of the first selector that has one, unless something else has the focus.
export function focusFirst(selectors) {
  if (document.activeElement !== document.body) return;
  const found = selectors.map((selector) => document.querySelector(selector)).find(Boolean);
  found?.focus({ preventScroll: true });
}

// The same on a page that has just been opened: the fragment of its address takes the focus away while it loads.
export function focusFirstWhenLoaded(selectors) {
  if (document.readyState === "complete") focusFirst(selectors);
  else window.addEventListener("load", () => focusFirst(selectors), { once: true });
}
