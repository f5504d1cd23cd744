"""Undo: a new event that puts back what one earlier event changed, where nothing has moved on since."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from actionplans.models import Action, Placement, Plan, PlanEvent, State
from actionplans.operations.log import ITEM_MODELS, PlanChange, lock_plan
from stakeholders.models import User
from thinktanks.models import Device

# Publishing is not undone but withdrawn; what only the portal does is not undone at all. What was imported and taken
# back comes again by another import: its answers were deleted.
FINAL = {
    "plan.opened",
    "plan.published",
    "version.withdrawn",
    "text.redacted",
    "regional_actions.arrived",
    "batch.undone",
}


class CannotUndo(ValidationError):
    """Some items moved on since; `moved` names them, `rest` says whether anything is left to undo."""

    def __init__(self, moved: list, rest: bool):
        super().__init__(
            _("Some of it was changed since and can no longer be undone."), code="moved_on"
        )
        self.moved, self.rest = moved, rest


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

    Every item must be as that event left it: unchanged since, or changed and changed back by undo. Otherwise CannotUndo
    names what moved on, and `leave_moved` undoes the rest. Order is not an item's version. Refuses: no_event, final,
    undone.
    """
    plan = lock_plan(plan)
    event = plan.events.filter(seq=seq).first()
    if event is None:
        raise ValidationError(_("There is no such change."), code="no_event")
    if event.kind == "batch.undone":
        raise ValidationError(
            _("An import that was taken back is not restored. Import the text again."), code="final"
        )
    if event.kind in FINAL:
        raise ValidationError(_("Publishing is not undone but withdrawn."), code="final")
    if plan.events.filter(undoes=seq).exists():
        raise ValidationError(_("This was undone already."), code="undone")
    told = event.payload["changes"]
    moved = _moved_on(event)
    rest = [change for change in told if change not in moved]
    if moved and not (leave_moved and rest):
        raise CannotUndo(list(_rows_of(moved).values()), rest=bool(rest))
    undoing = PlanChange(plan, "plan.undone", by, op_uuid=op_uuid, undoes=seq)
    for change in reversed(rest):
        _put_back(undoing, change)
    return undoing.record()


def _moved_on(event: PlanEvent) -> list[dict]:
    """What is no longer as the event left it, and what cannot go back while that stays where it is."""
    told = event.payload["changes"]
    rows = _rows_of(told)
    moved = [one for one in told if _has_changed(one, rows[_key(one)], event)]
    held = _held_by(told)
    while True:
        rest = [one for one in told if one not in moved]
        coming_back = {one["id"] for one in rest if _comes_back(one)}
        leaving = {_key(one) for one in rest if "placed_in" in one["set"]}
        families = {_family(one, rows) for one in moved} - {None}
        more = [
            one
            for one in rest
            if _has_no_way_back(one, coming_back)
            or (_goes_off(one) and held.get(one["id"], set()) - leaving)
            or _family(one, rows) in families
        ]
        if not more:
            return [one for one in told if one in moved]
        moved += more


def _key(change: dict) -> tuple[str, int]:
    return change["item"], change["id"]


def _rows_of(told: list[dict]) -> dict[tuple[str, int], models.Model]:
    """The items of an event as they stand."""
    rows: dict[tuple[str, int], models.Model] = {}
    for name, model in ITEM_MODELS.items():
        found = model.objects.in_bulk([one["id"] for one in told if one["item"] == name])
        rows |= {(name, number): row for number, row in found.items()}
    return rows


def _has_changed(change: dict, row: models.Model, event: PlanEvent) -> bool:
    """Whether the item is not as the event left it."""
    return change["version"] not in (None, row.version) and not _came_back(change, event)


def _came_back(change: dict, event: PlanEvent) -> bool:
    """Whether all that happened to an item after an event was undone again, which leaves it as that event did."""
    standing: list[int] = []
    for later in PlanEvent.objects.filter(plan=event.plan_id, seq__gt=event.seq).order_by("seq"):
        if _tells_of(later, change):
            if later.undoes in standing:
                standing.remove(later.undoes)
            else:
                standing.append(later.seq)
    return not standing


def _tells_of(event: PlanEvent, change: dict) -> bool:
    """Whether an event gave the item of a change another version."""
    told = event.payload.get("changes", ())
    return any(_key(one) == _key(change) and one["version"] is not None for one in told)


def _comes_back(change: dict) -> bool:
    """Whether undoing a change puts an action on the plan again."""
    return change["item"] == "action" and (change["was"] or {}).get("dissolved") is False


def _goes_off(change: dict) -> bool:
    """Whether undoing a change takes an action off the plan: one that it formed, or brought back."""
    was = change["was"]
    return change["item"] == "action" and (was is None or was.get("dissolved", False))


def _has_no_way_back(change: dict, coming_back: set[int]) -> bool:
    """Whether the action to which it goes back (lay in it, was merged into it) is off the plan and stays so."""
    was = change["was"] or {}
    homes = {was.get("placed_in"), was.get("merged_into")} - {None} - coming_back
    return Action.objects.filter(pk__in=homes, dissolved=True).exists()


def _family(change: dict, rows: dict[tuple[str, int], models.Model]) -> int | None:
    """What was split and its parts are undone together or not at all: otherwise words are lost or stand twice."""
    if change["item"] != "contribution":
        return None
    parent = rows[_key(change)].parent_id
    return parent if ("contribution", parent) in rows else change["id"]


def _held_by(told: list[dict]) -> dict[int, set[tuple[str, int]]]:
    """What lies now in the actions that undoing takes off the plan: all of it must leave with the same undo."""
    held: dict[int, set[tuple[str, int]]] = {}
    going = [one["id"] for one in told if _goes_off(one)]
    for one in Placement.objects.filter(action__in=going):
        item = (
            ("contribution", one.contribution_id)
            if one.contribution_id
            else ("regional_action", one.regional_action_id)
        )
        held.setdefault(one.action_id, set()).add(item)
    return held


def _put_back(undoing: PlanChange, change: dict) -> None:
    """Write what was; what the event brought in is taken back or dissolved, for rows stay for ever."""
    row = ITEM_MODELS[change["item"]].objects.get(pk=change["id"])
    if change["was"] is None and isinstance(row, Action):
        undoing.update(row, dissolved=True)
    elif change["was"] is None:
        undoing.update(row, state=State.WITHDRAWN, placed_in=None)
    else:
        undoing.update(row, **_without_dissolved_links(change["was"]))


def _without_dissolved_links(was: dict) -> dict:
    """Links to an action that was taken off the plan since do not come back."""
    if "links" not in was:
        return was
    alive = Action.objects.live().filter(pk__in=was["links"])
    return was | {"links": list(alive.values_list("pk", flat=True))}
