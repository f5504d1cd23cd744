// Every request of htmx that fails is explained: in the alert of the page, or, if what asked is in an element with
// data-failures (the id of its own explanations), at the end of that. Nothing is swapped, so what was selected and typed
// stays, and so does the focus.

import { announce } from "./live_region.js";

let announced = null; // the line that says what failed in a place with its own explanations

document.addEventListener("htmx:sendError", ({ detail }) => showFailure("unreachable", detail.elt));
document.addEventListener("htmx:timeout", ({ detail }) => showFailure("unreachable", detail.elt));
document.addEventListener("htmx:responseError", ({ detail }) => showFailure(kindOf(detail.xhr.status), detail.elt));

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && detail.requestConfig.elt.closest("[data-failures]")) announced?.remove();
});

function kindOf(status) {
  if ([502, 504].includes(status)) return "unreachable"; // the portal behind a proxy
  if ([429, 503].includes(status)) return "busy";
  return status >= 500 ? "fault" : "outdated";
}

export function showFailure(kind, asked) {
  const place = asked?.closest("[data-failures]");
  const line = lineOf(kind, place?.dataset.failures ?? "request-failures");
  if (!place) return document.getElementById("alert").replaceChildren(line);
  place.querySelector(":scope > .status-line")?.remove();
  place.append(line);
  line.scrollIntoView({ block: "nearest" });
  announced = announce(line.textContent.trim());
}

function lineOf(kind, explanations) {
  const { content } = document.getElementById(explanations);
  const line = content.querySelector(`[data-kind~=${kind}]`).cloneNode(true);
  line.querySelector(".reload")?.addEventListener("click", () => location.reload());
  return line;
}
