// The offline shell: a capture page opened without a connection.

import { OutboxStore } from "./outbox_store.js";
import { restoreForm } from "./saved_form.js";

start();

async function start() {
  const kind = await restoreForm(await OutboxStore.open());
  if (kind === "device") await import("./device.js");
  else if (kind) await import("./facilitator.js");
}
