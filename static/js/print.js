// The button that opens the print dialog of the browser.

document.getElementById("print").addEventListener("click", () => window.print());
