// Shows up to three earlier contributions with a similar text under the field while somebody types. They are requested
// in pauses of typing, nothing waits for them, they are not announced, and without a connection there are none.

import { parseHtml } from "../html.js";

const PAUSE = 400; // ms without a key
const TIME_LIMIT = 3_000; // ms; a later answer would be about another text
const SHORTEST = 8; // characters; a shorter text is similar to everything

export function startSimilar(input) {
  const place = document.getElementById("similar");
  if (!place) return { clear() {} }; // a device's form, or one that an older release saved on this device
  let timer = 0;
  let request = null; // the AbortController of the request under way

  function clear() {
    clearTimeout(timer);
    request?.abort();
    place.replaceChildren();
  }

  async function ask() {
    request = new AbortController();
    const { signal } = request;
    const limit = setTimeout(clear, TIME_LIMIT);
    try {
      const query = new URLSearchParams({ text: input.value.trim().slice(0, Number(place.dataset.most)) });
      const response = await fetch(`${place.dataset.address}?${query}`, { signal, redirect: "manual" });
      const html = response.ok ? await response.text() : "";
      if (!signal.aborted) place.replaceChildren(...parseHtml(html).childNodes);
    } catch {
      if (!signal.aborted) place.replaceChildren();
    } finally {
      clearTimeout(limit);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    if (input.value.trim().length < SHORTEST) place.replaceChildren();
    else if (!document.body.dataset.shell) timer = setTimeout(ask, PAUSE);
  });
  return { clear };
}
