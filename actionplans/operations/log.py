"""The log is the board: a change of a plan writes its rows and its one event together, under the plan's lock.

Nothing outside this file creates a PlanEvent. What an event says of an item is exactly what was written to the rows,
so that the plan can be rebuilt from its events alone (see queries/verification.py) and undone by putting back `was`.
"""

import uuid
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import (
    Action,
    ActionLink,
    Contribution,
    Placement,
    Plan,
    PlanEvent,
    State,
    Text,
    checksum,
)
from actionplans.queries.log.snapshots import ITEM_NAMES, fields_of, plain
from stakeholders.models import User
from thinktanks.models import Device

ITEM_MODELS = {name: model for model, name in ITEM_NAMES.items()}

# Told of an item but kept in rows beside it: where it is placed, whose support it needs. Links lie between two items.
RELATED_FIELDS = {
    "contribution": ("placed_in",),
    "action": ("support",),
    "regional_action": ("placed_in", "based_on"),
}
UNVERSIONED = {"rank", "key"}


class SeenVersion(NamedTuple):
    """An item and the version of it that a person saw when deciding."""

    item: models.Model
    version: int


class ChangedMeanwhile(ValidationError):
    """The item has moved on since the person saw it: nothing is written, and both wishes can be shown."""

    def __init__(self, item: models.Model, event: PlanEvent | None):
        super().__init__(
            _("Meanwhile someone changed this. Nothing was overwritten."), code="moved_on"
        )
        self.item, self.event = item, event


def write_text(body: str) -> Text:
    """Keep one text for ever, as typed."""
    return Text.objects.create(body=body, checksum=checksum(body))


def lock_plan(plan: Plan) -> Plan:
    """The plan's row, locked until the transaction ends (on SQLite the transaction itself is the lock)."""
    locked = Plan.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("programme", "region").get(pk=plan.pk)


def lock_plan_of(items: list[SeenVersion]) -> Plan:
    """The plan of what was ticked, locked; refuses with `nothing` where nothing was."""
    if not items:
        raise ValidationError(_("Tick what it is about first."), code="nothing")
    return lock_plan(items[0].item.plan)


