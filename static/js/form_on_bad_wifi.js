// A form is sent only once the portal answers at the address in its data-on-bad-wifi. Without an answer the browser would
// show a page of its own, and what is typed would be gone with ours; so the page stays, and says by the button that
// nothing was sent. What is sent again has the number of its form (form_number.js), so it counts once.

import { announce } from "./live_region.js";

const TIME_LIMIT = 10_000; // ms

for (const form of document.querySelectorAll("form[data-on-bad-wifi]")) start(form);

function start(form) {
  const [sending, notSent] = ["[data-sending]", "[data-not-sent]"].map((selector) => form.querySelector(selector));
  let isAsking = false;
  let isAnswered = false;
  form.addEventListener("submit", async (event) => {
    if (isAnswered) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    [sending.hidden, notSent.hidden] = [false, true];
    isAnswered = await isPortalAt(form.dataset.onBadWifi);
    [sending.hidden, notSent.hidden] = [true, isAnswered];
    if (isAnswered) form.requestSubmit(event.submitter);
    else {
      announce(notSent.textContent.trim());
      notSent.scrollIntoView({ block: "nearest" });
    }
    isAsking = isAnswered = false; // „Back” may show this page as it is now
  });
}

// A portal that is being updated, or a proxy that does not reach it, is not there.
async function isPortalAt(address) {
  try {
    const signal = AbortSignal.timeout?.(TIME_LIMIT);
    const { status } = await fetch(address, { cache: "no-store", signal });
    return status < 500;
  } catch {
    return false;
  }
}
