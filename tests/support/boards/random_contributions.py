"""Random calls of the operations on contributions and on the items of a board.

A call returns what was acknowledged (see board_invariants.py); it raises the refusal of the operation, or NothingToDo.
"""

import uuid

from actionplans.models import ItemState, Reason
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.operations.contributions import (
    accept_late,
    assign_roles,
    correct_contribution,
    hide,
    split_contribution,
    unhide,
)
from actionplans.operations.items import place, set_aside, take_out
from stakeholders.models import Role
from tests.support.boards.random_person import NothingToDo


def capture(person):
    """Send a new contribution, sometimes twice; it is logged before, so that it can be sent again after a kill."""
    if person.plan.is_national:
        raise NothingToDo
    roles = list(Role.objects.all())
    fields = {
        "uuid": str(uuid.UUID(int=person.rng.getrandbits(128), version=4)),
        "text": person.text(),
        "addressed_role": person.rng.choice([None, *roles, *roles]),
        "author_role": person.rng.choice([None, *roles]),
    }
    person.log(sending={key: getattr(value, "pk", value) for key, value in fields.items()})
    for _time in range(1 + (person.rng.random() < 0.1)):
        send(person, fields)
    return {"contribution": fields["uuid"]}


def send(person, fields):
    """Capture a contribution from the fields of a logged line, with roles instead of their pks."""
    fields = fields | {"uuid": uuid.UUID(fields["uuid"])}
    return capture_contribution(person.think_tank, **fields, by=person.by)


def correct(person):
    item, version = person.seen(person.contribution())
    withhold = person.rng.random() < 0.3
    correct_contribution(
        item, text=person.text(), withhold_original=withhold, version=version, by=person.by
    )


def split(person):
    item, version = person.seen(person.contribution())
    parts = [person.text() for _part in range(person.rng.randint(2, 3))]
    split_contribution(item, parts=parts, version=version, by=person.by)


def assign(person):
    item, version = person.seen(person.contribution())
    roles = [None, *Role.objects.all()]
    assign_roles(
        item,
        author_role=person.rng.choice(roles),
        addressed_role=person.rng.choice(roles),
        version=version,
        by=person.by,
    )


def withdraw(person):
    item, version = person.seen(person.contribution(ItemState.UNDECIDED))
    withdraw_contribution(item, version=version, by=person.by)


def hide_some(person):
    operation = person.rng.choice((hide, unhide, accept_late))
    operation([person.seen(person.contribution()) for _time in range(2)], by=person.by)


def place_some(person):
    action = person.action()
    filters = (
        {"action__role": action.role}
        if person.plan.is_national
        else {"addressed_role": action.role}
    )
    place(person.items(**filters), action=action, by=person.by)


def take_some_out(person):
    take_out(person.items(), by=person.by)


def set_some_aside(person):
    reason = person.rng.choice([*Reason.values, "because"])
    set_aside(
        person.items(), reason=reason, note=person.rng.choice(("", "Nav laika")), by=person.by
    )
