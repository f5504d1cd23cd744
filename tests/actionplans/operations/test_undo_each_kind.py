"""Every kind of change is undone, and its undo is undone."""

import pytest

from actionplans.models import ItemState
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
from actionplans.operations.contributions import (
    accept_late,
    assign_roles,
    correct_contribution,
    hide,
    split_contribution,
)
from actionplans.operations.items import place, set_aside, take_out
from actionplans.queries.log.replay import rebuild
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import newest_seq, undo_newest, version_of
from tests.support.closing import make_late_contributions
from tests.support.factories import (
    make_action,
    make_contribution,
    role,
    seen,
)

pytestmark = pytest.mark.django_db

RISING = ("version", "rank")


def state_at(plan, seq):
    """Return the items of a plan as its events until `seq` have them, and the order of its live actions.

    What rises with every change is left out.
    """
    rows = rebuild(plan, until=seq)
    actions = [(key, fields) for key, fields in rows.items() if key[0] == "action"]
    live = [
        (fields["role"], fields["rank"], pk)
        for (_item, pk), fields in actions
        if not fields["dissolved"]
    ]
    items = {
        key: {name: value for name, value in fields.items() if name not in RISING}
        for key, fields in rows.items()
    }
    return items, [pk for _role, _rank, pk in sorted(live)]


def first_item(action):
    return action.placements.order_by("pk").first().contribution


def late_item(action):
    return make_late_contributions(first_item(action).think_tank, "Par vēlu")[0]


CHANGES = {
    "contribution.corrected": lambda action, _other, by: correct_contribution(
        first_item(action), text="Tikties biežāk", version=version_of(first_item(action)), by=by
    ),
    "contribution.split": lambda action, _other, by: split_contribution(
        first_item(action), parts=["Viens", "Divi"], version=version_of(first_item(action)), by=by
    ),
    "contribution.roles_assigned": lambda action, _other, by: assign_roles(
        first_item(action),
        author_role=None,
        addressed_role=action.role,
        version=version_of(first_item(action)),
        by=by,
    ),
    "contribution.hidden": lambda action, _other, by: hide(seen(first_item(action)), by=by),
    "contribution.late_accepted": lambda action, _other, by: accept_late(
        seen(late_item(action)), by=by
    ),
    "action.formed": lambda action, _other, by: form_action(
        action.plan, role=action.role, items=seen(first_item(action)), by=by
    ),
    "item.placed": lambda action, other, by: place(
        seen(make_contribution(first_item(action).think_tank)), action=action, by=by
    ),
    "item.taken_out": lambda action, _other, by: take_out(seen(first_item(action)), by=by),
    "item.set_aside": lambda action, _other, by: set_aside(
        seen(first_item(action)), reason="other", note="Nav par tēmu", by=by
    ),
    "action.merged": lambda action, _other, by: merge_actions(
        action,
        into=(into := make_action(make_contribution(first_item(action).think_tank))),
        version=version_of(action),
        into_version=into.version,
        by=by,
    ),
    "action.split": lambda action, _other, by: split_action(
        action, items=seen(first_item(action)), version=version_of(action), by=by
    ),
    "action.dissolved": lambda action, _other, by: dissolve_action(
        action, version=version_of(action), by=by
    ),
    "action.reworded": lambda action, _other, by: reword_action(
        action, wording="Satikties", version=version_of(action), by=by
    ),
    "action.detailed": lambda action, other, by: detail_action(
        action,
        condition="Ja ir finansējums",
        lead="Pašvaldība",
        support_roles=[other.role],
        version=version_of(action),
        by=by,
    ),
    "actions.reordered": lambda action, _other, by: reorder_actions(
        make_action(make_contribution(first_item(action).think_tank)), after=None, by=by
    ),
    "actions.linked": lambda action, _other, by: link_actions(
        action,
        other=make_action(
            make_contribution(first_item(action).think_tank, addressed_role=role("policy_makers"))
        ),
        version=version_of(action),
        by=by,
    ),
    "actions.unlinked": lambda action, other, by: unlink_actions(
        action, other=other, version=version_of(action), by=by
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_undo_puts_back_what_was_and_can_be_undone_itself(kind, think_tank, plan, by):
    action = make_action(make_contribution(think_tank), make_contribution(think_tank))
    other = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(action, other=other, version=version_of(action), by=by)
    CHANGES[kind](action, other, by)
    assert plan.events.last().kind == kind
    seq = newest_seq(plan)
    before, after = state_at(plan, seq - 1), state_at(plan, seq)
    assert after != before

    undo_newest(plan, by)
    undone = state_at(plan, seq + 1)
    assert without_gone(undone, before) == before
    assert differences() == []

    undo_newest(plan, by)
    assert state_at(plan, seq + 2) == after
    assert differences() == []


def without_gone(state, before):
    """Return a state without the rows that an undone change made: they stay, withdrawn or dissolved."""
    items, order = state
    return {
        key: fields
        for key, fields in items.items()
        if key in before[0] or not is_gone(key[0], fields)
    }, order


def is_gone(item, fields):
    return fields["dissolved"] if item == "action" else fields["state"] == ItemState.WITHDRAWN
