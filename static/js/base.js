// Loaded in the head of every page, so that the page knows before it is drawn that scripts run.
document.documentElement.classList.replace("no-js", "js");

// The portal says itself what is missing, in the language of the page; a browser would say it in its own language and in
// its own words. A button that is clicked, or pressed by Enter in a field, sends its form as it is.
document.addEventListener(
  "click",
  ({ target }) => {
    const form = target.closest?.("button, input")?.form;
    if (form) form.noValidate = true;
  },
  true,
);

document.addEventListener("DOMContentLoaded", () => {
  // Messages of the server move into the live regions, so that screen readers announce them.
  for (const line of document.querySelectorAll("#messages .status-line")) {
    document.getElementById(line.classList.contains("is-problem") ? "alert" : "status").append(line);
  }
  // The first error of a refused form, or what it must wait for, gets the focus and is read out with its explanation.
  document.querySelector(".form-problems, form .is-invalid, .is-undecided")?.focus();
});
