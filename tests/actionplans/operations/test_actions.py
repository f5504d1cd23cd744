"""Form, merge, split and dissolve actions."""

import pytest

from actionplans.models import Action, State
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


def inside(action):
    return [placement.contribution for placement in action.placements.order_by("pk")]


def kinds(plan):
    return list(plan.events.values_list("kind", flat=True))


@pytest.fixture
def actions(think_tank):
    """Two for municipalities, one for policy makers."""
    to = (role(), role(), role("policy_makers"))
    return [make_action(make_contribution(think_tank, addressed_role=one)) for one in to]


def version_of(action):
    return seen(action)[0].version


def contributions_in(action):
    return {placement.contribution_id for placement in action.placements.all()}


def test_form_action_makes_the_last_action_of_its_role(think_tank, plan, by):
    first = form_action(plan, role=role(), by=by)
    said = make_contribution(think_tank)

    second = form_action(plan, role=role(), wording=" Satikties ", items=seen(said), by=by)

    said.refresh_from_db()
    assert (first.wording, str(second), second.rank - first.rank) == (None, "Satikties", 1)
    assert (inside(second), said.state, said.version) == ([said], State.PLACED, 2)
    assert kinds(plan)[-1] == "action.formed"


def test_form_action_takes_an_item_over_from_another_action(think_tank, plan, by):
    said = make_contribution(think_tank)
    first = make_action(said)

    second = form_action(plan, role=role(), items=seen(said), by=by)

    assert (inside(first), inside(second)) == ([], [said])


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


def test_split_action_moves_some_items_into_a_new_one_behind_it(think_tank, plan, by):
    stays, moves = make_contribution(think_tank), make_contribution(think_tank)
    first = make_action(stays, moves)
    last = make_action(make_contribution(think_tank))

    new = split_action(first, items=seen(moves), version=1, wording="Satikties", by=by)

    assert (inside(first), inside(new), str(new)) == ([stays], [moves], "Satikties")
    order = Action.objects.filter(plan=plan).order_by("rank")
    assert list(order) == [first, new, last]


def test_split_action_refuses_what_does_not_lie_in_it(think_tank, by):
    said = make_contribution(think_tank)
    action, other = make_action(said), make_action(make_contribution(think_tank))
    undecided = make_contribution(think_tank)

    for items in ([], seen(*inside(other)), seen(undecided), seen(said, undecided)):
        refusal("nothing_to_move", split_action, action, items=items, version=1, by=by)
    refusal("moved_on", split_action, action, items=[SeenVersion(said, 1)], version=1, by=by)
    refusal("moved_on", split_action, action, items=seen(said), version=2, by=by)
    assert inside(split_action(action, items=seen(said), version=1, by=by)) == [said]


def test_merge_actions_moves_everything_and_remembers_where_to(actions, plan, by):
    one, two, makers = actions
    link_actions(one, other=makers, version=1, by=by)
    both = contributions_in(one) | contributions_in(two)

    merge_actions(one, into=two, version=version_of(one), into_version=1, by=by)

    one.refresh_from_db()
    assert (one.dissolved, one.merged_into, contributions_in(one)) == (True, two, set())
    assert (contributions_in(two), linked_ids(makers)) == (both, [])
    event = plan.events.last()
    assert event.kind == "action.merged"
    assert {change["item"] for change in event.payload["changes"]} == {"contribution", "action"}


def test_merge_actions_refuses_another_role_itself_and_what_moved_on(actions, by):
    one, two, makers = actions
    fields = {"version": 1, "into_version": 1, "by": by}

    refusal("other_role", merge_actions, one, into=makers, **fields)
    refusal("other_role", merge_actions, one, into=one, **fields)
    refusal("moved_on", merge_actions, one, into=two, **fields | {"version": 2})
    refusal("moved_on", merge_actions, one, into=two, **fields | {"into_version": 2})
    refusal("other_plan", merge_actions, one, into=make_action(), **fields)
    merge_actions(one, into=two, **fields)
    refusal("dissolved", merge_actions, one, into=two, **fields | {"version": 2})


def test_dissolve_action_leaves_its_items_undecided_and_its_row(actions, plan, by):
    one, _two, makers = actions
    link_actions(one, other=makers, version=1, by=by)
    said = one.placements.get().contribution

    dissolve_action(one, version=version_of(one), by=by)

    said.refresh_from_db()
    assert (said.state, contributions_in(one), linked_ids(makers)) == ("undecided", set(), [])
    assert Action.objects.get(pk=one.pk).dissolved
    assert plan.contributions.filter(state=State.UNDECIDED).get() == said


def test_dissolve_action_refuses_what_moved_on_and_a_second_time(actions, by):
    one, _two, _makers = actions

    refusal("moved_on", dissolve_action, one, version=2, by=by)
    dissolve_action(one, version=1, by=by)
    refusal("dissolved", dissolve_action, one, version=2, by=by)
