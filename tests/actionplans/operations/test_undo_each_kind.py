"""Every kind of change is undone, and the undoing is undone."""

import pytest

from actionplans.models import State
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
from actionplans.operations.undo import undo
from actionplans.queries.log.replay import rebuild
from actionplans.queries.log.verification import differences
from tests.support.factories import (
    make_action,
    make_contribution,
    make_plan,
    make_user,
    role,
    seen,
)
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db

UNVERSIONED = ("version", "rank")


@pytest.fixture
def plan(think_tank):
    return make_plan(think_tank)


@pytest.fixture
def by():
    return make_user()


def version_of(item):
    return seen(item)[0].version


def undo_last(plan, by, **fields):
    plan.refresh_from_db()
    return undo(plan, seq=plan.last_seq, by=by, **fields)


def state_of(plan):
    """The plan as its events tell it, apart from what rises with every change."""
    return {
        key: {name: value for name, value in fields.items() if name not in UNVERSIONED}
        for key, fields in rebuild(plan).items()
    }


def first_item(action):
    return action.placements.order_by("pk").first().contribution


def late_item(action):
    closed = close_think_tank(first_item(action).think_tank, by=None)
    return make_contribution(closed)


CHANGES = {
    "contribution.corrected": lambda one, _two, by: correct_contribution(
        first_item(one), text="Tikties biežāk", version=version_of(first_item(one)), by=by
    ),
    "contribution.split": lambda one, _two, by: split_contribution(
        first_item(one), parts=["Viens", "Divi"], version=version_of(first_item(one)), by=by
    ),
    "contribution.roles_assigned": lambda one, _two, by: assign_roles(
        first_item(one),
        author_role=None,
        addressed_role=one.role,
        version=version_of(first_item(one)),
        by=by,
    ),
    "contribution.hidden": lambda one, _two, by: hide(seen(first_item(one)), by=by),
    "contribution.late_accepted": lambda one, _two, by: accept_late(seen(late_item(one)), by=by),
    "action.formed": lambda one, _two, by: form_action(
        one.plan, role=one.role, items=seen(first_item(one)), by=by
    ),
    "item.placed": lambda one, two, by: place(
        seen(make_contribution(first_item(one).think_tank)), action=one, by=by
    ),
    "item.taken_out": lambda one, _two, by: take_out(seen(first_item(one)), by=by),
    "item.set_aside": lambda one, _two, by: set_aside(
        seen(first_item(one)), reason="other", note="Nav par tēmu", by=by
    ),
    "action.merged": lambda one, _two, by: merge_actions(
        one,
        into=(into := make_action(make_contribution(first_item(one).think_tank))),
        version=version_of(one),
        into_version=into.version,
        by=by,
    ),
    "action.split": lambda one, _two, by: split_action(
        one, items=seen(first_item(one)), version=version_of(one), by=by
    ),
    "action.dissolved": lambda one, _two, by: dissolve_action(one, version=version_of(one), by=by),
    "action.reworded": lambda one, _two, by: reword_action(
        one, wording="Satikties", version=version_of(one), by=by
    ),
    "action.detailed": lambda one, two, by: detail_action(
        one,
        condition="Ja ir finansējums",
        lead="Pašvaldība",
        support_roles=[two.role],
        version=version_of(one),
        by=by,
    ),
    "actions.reordered": lambda one, _two, by: reorder_actions(
        make_action(make_contribution(first_item(one).think_tank)), after=None, by=by
    ),
    "actions.linked": lambda one, _two, by: link_actions(
        one,
        other=make_action(
            make_contribution(first_item(one).think_tank, addressed_role=role("policy_makers"))
        ),
        version=version_of(one),
        by=by,
    ),
    "actions.unlinked": lambda one, two, by: unlink_actions(
        one, other=two, version=version_of(one), by=by
    ),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_undo_puts_back_what_was_and_can_be_undone_itself(kind, think_tank, plan, by):
    one = make_action(make_contribution(think_tank), make_contribution(think_tank))
    two = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(one, other=two, version=version_of(one), by=by)
    CHANGES[kind](one, two, by)
    assert plan.events.last().kind == kind
    after = state_of(plan)
    before = state_before_last(plan)
    assert after != before or kind == "actions.reordered"

    undo_last(plan, by)
    assert without_new(state_of(plan), before) == before
    assert differences() == []

    undo_last(plan, by)
    assert state_of(plan) == after
    assert differences() == []


def state_before_last(plan):
    plan.refresh_from_db()
    return {
        key: {name: value for name, value in fields.items() if name not in UNVERSIONED}
        for key, fields in rebuild(plan, until=plan.last_seq - 1).items()
    }


def without_new(state, before):
    """What an undone change brought in stays as a row: taken back, or dissolved."""
    new = {key: fields for key, fields in state.items() if key not in before}
    for (item, _number), fields in new.items():
        gone = fields["dissolved"] if item == "action" else fields["state"] == State.WITHDRAWN
        assert gone
    return {key: fields for key, fields in state.items() if key in before}
