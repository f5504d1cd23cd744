"""What people at a board may wish next: one random call of each operation, on what they see at that moment.

A wish returns what was acknowledged (see tests/support/boards/board_invariants.py), raises the operation's refusal, or NothingToDo.
"""

import uuid

from actionplans.models import Contribution, Reason, RegionalAction, State
from actionplans.operations.actions import (
    detail_action,
    dissolve_action,
    form_action,
    link_actions,
    merge_actions,
    reorder_actions,
    reword_action,
    split_action,
    unlink_actions,
)
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
from actionplans.operations.locks import SeenVersion
from actionplans.operations.log import linked_ids
from actionplans.operations.publication import publish_plan
from actionplans.operations.undo import undo
from actionplans.queries.draft.checklist import checklist
from stakeholders.models import Role

ALIVE = (State.UNDECIDED, State.PLACED, State.SET_ASIDE)
# Where seeing is old: this part of all items is seen as it was one change ago.
OUT_OF_DATE = 0.05


class NothingToDo(Exception):
    """The board has nothing of the kind that the wish needs."""


class Person:
    """One person with a plan before them and a chance of their own."""

    def __init__(self, chance, plan, think_tank, by, tell):
        self.chance, self.plan, self.think_tank, self.by = chance, plan, think_tank, by
        self.tell = tell

    def one(self, rows):
        return self.some(rows, 1)[0]

    def some(self, rows, most):
        numbers = list(rows.values_list("pk", flat=True).order_by("pk"))
        chosen = self.chance.sample(numbers, min(len(numbers), self.chance.randint(1, most)))
        found = list(rows.filter(pk__in=chosen))  # others may have changed them meanwhile
        if not found:
            raise NothingToDo
        return found

    def seen(self, item):
        old = self.chance.random() < OUT_OF_DATE
        return SeenVersion(item, item.version - old)

    def contribution(self, *states):
        return self.one(Contribution.objects.filter(plan=self.plan, state__in=states or ALIVE))

    def items(self, most=4, **which):
        """Some of what is on the board; now and then also what was split or taken back."""
        if self.chance.random() > OUT_OF_DATE:
            which["state__in"] = ALIVE
        kind = RegionalAction if self.plan.is_national else Contribution
        return [
            self.seen(one) for one in self.some(kind.objects.filter(plan=self.plan, **which), most)
        ]

    def action(self, **which):
        return self.one(self.plan.actions.live().filter(**which))

    def words(self):
        return f"Teksts {self.chance.randint(1, 10**6)} ķēniņš"


def capture(person):
    """Told before it is sent, so that what was cut off can be sent again; sometimes sent twice anyway."""
    if person.plan.is_national:
        raise NothingToDo
    roles = list(Role.objects.all())
    any_of = person.chance.choice
    wish = {
        "uuid": str(uuid.UUID(int=person.chance.getrandbits(128), version=4)),
        "text": person.words(),
        "addressed_role": any_of([None, *roles, *roles]),
        "author_role": any_of([None, *roles]),
    }
    person.tell(sending={key: getattr(value, "pk", value) for key, value in wish.items()})
    for _time in range(1 + (person.chance.random() < 0.1)):
        send(person, wish)
    return {"contribution": wish["uuid"]}


def send(person, wish):
    wish = wish | {"uuid": uuid.UUID(wish["uuid"])}
    return capture_contribution(person.think_tank, **wish, by=person.by)


def correct(person):
    item, version = person.seen(person.contribution())
    correct_contribution(item, text=person.words(), version=version, by=person.by)


def split(person):
    item, version = person.seen(person.contribution())
    parts = [person.words() for _part in range(person.chance.randint(2, 3))]
    split_contribution(item, parts=parts, version=version, by=person.by)


def assign(person):
    item, version = person.seen(person.contribution())
    roles = [None, *Role.objects.all()]
    assign_roles(
        item,
        author_role=person.chance.choice(roles),
        addressed_role=person.chance.choice(roles),
        version=version,
        by=person.by,
    )


def withdraw(person):
    item, version = person.seen(person.contribution(State.UNDECIDED))
    withdraw_contribution(item, version=version, by=person.by)


