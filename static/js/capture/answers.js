// What the portal's answers mean for the entries of a batch.

const LONGEST_PAUSE = 30_000; // ms

// What is sent of an entry: no names, tokens or addresses.
export function payloadOf({ uuid, think_tank, owner, client_seq, text, author_role, addressed_role, table }) {
  return { uuid, think_tank, owner, client_seq, text, author_role, addressed_role, table };
}

// How the batch as a whole was answered: "items", "forbidden", "refused", or "unknown" for everything that the portal
// itself does not send. Captive portals and proxies do not answer in JSON with an error code.
export function kindOf(answer) {
  if (answer?.status === 200 && Array.isArray(answer.json?.items)) return "items";
  if (typeof answer?.json?.error !== "string") return "unknown";
  if ([401, 403].includes(answer.status)) return "forbidden";
  return [400, 404, 409, 413, 422].includes(answer.status) ? "refused" : "unknown";
}

// Divide a batch by the answer to each entry. `listed` and `refused` hold pairs of the entry and its answer.
export function sortByAnswer(batch, items) {
  const answers = new Map(items.map((item) => [item?.uuid, item]));
  const sorted = { sent: [], listed: [], refused: [], waiting: [] };
  for (const entry of batch) {
    const answer = answers.get(entry.uuid);
    if (isAcknowledged(answer)) sorted.sent.push(entry);
    else if (isListed(entry, answer)) sorted.listed.push([entry, answer]);
    else if (isRefused(answer)) sorted.refused.push([entry, answer]);
    else sorted.waiting.push(entry);
  }
  return sorted;
}

// Only a sequence number of the server proves that the entry is stored.
function isAcknowledged(answer) {
  return [200, 201].includes(answer?.http) && Number.isInteger(answer.seq);
}

// A pasted text whose lines the portal has. Where somebody has changed the text since, it is refused.
function isListed(entry, answer) {
  return Boolean(entry.list) && answer?.error === "known_list";
}

// Refused for its content. What is not allowed now (401, 403) or too fast (429) waits.
function isRefused(answer) {
  return answer?.http >= 400 && answer.http < 500 && ![401, 403, 408, 429].includes(answer.http);
}

// ms until the next try: 1, 2, 4 … 30 s with jitter, so that the devices of a room do not all retry at once.
export function retryPause(failures) {
  return Math.min(1000 * 2 ** failures, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
}
