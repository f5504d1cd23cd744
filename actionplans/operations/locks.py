"""Lock a plan, and refuse an archived programme and items that have changed since the person saw them."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from actionplans.models import Plan, PlanEvent
from actionplans.operations.pending import batches
from actionplans.queries.log.snapshots import RECORDED_NAMES
from language.latvian import number
from thinktanks.operations.guards import guard_not_archived

MAX_ITEMS = 2000  # as many as a pasted list has lines


class SeenVersion(NamedTuple):
    """An item and the version of it that a person saw when deciding."""

    item: models.Model
    version: int


class ChangedMeanwhile(ValidationError):
    """Refusal `moved_on`: the item is no longer the version that the person saw, so nothing is written.

    `item` is its present state and `event` the change that led to it, so that both changes can be shown.
    """

    def __init__(self, item: models.Model, event: PlanEvent | None):
        super().__init__(
            _("Someone has changed this in the meantime. Nothing was overwritten."), code="moved_on"
        )
        self.item, self.event = item, event


def lock_any_plan(plan: Plan) -> Plan:
    """Return the plan as it is now, locked until the transaction ends (on SQLite the transaction itself is the lock).

    An operation locks by this only what must stay possible in an archived programme: redacting a text, withdrawing a
    version. A page locks by it what it compares before its operation refuses.
    """
    locked = Plan.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("programme", "region").get(pk=plan.pk)


def lock_plan(plan: Plan) -> Plan:
    """Return the plan, locked. Refuses: archived (its programme)."""
    plan = lock_any_plan(plan)
    guard_not_archived(plan.programme)
    return plan


def lock_plan_of(items: list[SeenVersion]) -> Plan:
    """Return the plan of the selected items, locked. Refuses: an empty selection (nothing), archived."""
    if not items:
        raise ValidationError(_("Select at least one item."), code="nothing")
    return lock_plan(items[0].item.plan)


def rows_now(seen: list[SeenVersion]) -> list[models.Model]:
    """Return the items as they are now, in the same order, with placement and reason. Refuses: too_many_items."""
    if len(seen) > MAX_ITEMS:
        raise ValidationError(
            _("Select at most %(limit)s items at once."),
            code="too_many_items",
            params={"limit": number(MAX_ITEMS)},
        )
    found = {}
    for model in {type(item) for item, _version in seen}:
        rows = model.objects.select_related("placement__based_on", "reason_note")
        for batch in batches([item.pk for item, _version in seen if type(item) is model]):
            found |= {(model, row.pk): row for row in rows.filter(pk__in=batch)}
    return [found[type(item), item.pk] for item, _version in seen]


def guard_version(item: models.Model, version: int) -> None:
    """Refuse an item that is not the version that was seen, with ChangedMeanwhile (moved_on)."""
    if item.version != version:
        raise ChangedMeanwhile(item, newest_event_of(item))


def reload_locked(seen: SeenVersion) -> models.Model:
    """Return the item as it is now. Refuses with ChangedMeanwhile if that is not the version that was seen."""
    [item] = rows_now([seen])
    guard_version(item, seen.version)
    return item


def guard_same_plan(plan: Plan, item: models.Model) -> None:
    """Refuse an item of another plan (other_plan)."""
    if item.plan_id != plan.pk:
        raise ValidationError(_("This belongs to another plan."), code="other_plan")


def newest_event_of(item: models.Model) -> PlanEvent | None:
    """Return the event that gave an item its present version. Slow: it is read only when there is a conflict."""
    name = RECORDED_NAMES[type(item)]
    events = PlanEvent.objects.filter(plan_id=item.plan_id).order_by("-seq")
    for event in events.iterator(chunk_size=50):
        for change in event.payload.get("changes", ()):
            if change["item"] == name and change["id"] == item.pk and change["version"] is not None:
                return event
    return None
