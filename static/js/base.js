// Every page, in the head: before the body is drawn, the page learns that scripts run.
document.documentElement.classList.replace("no-js", "js");

document.addEventListener("DOMContentLoaded", () => {
  // What the server said moves into the live regions, so that it is read out and not only shown.
  for (const line of document.querySelectorAll("#messages .status-line")) {
    document.getElementById(line.classList.contains("is-problem") ? "alert" : "status").append(line);
  }
  // A form that came back: what is wrong first gets the focus, and is read out with its explanation.
  document.querySelector(".form-problems, form .is-invalid")?.focus();
});
