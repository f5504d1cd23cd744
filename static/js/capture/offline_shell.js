// The offline shell: a capture page opened without a connection.

import { OutboxStore } from "./outbox_store.js";
import { restoreForm } from "./saved_form.js";

start();

async function start() {
  const store = await OutboxStore.open();
  const kind = await restoreForm(store);
  const isUnreadable = !kind && !store.isDurable;
  document.getElementById("unreadable").hidden = !isUnreadable;
  if (isUnreadable) document.getElementById("no-form").hidden = true;
  if (kind === "device") await import("./device.js");
  else if (kind) await import("./facilitator.js");
}
