// Replaces every installed service worker and removes it. The outbox is not touched.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  for (const name of await caches.keys()) if (name.startsWith("capture-")) await caches.delete(name);
  await self.registration.unregister();
}
