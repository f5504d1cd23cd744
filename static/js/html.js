// Elements made from a template of the page or from text.

export function cloneTemplate(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}

// Returns the body of the parsed document; scripts in it do not run.
export function parseHtml(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}
