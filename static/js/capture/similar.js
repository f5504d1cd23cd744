// While somebody types: up to three that were said already and look like it, as quiet lines under the field. They are
// asked for when the hands rest, never waited for, and never read out; without a connection there are none.

const PAUSE = 400; // ms without a key
const PATIENCE = 3_000; // ms; later it would be about other words
const FEWEST = 8; // signs; less says nothing yet

export function startSimilar(field) {
  const place = document.getElementById("similar");
  if (!place) return { forget() {} }; // a form that an older release kept on this device
  let timer = 0;
  let stop = null; // ends the question that is under way

  function forget() {
    clearTimeout(timer);
    stop?.abort();
    place.replaceChildren();
  }

  async function ask() {
    stop = new AbortController();
    const late = setTimeout(forget, PATIENCE);
    const { signal } = stop;
    try {
      const words = new URLSearchParams({ text: field.value.trim().slice(0, Number(place.dataset.most)) });
      const response = await fetch(`${place.dataset.address}?${words}`, { signal, redirect: "manual" });
      const html = response.ok ? await response.text() : "";
      if (signal.aborted) return;
      place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    } catch {
      if (!signal.aborted) place.replaceChildren();
    } finally {
      clearTimeout(late);
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    stop?.abort();
    if (field.value.trim().length < FEWEST) place.replaceChildren();
    else if (!document.body.dataset.shell) timer = setTimeout(ask, PAUSE);
  });
  return { forget };
}
