// The way back: takes the place of every worker that was installed, and ends it. What waits in the outbox stays.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(end()));

async function end() {
  for (const name of await caches.keys()) if (name.startsWith("capture-")) await caches.delete(name);
  await self.registration.unregister();
}
