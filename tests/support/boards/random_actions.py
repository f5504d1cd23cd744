"""Random calls of the operations on actions; they return and raise as those in random_contributions.py."""

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
from actionplans.operations.log import linked_ids
from stakeholders.models import Role
from tests.support.boards.random_person import NothingToDo


def form(person):
    items = person.items(at_most=2)
    first = items[0].item
    role = first.action.role if person.plan.is_national else first.addressed_role
    if role is None:
        raise NothingToDo
    wording = person.rng.choice(("", person.text()))
    action = form_action(person.plan, role=role, wording=wording, items=items, by=person.by)
    return {"action": action.pk}


def merge(person):
    first = person.action()
    second = person.action(role=first.role)
    (action, version), (into, into_version) = person.seen(first), person.seen(second)
    merge_actions(action, into=into, version=version, into_version=into_version, by=person.by)


def split_an_action(person):
    action, version = person.seen(person.action())
    items = person.items(placement__action=action)
    new = split_action(action, items=items, version=version, wording=person.text(), by=person.by)
    return {"action": new.pk}


def dissolve(person):
    action, version = person.seen(person.action())
    dissolve_action(action, version=version, by=person.by)


def reword(person):
    action, version = person.seen(person.action())
    reword_action(action, wording=person.text(), version=version, by=person.by)


def detail(person):
    action, version = person.seen(person.action())
    detail_action(
        action,
        condition=person.rng.choice(("", person.text())),
        lead=person.rng.choice(("", person.text())),
        support_roles=person.choose_some(Role.objects.all(), 2),
        version=version,
        by=person.by,
    )


def reorder(person):
    action = person.action()
    after = person.rng.choice((None, person.action(role=action.role)))
    reorder_actions(action, after=after, by=person.by)


def link(person):
    action, version = person.seen(person.action())
    link_actions(action, other=person.action(), version=version, by=person.by)


def unlink(person):
    action, version = person.seen(person.action())
    other = person.action(pk__in=linked_ids(action))
    unlink_actions(action, other=other, version=version, by=person.by)
