// Copies the text of an element: <button data-copies="id of the element" data-says="what is announced">.

import { announce } from "./live_region.js";

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    announce(button.dataset.says);
    button.querySelector("span").textContent = button.dataset.says;
  });
}
