"""Form, merge, split and dissolve actions."""

import pytest

from actionplans.models import Action, ItemState
from actionplans.operations.actions import (
    dissolve_action,
    form_action,
    link_actions,
    merge_actions,
    split_action,
)
from actionplans.operations.locks import SeenVersion
from actionplans.operations.log import linked_ids
from stakeholders.models import Role
from tests.support.boards.steps import contributions_in, kinds_of_events, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_plan,
    make_programme,
    make_think_tank,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


def test_form_action_makes_the_last_action_of_its_role(think_tank, plan, by):
    first = form_action(plan, role=role(), by=by)
    contribution = make_contribution(think_tank)

    second = form_action(plan, role=role(), wording=" Satikties ", items=seen(contribution), by=by)

    contribution.refresh_from_db()
    assert (first.wording, str(second), second.rank - first.rank) == (None, "Satikties", 1)
    assert contributions_in(second) == [contribution]
    assert (contribution.state, contribution.version) == (ItemState.PLACED, 2)
    assert kinds_of_events(plan)[-1] == "action.formed"


def test_form_action_takes_an_item_over_from_another_action(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    first = make_action(contribution)

    second = form_action(plan, role=role(), items=seen(contribution), by=by)

    assert (contributions_in(first), contributions_in(second)) == ([], [contribution])


def test_form_action_refuses_another_role_and_writes_nothing(think_tank, plan, by):
    to_makers = make_contribution(think_tank, addressed_role=role("policy_makers"))
    to_nobody = make_contribution(think_tank, addressed_role=None)

    refusal("other_role", form_action, plan, role=role(), items=seen(to_makers), by=by)
    refusal("no_addressed_role", form_action, plan, role=role(), items=seen(to_nobody), by=by)
    refusal("too_long", form_action, plan, role=role(), wording="x" * 2001, by=by)
    assert not Action.objects.exists()
    assert form_action(plan, role=role("policy_makers"), items=seen(to_makers), by=by).pk


def test_form_action_refuses_a_role_that_the_programme_does_not_address(by):
    speaking, addressed = Role.objects.all()[:2]
    programme = make_programme(speaker_roles=[speaking], addressed_roles=[addressed])
    plan = make_plan(make_think_tank(programme=programme))

    refusal("not_addressed", form_action, plan, role=speaking, by=by)
    assert form_action(plan, role=addressed, by=by).role == addressed


def test_split_action_moves_some_items_into_a_new_action_behind_it(think_tank, plan, by):
    stays, moves = make_contribution(think_tank), make_contribution(think_tank)
    first = make_action(stays, moves)
    last = make_action(make_contribution(think_tank))

    new = split_action(first, items=seen(moves), version=1, wording="Satikties", by=by)

    assert (contributions_in(first), contributions_in(new)) == ([stays], [moves])
    assert str(new) == "Satikties"
    order = Action.objects.filter(plan=plan).order_by("rank")
    assert list(order) == [first, new, last]


def test_split_action_refuses_what_is_not_in_it(think_tank, by):
    inside, elsewhere, undecided = (make_contribution(think_tank) for _number in range(3))
    action = make_action(inside)
    make_action(elsewhere)

    for items in ([], seen(elsewhere), seen(undecided), seen(inside, undecided)):
        refusal("nothing_to_move", split_action, action, items=items, version=1, by=by)
    refusal("moved_on", split_action, action, items=[SeenVersion(inside, 1)], version=1, by=by)
    refusal("moved_on", split_action, action, items=seen(inside), version=2, by=by)
    new = split_action(action, items=seen(inside), version=1, by=by)
    assert contributions_in(new) == [inside]


def test_merge_actions_moves_everything_and_records_the_target(actions, plan, by):
    first, second, makers = actions
    link_actions(first, other=makers, version=1, by=by)
    both = {*contributions_in(first), *contributions_in(second)}

    merge_actions(first, into=second, version=version_of(first), into_version=1, by=by)

    first.refresh_from_db()
    assert (first.dissolved, first.merged_into, contributions_in(first)) == (True, second, [])
    assert (set(contributions_in(second)), linked_ids(makers)) == (both, [])
    event = plan.events.last()
    assert event.kind == "action.merged"
    assert {change["item"] for change in event.payload["changes"]} == {"contribution", "action"}


def test_merge_actions_refuses_another_role_itself_and_what_was_changed_meanwhile(actions, by):
    first, second, makers = actions
    fields = {"version": 1, "into_version": 1, "by": by}

    refusal("other_role", merge_actions, first, into=makers, **fields)
    refusal("other_role", merge_actions, first, into=first, **fields)
    refusal("moved_on", merge_actions, first, into=second, **fields | {"version": 2})
    refusal("moved_on", merge_actions, first, into=second, **fields | {"into_version": 2})
    refusal("other_plan", merge_actions, first, into=make_action(), **fields)
    merge_actions(first, into=second, **fields)
    refusal("dissolved", merge_actions, first, into=second, **fields | {"version": 2})


def test_dissolve_action_leaves_its_items_undecided_and_its_row(actions, plan, by):
    action, _other, makers = actions
    link_actions(action, other=makers, version=1, by=by)
    (contribution,) = contributions_in(action)

    dissolve_action(action, version=version_of(action), by=by)

    assert (contributions_in(action), linked_ids(makers)) == ([], [])
    assert Action.objects.get(pk=action.pk).dissolved
    assert plan.contributions.filter(state=ItemState.UNDECIDED).get() == contribution


def test_dissolve_action_refuses_what_was_changed_meanwhile_and_a_second_time(action, by):
    refusal("moved_on", dissolve_action, action, version=2, by=by)
    dissolve_action(action, version=1, by=by)
    refusal("dissolved", dissolve_action, action, version=2, by=by)
