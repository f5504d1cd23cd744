// Takes the facilitator's newest contribution back: its text is in the field again, selected, so that typing replaces it.

import { announce } from "../live_region.js";
import { fetchFragment } from "./fragments.js";
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

async function takeBackSent(field, { outbox, draft }, item) {
  const text = item.querySelector(".txt").innerText;
  field.fill(text, "");
  field.select();
  await draft.save();
  const csrf = item.dataset.version && (await outbox.session())?.csrf;
  const answer = csrf ? await withdraw(item, csrf) : null;
  if (answer?.ok) {
    item.remove();
    changeCount(item.dataset.pair, -1);
    announce(form.dataset.takenBack);
    return;
  }
  // Without an answer it may be taken back all the same, so the text stays in the field.
  const isUnknown = answer && !answer.refused;
  if (field.text === text && !isUnknown) {
    field.fill("", "");
    await draft.save();
  }
  const reason = answer ? answer.body.textContent.trim() : form.dataset.offline;
  field.showProblem(isUnknown ? form.dataset.unanswered : reason);
}

function withdraw(item, csrf) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: csrf, version: item.dataset.version });
  return fetchFragment(item.dataset.withdraw, { method: "POST", body });
}
