// Takes the facilitator's newest contribution back: its text is in the field again, selected, so that typing replaces it.
// Until the portal has answered, the text may be in the field, or added again, and in the list too. So the UUID of what
// is taken back is stored on this device until the answer, and outlasts the page.

import { announce } from "../live_region.js";
import { fetchFragment, fetchItems, MOST_ITEMS } from "./fragments.js";
import { changeCount } from "./role_grid.js";

const form = document.getElementById("capture");

// The newest item that can be taken back waits on this device or is the user's own on the server. `settled()` resolves
// when the server's items have replaced those of what was sent.
export async function takeBackLast(field, capture, settled) {
  const list = document.getElementById("said");
  const { uuid } = list.querySelector("li[data-mine], li:not([data-version])")?.dataset ?? {};
  const { waiting, refused } = await capture.outbox.entries();
  const entry = [...waiting, ...refused].find((entry) => entry.uuid === uuid);
  if (!entry) await settled();
  if (!uuid || !field.isEmpty) return;
  if (entry) await takeBackWaiting(field, capture, entry);
  else await takeBackSent(field, capture, list.querySelector(`li[data-uuid="${uuid}"]`));
}

// The UUID stays: if the server has the entry and only its answer was lost, it is not added twice.
async function takeBackWaiting(field, capture, entry) {
  const moved = field.moveIn(entry, entry.error ? "" : entry.uuid, capture);
  field.select();
  await moved;
  announce(form.dataset.takenBack);
}

async function takeBackSent(field, capture, item) {
  const { outbox, draft } = capture;
  const { uuid, version } = item.dataset;
  const text = item.querySelector(".txt").innerText;
  field.fill(text, "");
  field.select();
  await note(capture, uuid);
  await draft.save();
  const csrf = version && (await outbox.session())?.csrf;
  const answer = csrf ? await withdraw(item, csrf) : null;
  const isUnknown = answer && !answer.ok && !answer.refused;
  // Without an answer it may be taken back all the same, so the text stays in the field.
  if (isUnknown) {
    field.showProblem(form.dataset.unanswered);
    return checkTakenBack(field, capture);
  }
  if (answer?.ok) {
    removeItem(uuid);
  } else {
    if (field.text === text) {
      field.fill("", "");
      await draft.save();
    }
    field.showProblem(answer ? answer.body.textContent.trim() : form.dataset.offline);
  }
  await forget(capture, [uuid]);
}

function withdraw(item, csrf) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: csrf, version: item.dataset.version });
  return fetchFragment(item.dataset.withdraw, { method: "POST", body });
}

// Ask the portal about what was taken back without an answer. What it still has is pointed out on every page, as long as
// there is a text in the field that may be the same; with an empty field once.
export async function checkTakenBack(field, capture) {
  const uuids = await unanswered(capture);
  if (!uuids.length) return;
  const { ok, body } = await fetchItems(uuids);
  const isAnswered = ok && body.firstElementChild?.matches("ol"); // no other page
  const isGone = (uuid) => isAnswered && !body.querySelector(`li[data-uuid="${uuid}"]`);
  const gone = uuids.filter(isGone);
  gone.forEach(removeItem);
  const { unanswered: line } = form.dataset;
  if (gone.length < uuids.length) field.showProblem(line);
  else if (field.problem === line) field.showProblem("");
  await forget(capture, isAnswered && field.isEmpty ? uuids : gone);
}

// Once, whichever answer comes first.
function removeItem(uuid) {
  const item = document.querySelector(`#said > li[data-uuid="${uuid}"]`);
  if (!item) return;
  item.remove();
  changeCount(item.dataset.pair, -1);
  announce(form.dataset.takenBack);
}

function keyOf({ owner, thinkTank }) {
  return `taken-back:${owner}:${thinkTank}`;
}

async function unanswered({ store }) {
  return (await store.setting(keyOf(form.dataset))) ?? [];
}

async function note(capture, uuid) {
  const others = (await unanswered(capture)).filter((other) => other !== uuid);
  await capture.store.saveSetting(keyOf(form.dataset), [...others, uuid].slice(-MOST_ITEMS));
}

async function forget(capture, uuids) {
  const left = (await unanswered(capture)).filter((uuid) => !uuids.includes(uuid));
  await capture.store.saveSetting(keyOf(form.dataset), left);
}