def allot_numbers(plan: Plan, count: int = 1) -> int:
    """Take `count` event numbers in one statement, which also locks the plan; returns the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Plan._meta.db_table} SET last_seq = last_seq + %s WHERE id = %s RETURNING last_seq",  # noqa: S608
            [count, plan.pk],
        )
        plan.last_seq = cursor.fetchone()[0]
    return plan.last_seq - count + 1


def make_event(
    plan: Plan, seq: int, kind: str, payload: dict, by: User | Device | None, **more
) -> PlanEvent:
    """One event, not yet written; imports write many at once."""
    return PlanEvent(
        plan=plan,
        seq=seq,
        kind=kind,
        payload=payload,
        actor=by.pk if isinstance(by, User) else None,
        device=by.pk if isinstance(by, Device) else None,
        created_at=timezone.now(),
        **more,
    )


def told_new(item: models.Model, **beside) -> dict:
    """How an event tells of an item that it brings in."""
    return {
        "item": ITEM_NAMES[type(item)],
        "id": item.pk,
        "version": getattr(item, "version", None),
        "set": {key: value for key, value in fields_of(item).items() if key != "version"} | beside,
        "was": None,
    }


@dataclass
class PlanChange:
    """One change of a locked plan: collects what is written, then records it as one event.

    `by` is the account or device that acts, or None for the portal itself.
    """

    plan: Plan
    kind: str
    by: User | Device | None
    op_uuid: uuid.UUID | None = None
    undoes: int | None = None
    batch: uuid.UUID | None = None
    changes: list[dict] = field(default_factory=list)
    more: dict = field(default_factory=dict)

    def create(self, item: models.Model, **beside) -> models.Model:
        """Write a new item and tell of it."""
        item.save(force_insert=True)
        self._keep_beside(item, beside)
        self.changes.append(told_new(item, **beside))
        return item

    def update(self, item: models.Model, **values) -> models.Model:
        """Write changed fields of an item (and what is kept beside it), raise its version, tell of both."""
        name = ITEM_NAMES[type(item)]
        if "links" in values:
            self._link(item, set(values.pop("links")))
            if not values:
                return item
        if name == "regional_action" and "placed_in" in values:
            values.setdefault("based_on", None)
        beside = {key: values.pop(key) for key in tuple(values) if key in RELATED_FIELDS[name]}
        was = {key: self._beside(item, key) for key in beside}
        for key, value in values.items():
            was[key] = plain(getattr(item, item._meta.get_field(key).attname))
            setattr(
                item,
                key if isinstance(value, models.Model) else item._meta.get_field(key).attname,
                value,
            )
        versioned = bool(beside or set(values) - UNVERSIONED)
        if versioned:
            item.version += 1
        item.save(update_fields=[*values, "version"])
        self._keep_beside(item, beside)
        told = {key: plain(value) for key, value in values.items()} | beside
        self._tell(item, told, was, item.version if versioned else None)
        return item

    def _link(self, action: Action, wanted: set[int]) -> None:
        """Link an action with exactly these; a link lies at both its ends, so each end is told of it."""
        changed = wanted ^ set(linked_ids(action))
        others = list(Action.objects.filter(pk__in=changed))
        ends = [action, *others] if others else []
        was = {end.pk: linked_ids(end) for end in ends}
        for other in others:
            first, second = sorted((action, other), key=lambda one: one.pk)
            if other.pk in wanted:
                ActionLink.objects.create(first=first, second=second)
            else:
                ActionLink.objects.filter(first=first, second=second).delete()
        for end in ends:
            end.version += 1
            end.save(update_fields=["version"])
            self._tell(end, {"links": linked_ids(end)}, {"links": was[end.pk]}, end.version)

    def take_back_all(self, contributions: list[Contribution]) -> None:
        """Withdraw many contributions, out of whatever action they lie in, in a handful of statements."""
        placed = dict(
            Placement.objects.filter(contribution__in=contributions).values_list(
                "contribution_id", "action_id"
            )
        )
        Placement.objects.filter(contribution__in=contributions).delete()
        for one in contributions:
            was = {"state": one.state, "placed_in": placed.get(one.pk)}
            one.state, one.version = State.WITHDRAWN, one.version + 1
            told = {"state": State.WITHDRAWN, "placed_in": None}
            self.changes.append(
                {
                    "item": "contribution",
                    "id": one.pk,
                    "version": one.version,
                    "set": told,
                    "was": was,
                }
            )
        Contribution.objects.bulk_update(contributions, ["state", "version"], batch_size=500)

    def _tell(self, item: models.Model, told: dict, was: dict, version: int | None) -> None:
        """One entry an item: what is told twice within a change keeps the first `was` and the last `set`."""
        name = ITEM_NAMES[type(item)]
        for entry in self.changes:
            if entry["item"] == name and entry["id"] == item.pk:
                entry["set"] |= told
                entry["was"] = None if entry["was"] is None else was | entry["was"]
                entry["version"] = version or entry["version"]
                return
        self.changes.append(
            {"item": name, "id": item.pk, "version": version, "set": told, "was": was}
        )

    def record(self) -> PlanEvent:
        """Write the one event of this change."""
        seq = allot_numbers(self.plan)
        more = {"undoes": self.undoes, "batch": self.batch} | (
            {"op_uuid": self.op_uuid} if self.op_uuid else {}
        )
        event = make_event(
            self.plan, seq, self.kind, {"changes": self.changes} | self.more, self.by, **more
        )
        event.save(force_insert=True)
        return event

    def _beside(self, item: models.Model, key: str) -> object:
        """What is kept beside an item, as an event tells it."""
        if key == "support":
            return sorted(item.support_roles.values_list("pk", flat=True))
        placement = Placement.objects.filter(**{ITEM_NAMES[type(item)]: item}).first()
        if placement is None:
            return None
        return placement.action_id if key == "placed_in" else placement.based_on_id

    def _keep_beside(self, item: models.Model, beside: dict) -> None:
        if "support" in beside:
            item.support_roles.set(beside["support"])
        if "placed_in" in beside:
            _keep_placement(item, beside["placed_in"], beside.get("based_on"))


def linked_ids(action: Action) -> list[int]:
    """Numbers of the actions linked with one, in order."""
    links = ActionLink.objects.filter(models.Q(first=action) | models.Q(second=action))
    return sorted(link.second_id if link.first_id == action.pk else link.first_id for link in links)


def _keep_placement(item: models.Model, action_id: int | None, based_on_id: int | None) -> None:
    name = ITEM_NAMES[type(item)]
    if action_id is None:
        Placement.objects.filter(**{name: item}).delete()
    else:
        Placement.objects.update_or_create(
            **{name: item}, defaults={"action_id": action_id, "based_on_id": based_on_id}
        )


def newest_event_of(item: models.Model) -> PlanEvent | None:
    """The event that gave an item the version it has now; read only when two people met."""
    name = ITEM_NAMES[type(item)]
    for event in (
        PlanEvent.objects.filter(plan_id=item.plan_id).order_by("-seq").iterator(chunk_size=50)
    ):
        for change in event.payload.get("changes", ()):
            if change["item"] == name and change["id"] == item.pk and change["version"] is not None:
                return event
    return None


def reload_locked(seen: SeenVersion) -> models.Model:
    """The item as it stands now; refuses with `moved_on` where it is not the version that was seen."""
    item = type(seen.item).objects.get(pk=seen.item.pk)
    if item.version != seen.version:
        raise ChangedMeanwhile(item, newest_event_of(item))
    return item
