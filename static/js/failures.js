// Every request of htmx that fails is explained in the alert of the page. Nothing is swapped, so what was selected and
// typed stays, and so does the focus.

document.addEventListener("htmx:sendError", () => showFailure("unreachable"));
document.addEventListener("htmx:timeout", () => showFailure("unreachable"));
document.addEventListener("htmx:responseError", ({ detail }) => showFailure(kindOf(detail.xhr.status)));

function kindOf(status) {
  if ([502, 504].includes(status)) return "unreachable"; // the portal behind a proxy
  if ([429, 503].includes(status)) return "busy";
  return status >= 500 ? "fault" : "outdated";
}

export function showFailure(kind) {
  const { content } = document.getElementById("request-failures");
  const line = content.querySelector(`[data-kind=${kind}]`).cloneNode(true);
  line.querySelector(".reload")?.addEventListener("click", () => location.reload());
  document.getElementById("alert").replaceChildren(line);
}
