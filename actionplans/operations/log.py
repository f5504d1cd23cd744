"""Write a change of a plan: its rows and its one event together, under the plan's lock.

No other module creates a PlanEvent. An event records exactly what was written to the rows, so that the plan can be
rebuilt from its events alone (queries/log/verification.py), and undone by writing back what `was`.
"""

import uuid
from dataclasses import dataclass, field

from django.db import connection, models
from django.utils import timezone

from actionplans.models import (
    Action,
    ActionLink,
    Plan,
    PlanEvent,
    Text,
    checksum,
)
from actionplans.operations.pending import Key, PendingRows, key_of_row
from actionplans.queries.imports.new_rows import BULK
from actionplans.queries.log.snapshots import RECORDED_NAMES, field_of, fields_of, key_of, plain
from stakeholders.models import User
from thinktanks.models import Device

# Recorded with the item but stored in related tables. Links are recorded too, at both of their actions.
RELATED_FIELDS = {
    "contribution": ("placed_in",),
    "action": ("support",),
    "regional_action": ("placed_in", "based_on"),
}

# Fields that may change without raising the item's version.
UNVERSIONED = {"rank", "key"}


def write_text(body: str) -> Text:
    """Store a new text, which never changes, and return it."""
    return Text.objects.create(body=body, checksum=checksum(body))


def write_texts(bodies: list[str]) -> list[Text]:
    """Store many new texts, which never change, and return them in the same order."""
    texts = [Text(body=body, checksum=checksum(body)) for body in bodies]
    return Text.objects.bulk_create(texts, batch_size=BULK)


def allot_seqs(plan: Plan, count: int = 1) -> int:
    """Allot `count` seqs of events in one statement, which also locks the plan. Returns the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Plan._meta.db_table} SET last_seq = last_seq + %s WHERE id = %s RETURNING last_seq",  # noqa: S608
            [count, plan.pk],
        )
        plan.last_seq = cursor.fetchone()[0]
    return plan.last_seq - count + 1


def make_event(
    plan: Plan, seq: int, kind: str, payload: dict, by: User | Device | None, **fields
) -> PlanEvent:
    """Return an event that is not written yet; an import writes many at once."""
    return PlanEvent(
        plan=plan,
        seq=seq,
        kind=kind,
        payload=payload,
        actor=by.pk if isinstance(by, User) else None,
        device=by.pk if isinstance(by, Device) else None,
        created_at=timezone.now(),
        **fields,
    )


def entry_of_new(item: models.Model, **related) -> dict:
    """Return what an event's `changes` record of an item that the event creates."""
    fields = {key: value for key, value in fields_of(item).items() if key != "version"}
    return _entry(item, fields | related, None, getattr(item, "version", None))


def _entry(item: models.Model, fields: dict, was: dict | None, version: int | None) -> dict:
    name = RECORDED_NAMES[type(item)]
    return {"item": name, "id": item.pk, "version": version, "set": fields, "was": was}


@dataclass
class PlanChange:
    """One change of a locked plan: writes rows, collects what was written, and records it as one event.

    `by` is the account or device that acts, or None for the portal itself. `payload` holds keys of the event's payload
    in addition to `changes`.
    """

    plan: Plan
    kind: str
    by: User | Device | None
    op_uuid: uuid.UUID | None = None
    undoes: int | None = None
    batch: uuid.UUID | None = None
    changes: dict[Key, dict] = field(default_factory=dict)
    payload: dict = field(default_factory=dict)
    pending: PendingRows = field(default_factory=PendingRows)

    def create(self, item: models.Model) -> models.Model:
        """Write a new item."""
        item.save(force_insert=True)
        self.changes[key_of_row(item)] = entry_of_new(item)
        return item

    def create_all(self, items: list[models.Model]) -> list[models.Model]:
        """Write many new items of one kind, without texts of their own."""
        type(items[0]).objects.bulk_create(items, batch_size=BULK)
        self.changes |= {key_of_row(item): entry_of_new(item) for item in items}
        return items

    def update(self, item: models.Model, **values) -> models.Model:
        """Change fields and related rows of an item, and raise its version; `record` writes them."""
        item = self.pending.row(item)
        name = RECORDED_NAMES[type(item)]
        if "links" in values:
            self._link(item, set(values.pop("links")))
            if not values:
                return item
        if name == "regional_action" and "placed_in" in values:
            values.setdefault("based_on", None)
        related = {key: values.pop(key) for key in tuple(values) if key in RELATED_FIELDS[name]}
        was = {key: self._related_value(item, key) for key in related}
        values = {field_of(item, key): value for key, value in values.items()}
        for column, value in values.items():
            was[key_of(column.name)] = plain(getattr(item, column.attname))
            setattr(item, column.name if isinstance(value, models.Model) else column.attname, value)
        names = [column.name for column in values]
        versioned = bool(related or set(names) - UNVERSIONED)
        self.pending.change(item, names, raise_version=versioned)
        self._save_related(item, related)
        written = {key_of(column.name): plain(value) for column, value in values.items()} | related
        self._add(item, written, was, item.version if versioned else None)
        return item

    def record(self) -> PlanEvent:
        """Write the changed rows and the one event of this change."""
        self.pending.write()
        seq = allot_seqs(self.plan)
        fields = {"undoes": self.undoes, "batch": self.batch}
        if self.op_uuid:
            fields["op_uuid"] = self.op_uuid
        payload = {"changes": list(self.changes.values())} | self.payload
        event = make_event(self.plan, seq, self.kind, payload, self.by, **fields)
        event.save(force_insert=True)
        return event

    def _link(self, action: Action, wanted: set[int]) -> None:
        """Link an action with exactly these; both actions of a link that changes get a new version and an entry."""
        changed = wanted ^ set(linked_ids(action))
        others = [self.pending.row(other) for other in Action.objects.filter(pk__in=changed)]
        ends = [action, *others] if others else []
        was = {end.pk: linked_ids(end) for end in ends}
        for other in others:
            first, second = sorted((action, other), key=lambda end: end.pk)
            if other.pk in wanted:
                ActionLink.objects.create(first=first, second=second)
            else:
                ActionLink.objects.filter(first=first, second=second).delete()
        for end in ends:
            self.pending.change(end, (), raise_version=True)
            self._add(end, {"links": linked_ids(end)}, {"links": was[end.pk]}, end.version)

    def _add(self, item: models.Model, written: dict, was: dict, version: int | None) -> None:
        """Keep one entry for each item: of several writes the first `was` and the last `set`."""
        entry = self.changes.get(key_of_row(item))
        if entry is None:
            self.changes[key_of_row(item)] = _entry(item, written, was, version)
            return
        entry["set"] |= written
        entry["was"] = None if entry["was"] is None else was | entry["was"]
        entry["version"] = version or entry["version"]

    def _related_value(self, item: models.Model, key: str) -> object:
        """Return a related field of an item as an event records it."""
        if key == "support":
            return sorted(item.support_roles.values_list("pk", flat=True))
        place = self.pending.place_of(item)
        return place and place[RELATED_FIELDS[RECORDED_NAMES[type(item)]].index(key)]

    def _save_related(self, item: models.Model, related: dict) -> None:
        if "support" in related:
            item.support_roles.set(related["support"])
        if "placed_in" in related:
            action = related["placed_in"]
            self.pending.move(item, None if action is None else (action, related.get("based_on")))


def linked_ids(action: Action) -> list[int]:
    """Return the ids of the actions linked with this one, in order."""
    links = ActionLink.objects.filter(models.Q(first=action) | models.Q(second=action))
    return sorted(link.second_id if link.first_id == action.pk else link.first_id for link in links)
