"""Undo one earlier event by a new event that puts back what it changed, where nothing has changed since."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from actionplans.models import Action, ItemState, Placement, Plan, PlanEvent
from actionplans.operations.locks import lock_plan
from actionplans.operations.log import PlanChange
from actionplans.operations.pending import Key, batches
from actionplans.queries.log.snapshots import RECORDED_MODELS
from stakeholders.models import User
from thinktanks.models import Device

# Publishing is not undone but withdrawn, and what the portal does by itself is not undone at all. Answers are
# undone with their import, and an undone import is restored by importing again, since its answers were deleted.
FINAL = {
    "plan.opened",
    "plan.published",
    "version.withdrawn",
    "text.redacted",
    "regional_actions.arrived",
    "batch.undone",
    "plan.source_kept",
    "answers.imported",
}

Rows = dict[Key, models.Model]


class CannotUndo(ValidationError):
    """Refusal `moved_on`: `changed` are the items that changed since; `has_rest` is whether anything can be undone."""

    def __init__(self, changed: list[models.Model], has_rest: bool):
        super().__init__(
            _("Some of it has changed since and can no longer be undone."), code="moved_on"
        )
        self.changed, self.has_rest = changed, has_rest


@transaction.atomic
def undo(
    plan: Plan,
    *,
    seq: int,
    leave_moved: bool = False,
    op_uuid: uuid.UUID | None = None,
    by: User | Device,
) -> PlanEvent:
    """Put back what event `seq` changed.

    Every item must be as that event left it: unchanged since, or changed and changed back by undo. Otherwise it is
    refused with CannotUndo, and `leave_moved` undoes the rest. A change of order does not count.
    Refuses: archived, no_event, final, undone, moved_on.
    """
    plan = lock_plan(plan)
    event = plan.events.filter(seq=seq).first()
    if event is None:
        raise ValidationError(_("There is no such change."), code="no_event")
    if event.kind in FINAL:
        raise ValidationError(_why_final(event.kind), code="final")
    if plan.events.filter(undoes=seq).exists():
        raise ValidationError(_("This is already undone."), code="undone")
    rows = _rows_of(event.payload["changes"])
    stuck = _items_that_stay(event, rows)
    rest = [entry for entry in event.payload["changes"] if _key(entry) not in stuck]
    if stuck and not (leave_moved and rest):
        raise CannotUndo([rows[key] for key in rows if key in stuck], has_rest=bool(rest))
    change = PlanChange(plan, "plan.undone", by, op_uuid=op_uuid, undoes=seq)
    for entry in reversed(rest):
        _put_back(change, entry, rows[_key(entry)])
    return change.record()


def _why_final(kind: str) -> str:
    """Return why a change of this kind cannot be undone, and what to do instead."""
    if kind == "plan.published":
        return _("Publishing cannot be undone; withdraw the version instead.")
    if kind == "batch.undone":
        return _("An undone import cannot be restored. Import the text again.")
    return _("This cannot be undone.")


def _items_that_stay(event: PlanEvent, rows: Rows) -> set[Key]:
    """Return the items that are not as the event left them, and those that cannot go back without them."""
    entries = event.payload["changes"]
    changed = {
        _key(entry)
        for entry in entries
        if entry["version"] not in (None, rows[_key(entry)].version)
    }
    stuck = changed - _changed_back(event, changed)
    contents, dissolved = _contents_of_removed(entries), _dissolved_places(entries)
    while True:
        rest = [entry for entry in entries if _key(entry) not in stuck]
        restored = {entry["id"] for entry in rest if _restores_action(entry)}
        leaving = {_key(entry) for entry in rest if "placed_in" in entry["set"]}
        split = {_split_of(entry, rows) for entry in entries if _key(entry) in stuck} - {None}
        more = {
            _key(entry)
            for entry in rest
            if _places_of(entry) & (dissolved - restored)
            or (_removes_action(entry) and contents.get(entry["id"], set()) - leaving)
            or _split_of(entry, rows) in split
        }
        if not more:
            return stuck
        stuck |= more


def _key(entry: dict) -> Key:
    return entry["item"], entry["id"]


def _rows_of(entries: list[dict]) -> Rows:
    """Return the present rows of the items of these entries, with their placements."""
    rows: Rows = {}
    for name, model in RECORDED_MODELS.items():
        pks = [entry["id"] for entry in entries if entry["item"] == name]
        found = (
            model.objects.all() if model is Action else model.objects.select_related("placement")
        )
        for batch in batches(pks):
            rows |= {(name, row.pk): row for row in found.filter(pk__in=batch)}
    return {_key(entry): rows[_key(entry)] for entry in entries}


def _changed_back(event: PlanEvent, items: set[Key]) -> set[Key]:
    """Return those of these items with which all that happened after an event was undone again."""
    remaining: dict[Key, list[int]] = {key: [] for key in items}
    later = PlanEvent.objects.filter(plan=event.plan_id, seq__gt=event.seq).order_by("seq")
    for change in later.iterator(chunk_size=50) if items else ():
        raised = {
            _key(entry)
            for entry in change.payload.get("changes", ())
            if entry["version"] is not None
        }
        for key in raised & items:
            if change.undoes in remaining[key]:
                remaining[key].remove(change.undoes)
            else:
                remaining[key].append(change.seq)
    return {key for key, changes in remaining.items() if not changes}


def _restores_action(entry: dict) -> bool:
    """Return whether undoing an entry puts an action on the plan again."""
    return entry["item"] == "action" and (entry["was"] or {}).get("dissolved") is False


def _removes_action(entry: dict) -> bool:
    """Return whether undoing an entry takes an action off the plan: one that the event formed or restored."""
    was = entry["was"]
    return entry["item"] == "action" and (was is None or was.get("dissolved", False))


def _places_of(entry: dict) -> set[int]:
    """Return the actions that an item was in, or was merged into, before the event."""
    was = entry["was"] or {}
    return {was.get("placed_in"), was.get("merged_into")} - {None}


def _dissolved_places(entries: list[dict]) -> set[int]:
    """Return the actions to which items would return and that are off the plan now."""
    places = set().union(*map(_places_of, entries))
    dissolved = Action.objects.filter(pk__in=places, dissolved=True)
    return set(dissolved.values_list("pk", flat=True))


def _split_of(entry: dict, rows: Rows) -> int | None:
    """Return the id of the contribution that the event split, for it and its parts.

    They are undone together or not at all; otherwise text would be lost or exist twice.
    """
    if entry["item"] != "contribution":
        return None
    parent = rows[_key(entry)].parent_id
    return parent if ("contribution", parent) in rows else entry["id"]


def _contents_of_removed(entries: list[dict]) -> dict[int, set[Key]]:
    """Return what is now in each action that undoing takes off the plan; all of it must leave by the same undo."""
    contents: dict[int, set[Key]] = {}
    removed = [entry["id"] for entry in entries if _removes_action(entry)]
    for placement in Placement.objects.filter(action__in=removed):
        item = (
            ("contribution", placement.contribution_id)
            if placement.contribution_id
            else ("regional_action", placement.regional_action_id)
        )
        contents.setdefault(placement.action_id, set()).add(item)
    return contents


def _put_back(change: PlanChange, entry: dict, row: models.Model) -> None:
    """Write what was before. An item that the event created is withdrawn or dissolved, since rows are never deleted."""
    if entry["was"] is None and isinstance(row, Action):
        change.update(row, dissolved=True)
    elif entry["was"] is None:
        change.update(row, state=ItemState.WITHDRAWN, placed_in=None)
    else:
        change.update(row, **_without_dissolved_links(entry["was"]))


def _without_dissolved_links(was: dict) -> dict:
    """Return `was` without links to actions that have been taken off the plan since."""
    if "links" not in was:
        return was
    live = Action.objects.live().filter(pk__in=was["links"])
    return was | {"links": list(live.values_list("pk", flat=True))}
