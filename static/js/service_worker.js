// Opens a capture page without a connection: an offline shell without data, and the static files that it needs. The form
// comes from the device itself (capture/saved_form.js). Other requests, and all that send something, are left alone.
// The server puts VERSION, ASSETS and SHELLS before these lines (portal/serving/service_worker.py).

const PAGES = /^(?:\/en)?\/desk\/thinktanks\/\d+\/$|^\/device\/$/;
const TIME_LIMIT = 3_000; // ms until the shell is shown instead
const OWN = `capture-${registration.scope}#`; // each scope has its own registration, and its own caches
const CACHE = OWN + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(fillCache().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(deleteOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (event.request.mode === "navigate" && PAGES.test(address.pathname)) {
    event.respondWith(pageOrShell(event.request, address));
  } else if (ASSETS.includes(address.pathname)) {
    event.respondWith(assetOf(event.request));
  }
});

async function fillCache() {
  const cache = await caches.open(CACHE);
  const addresses = [...ASSETS, ...Object.values(SHELLS)];
  // Without cookies: the cache holds what anybody would get.
  await cache.addAll(addresses.map((address) => new Request(address, { credentials: "omit", cache: "no-cache" })));
}

async function deleteOldCaches() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OWN) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// The page from the network; the shell if no answer comes in time or the server fails.
async function pageOrShell(request, address) {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT);
  try {
    const response = await fetch(request, { signal: limit.signal });
    if (response.status < 500) return response;
  } catch {
    // no connection, or one that hangs
  } finally {
    clearTimeout(timer);
  }
  const isEnglish = address.pathname.startsWith("/en/") || address.searchParams.get("lang") === "en";
  return (await caches.match(SHELLS[isEnglish ? "en" : "lv"], { cacheName: CACHE })) ?? Response.error();
}

async function assetOf(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}
