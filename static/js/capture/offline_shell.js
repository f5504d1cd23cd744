// The offline shell: a capture page opened without a connection.

import { OutboxStore } from "./outbox_store.js";
import { restoreForm } from "./saved_form.js";

start();

async function start() {
  const submits = holdSubmits(document.getElementById("place"));
  const store = await OutboxStore.open();
  const kind = await restoreForm(store);
  const isUnreadable = !kind && !store.isDurable;
  document.getElementById("unreadable").hidden = !isUnreadable;
  document.getElementById("no-form").hidden = Boolean(kind) || isUnreadable;
  if (!kind) return;
  showOutbox(kind);
  try {
    if (kind === "device") await import("./device.js");
    else await import("./facilitator.js");
  } catch {
    for (const id of ["place", "no-connection"]) document.getElementById(id).hidden = true;
    document.getElementById("unreadable").hidden = false;
    return;
  }
  submits.release();
}

// The form is shown a moment before its script listens. If the browser sent it, the text would be lost with the page. A
// button pressed meanwhile is pressed again, once, when the script listens.
function holdSubmits(place) {
  let sent = null;
  const hold = (event) => {
    event.preventDefault();
    sent = event;
  };
  place.addEventListener("submit", hold);
  const release = () => {
    place.removeEventListener("submit", hold);
    sent?.target.requestSubmit(sent.submitter);
  };
  return { release };
}

// A phone has no account: it joins where a facilitator signs in.
function showOutbox(kind) {
  const { content } = document.getElementById(`outbox-of-${kind}`);
  document.getElementById("outbox-place").replaceWith(content.cloneNode(true));
}
