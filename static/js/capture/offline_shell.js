// A page of capture opened without a connection: the form as it was when last seen, kept on this device (drafts.js).

import { Store } from "./outbox_store.js";

start();

async function start() {
  const store = await Store.open();
  const page = await store.setting(`page:${location.pathname}`);
  if (!page) return;
  const part = new DOMParser().parseFromString(page.html, "text/html").body.firstElementChild;
  document.body.className = page.body;
  document.title = page.title;
  document.getElementById("place").replaceChildren(document.adoptNode(part));
  document.getElementById("no-form").hidden = true;
  if (page.kind === "device") await import("./device.js");
  else await import("./facilitator.js");
}
