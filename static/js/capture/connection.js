// Requests of the outbox, each with a time limit: a network that hangs is the normal case.

const TIME_LIMIT = 10_000; // ms

export class Connection {
  #running = new Set(); // the AbortController of each request

  // Returns {status, retryAfter (s), json (null if the body is not JSON)}, with status 0 for a redirect; null if nothing
  // came back.
  async request(address, options = {}) {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), TIME_LIMIT);
    this.#running.add(controller);
    const headers = { Accept: "application/json", ...options.headers };
    const always = { redirect: "manual", cache: "no-store", signal: controller.signal };
    try {
      return await read(await fetch(address, { ...options, ...always, headers }));
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
      this.#running.delete(controller);
    }
  }

  abortAll() {
    for (const controller of this.#running) controller.abort();
  }
}

async function read(response) {
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return {
    status: response.status,
    retryAfter: Math.max(0, Number(response.headers.get("Retry-After")) || 0),
    json: isJson ? await response.json() : null,
  };
}
