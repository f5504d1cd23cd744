"""Rules about rows, each spelled as a QuerySet method."""

import pytest

from actionplans.models import Action, Contribution, ItemState, PlanVersion, RegionalAction
from actionplans.operations.actions import dissolve_action, merge_actions
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import hide, split_contribution
from actionplans.operations.items import set_aside
from actionplans.operations.publication import withdraw_version
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_user,
    make_version,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_user()


def test_alive_leaves_out_what_was_split_or_withdrawn(think_tank, by):
    undecided, whole, withdrawn, left_out = (make_contribution(think_tank) for _ in range(4))
    placed = make_action(make_contribution(think_tank)).placements.get().contribution
    parts = split_contribution(whole, parts=["Virtuve", "Zāle"], version=1, by=by)
    withdraw_contribution(withdrawn, version=1, by=by)
    set_aside(seen(left_out), reason="repeats", by=by)

    alive = set(Contribution.objects.alive())

    assert alive == {undecided, placed, left_out, *parts}
    assert {row for row in Contribution.objects.all() if row.is_alive} == alive


def test_alive_is_a_rule_of_regional_actions_too(think_tank):
    plan = make_national_plan(think_tank.programme)
    make_version(make_action(make_contribution(think_tank)).plan)

    assert RegionalAction.objects.alive().get().plan == plan
    RegionalAction.objects.update(state=ItemState.WITHDRAWN)
    assert not RegionalAction.objects.alive().exists()


def test_visible_leaves_out_what_is_hidden(think_tank, by):
    shown, hidden = make_contribution(think_tank), make_contribution(think_tank)
    hide(seen(hidden), by=by)

    assert list(Contribution.objects.visible()) == [shown]


def test_live_leaves_out_dissolved_and_merged_actions(think_tank, by):
    target, source, dissolved = (make_action(make_contribution(think_tank)) for _ in range(3))
    merge_actions(source, into=target, version=1, into_version=1, by=by)
    dissolve_action(dissolved, version=1, by=by)

    assert list(Action.objects.live()) == [target]


def test_newest_is_one_version_of_each_plan_and_standing_are_all_not_withdrawn(think_tank, by):
    plan = make_action(make_contribution(think_tank)).plan
    other = make_version(make_action().plan)
    first = make_version(plan)
    second, third = make_another_version(think_tank), make_another_version(think_tank)
    withdraw_version(third, reason="Kļūda", by=by)

    assert set(PlanVersion.objects.standing()) == {other, first, second}
    assert set(PlanVersion.objects.newest()) == {other, second}
    assert list(plan.versions.newest()) == [second]
    assert [row.is_withdrawn for row in plan.versions.order_by("number")] == [False, False, True]


def test_newest_has_nothing_of_a_plan_whose_versions_are_all_withdrawn(think_tank, by):
    version = make_version(make_action(make_contribution(think_tank)).plan)
    withdraw_version(version, reason="Kļūda", by=by)

    assert not PlanVersion.objects.newest().exists()


def make_another_version(think_tank):
    """Publish the plan of a think tank with one more action."""
    return make_version(make_action(make_contribution(think_tank)).plan)
