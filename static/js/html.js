// Elements of the page: made from a template or from text, and given the focus.

export function cloneTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// Returns the body of the parsed document; scripts in it do not run.
export function parseHtml(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

// Focus the element of the first selector that has one, unless something else has the focus. The page keeps its place,
// unless `options` say otherwise.
export function focusFirst(selectors, options = { preventScroll: true }) {
  if (document.activeElement !== document.body) return;
  const found = selectors.map((selector) => document.querySelector(selector)).find(Boolean);
  found?.focus(options);
}

// The same on a page that has just been opened: the fragment of its address takes the focus away while it loads, and in a
// busy browser only with the first picture that is drawn afterwards.
export function focusFirstWhenLoaded(selectors, options) {
  const focus = () => focusFirst(selectors, options);
  const focusTwice = () => {
    focus();
    requestAnimationFrame(() => requestAnimationFrame(focus));
  };
  if (document.readyState === "complete") focusTwice();
  else window.addEventListener("load", focusTwice, { once: true });
}
