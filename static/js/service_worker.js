// Opens a page of capture without a connection: a shell without any data, with what it needs beside it. The form comes
// from the device itself (offline_shell.js). Nothing else passes here; what is sent never does.
// The server puts VERSION, ASSETS and SHELLS before these lines (portal/serving/service_worker.py).

const PAGES = /^(?:\/en)?\/desk\/thinktanks\/\d+\/$|^\/device\/$/;
const PATIENCE = 3_000; // ms until the shell is shown instead
const MINE = `capture-${registration.scope}#`; // each scope has a registration of its own, and keeps its own
const CACHE = MINE + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(clean().then(() => self.clients.claim()));
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

async function fill() {
  const cache = await caches.open(CACHE);
  // Without cookies: what is kept is what anybody would get.
  const asked = [...ASSETS, ...Object.values(SHELLS)];
  await cache.addAll(asked.map((address) => new Request(address, { credentials: "omit", cache: "no-cache" })));
}

async function clean() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function pageOrShell(request, address) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(request, { signal: stop.signal });
    if (response.status < 500) return response;
  } catch {
    // no connection, or none that answers
  } finally {
    clearTimeout(timer);
  }
  const english = address.pathname.startsWith("/en/") || address.searchParams.get("lang") === "en";
  return (await caches.match(SHELLS[english ? "en" : "lv"], { cacheName: CACHE })) ?? Response.error();
}

async function assetOf(request) {
  return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}