def hide_some(person):
    wish = person.chance.choice((hide, unhide, accept_late))
    wish([person.seen(person.contribution()) for _time in range(2)], by=person.by)


def place_some(person):
    action = person.action()
    which = (
        {"action__role": action.role}
        if person.plan.is_national
        else {"addressed_role": action.role}
    )
    place(person.items(**which), action=action, by=person.by)


def take_some_out(person):
    take_out(person.items(), by=person.by)


def set_some_aside(person):
    reason = person.chance.choice([*Reason.values, "because"])
    set_aside(
        person.items(), reason=reason, note=person.chance.choice(("", "Nav laika")), by=person.by
    )


def form(person):
    items = person.items(most=2)
    first = items[0].item
    role = first.action.role if person.plan.is_national else first.addressed_role
    if role is None:
        raise NothingToDo
    wording = person.chance.choice(("", person.words()))
    action = form_action(person.plan, role=role, wording=wording, items=items, by=person.by)
    return {"action": action.pk}


def merge(person):
    one = person.action()
    two = person.action(role=one.role)
    (one, version), (two, into_version) = person.seen(one), person.seen(two)
    merge_actions(one, into=two, version=version, into_version=into_version, by=person.by)


def split_one(person):
    action, version = person.seen(person.action())
    items = person.items(placement__action=action)
    new = split_action(action, items=items, version=version, wording=person.words(), by=person.by)
    return {"action": new.pk}


def dissolve(person):
    action, version = person.seen(person.action())
    dissolve_action(action, version=version, by=person.by)


def reword(person):
    action, version = person.seen(person.action())
    reword_action(action, wording=person.words(), version=version, by=person.by)


def detail(person):
    action, version = person.seen(person.action())
    detail_action(
        action,
        condition=person.chance.choice(("", person.words())),
        lead=person.chance.choice(("", person.words())),
        support_roles=person.some(Role.objects.all(), 2),
        version=version,
        by=person.by,
    )


def reorder(person):
    action = person.action()
    after = person.chance.choice((None, person.action(role=action.role)))
    reorder_actions(action, after=after, by=person.by)


def link(person):
    action, version = person.seen(person.action())
    link_actions(action, other=person.action(), version=version, by=person.by)


def unlink(person):
    action, version = person.seen(person.action())
    other = person.action(pk__in=linked_ids(action))
    unlink_actions(action, other=other, version=version, by=person.by)


def undo_one(person):
    """One of the last changes, as a person would; half of the time with what can still be undone."""
    person.plan.refresh_from_db(fields=["last_seq"])
    seq = person.chance.randint(max(1, person.plan.last_seq - 30), person.plan.last_seq)
    leave_moved = person.chance.random() < 0.5
    event = undo(person.plan, seq=seq, leave_moved=leave_moved, by=person.by)
    return {"event": [person.plan.pk, event.seq]}


def publish(person):
    """Decide about all that waits, then publish."""
    waiting = checklist(person.plan)
    undecided = [SeenVersion(item.row, item.row.version) for item in waiting.undecided]
    if undecided:
        set_aside(undecided, reason="repeats", by=person.by)
    for action in waiting.without_contributions:
        dissolve_action(action, version=action.version, by=person.by)
    for action in set(waiting.without_wording) - set(waiting.without_contributions):
        reword_action(action, wording=person.words(), version=action.version, by=person.by)
    version = publish_plan(
        person.plan, note="Kas mainījies", personal_data_checked=True, by=person.by
    )
    return {"event": [person.plan.pk, version.seq]}


# How often each is wished for, of a hundred.
WISHES = {
    capture: 18,
    place_some: 14,
    form: 8,
    undo_one: 8,
    take_some_out: 6,
    set_some_aside: 5,
    correct: 5,
    reword: 4,
    split: 4,
    assign: 4,
    split_one: 4,
    merge: 3,
    dissolve: 2,
    detail: 3,
    reorder: 3,
    link: 3,
    unlink: 2,
    hide_some: 2,
    withdraw: 1,
    publish: 1,
}
