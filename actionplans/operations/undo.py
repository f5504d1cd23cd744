"""Undo one earlier event by a new event that puts back what it changed, where nothing has changed since."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from actionplans.models import Action, ItemState, Placement, Plan, PlanEvent
from actionplans.operations.locks import lock_plan
from actionplans.operations.log import PlanChange
from actionplans.queries.log.snapshots import RECORDED_MODELS
from stakeholders.models import User
from thinktanks.models import Device

# Publishing is not undone but withdrawn, and what the portal does by itself is not undone at all. An undone
# import is restored by importing again, since its answers were deleted.
FINAL = {
    "plan.opened",
    "plan.published",
    "version.withdrawn",
    "text.redacted",
    "regional_actions.arrived",
    "batch.undone",
}

Key = tuple[str, int]
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
    Refuses: no_event, final, undone, moved_on.
    """
    plan = lock_plan(plan)
    event = plan.events.filter(seq=seq).first()
    if event is None:
        raise ValidationError(_("There is no such change."), code="no_event")
    if event.kind in FINAL:
        raise ValidationError(_why_final(event.kind), code="final")
    if plan.events.filter(undoes=seq).exists():
        raise ValidationError(_("This is already undone."), code="undone")
    stuck = _entries_that_stay(event)
    rest = [entry for entry in event.payload["changes"] if entry not in stuck]
    if stuck and not (leave_moved and rest):
        raise CannotUndo(list(_rows_of(stuck).values()), has_rest=bool(rest))
    change = PlanChange(plan, "plan.undone", by, op_uuid=op_uuid, undoes=seq)
    for entry in reversed(rest):
        _put_back(change, entry)
    return change.record()


def _why_final(kind: str) -> str:
    """Return why a change of this kind cannot be undone, and what to do instead."""
    if kind == "plan.published":
        return _("Publishing cannot be undone; withdraw the version instead.")
    if kind == "batch.undone":
        return _("An undone import cannot be restored. Import the text again.")
    return _("This cannot be undone.")


def _entries_that_stay(event: PlanEvent) -> list[dict]:
    """Return the entries whose item is not as the event left it, and those that cannot go back without them."""
    entries = event.payload["changes"]
    rows = _rows_of(entries)
    stuck = [entry for entry in entries if _has_changed(entry, rows[_key(entry)], event)]
    contents = _contents_of_removed(entries)
    while True:
        rest = [entry for entry in entries if entry not in stuck]
        restored = {entry["id"] for entry in rest if _restores_action(entry)}
        leaving = {_key(entry) for entry in rest if "placed_in" in entry["set"]}
        split = {_split_of(entry, rows) for entry in stuck} - {None}
        more = [
            entry
            for entry in rest
            if _has_no_action_to_return_to(entry, restored)
            or (_removes_action(entry) and contents.get(entry["id"], set()) - leaving)
            or _split_of(entry, rows) in split
        ]
        if not more:
            return [entry for entry in entries if entry in stuck]
        stuck += more


def _key(entry: dict) -> Key:
    return entry["item"], entry["id"]


def _rows_of(entries: list[dict]) -> Rows:
    """Return the present rows of the items of these entries."""
    rows: Rows = {}
    for name, model in RECORDED_MODELS.items():
        found = model.objects.in_bulk([entry["id"] for entry in entries if entry["item"] == name])
        rows |= {(name, pk): row for pk, row in found.items()}
    return rows


def _has_changed(entry: dict, row: models.Model, event: PlanEvent) -> bool:
    """Return whether the item is not as the event left it."""
    return entry["version"] not in (None, row.version) and not _was_changed_back(entry, event)


def _was_changed_back(entry: dict, event: PlanEvent) -> bool:
    """Return whether all that happened to an item after an event was undone again."""
    remaining: list[int] = []
    for later in PlanEvent.objects.filter(plan=event.plan_id, seq__gt=event.seq).order_by("seq"):
        if _raised_version(later, entry):
            if later.undoes in remaining:
                remaining.remove(later.undoes)
            else:
                remaining.append(later.seq)
    return not remaining


def _raised_version(event: PlanEvent, entry: dict) -> bool:
    """Return whether an event gave the item of this entry another version."""
    return any(
        _key(change) == _key(entry) and change["version"] is not None
        for change in event.payload.get("changes", ())
    )


def _restores_action(entry: dict) -> bool:
    """Return whether undoing an entry puts an action on the plan again."""
    return entry["item"] == "action" and (entry["was"] or {}).get("dissolved") is False


def _removes_action(entry: dict) -> bool:
    """Return whether undoing an entry takes an action off the plan: one that the event formed or restored."""
    was = entry["was"]
    return entry["item"] == "action" and (was is None or was.get("dissolved", False))


def _has_no_action_to_return_to(entry: dict, restored: set[int]) -> bool:
    """Return whether the action that the item was in, or was merged into, is off the plan and is not restored."""
    was = entry["was"] or {}
    actions = {was.get("placed_in"), was.get("merged_into")} - {None} - restored
    return Action.objects.filter(pk__in=actions, dissolved=True).exists()


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


def _put_back(change: PlanChange, entry: dict) -> None:
    """Write what was before. An item that the event created is withdrawn or dissolved, since rows are never deleted."""
    row = RECORDED_MODELS[entry["item"]].objects.get(pk=entry["id"])
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
