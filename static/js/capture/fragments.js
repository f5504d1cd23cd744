// Parts of pages that the portal sends to scripts.

import { parseHtml } from "../html.js";

export const MOST_ITEMS = 20; // the most that the portal sends at once (BATCH in actionplans/views/capture_page.py)
const TIME_LIMIT = 10_000; // ms

// The items of the facilitator's capture page with these UUIDs, as the portal has them now.
export function fetchItems(uuids) {
  const query = new URLSearchParams(uuids.map((uuid) => ["uuid", uuid]));
  return fetchFragment(`${location.pathname}?${query}`);
}

// Returns {ok, refused, body}. If the network or the session is gone, both are false and the body is empty.
export async function fetchFragment(address, options = {}) {
  const signal = AbortSignal.timeout?.(TIME_LIMIT);
  const headers = { "HX-Request": "true" };
  try {
    const response = await fetch(address, { ...options, headers, signal, redirect: "manual" });
    const body = parseHtml(await response.text());
    return { ok: response.ok, refused: [409, 422].includes(response.status), body };
  } catch {
    return { ok: false, refused: false, body: parseHtml("") };
  }
}
