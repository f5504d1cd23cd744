"""What waits on the national board is decided by what regions published, not by their drafts."""

import pytest

from actionplans.operations.actions import form_action
from actionplans.operations.items import set_aside, take_out
from actionplans.operations.publication import withdraw_version
from actionplans.queries.desk.counts import plans_at_desk
from actionplans.queries.draft.board import board_of
from actionplans.queries.draft.next_version import draft_of
from actionplans.queries.summary import whole_summary
from tests.support.boards.steps import merge
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_national_plan,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(think_tank, action):
    return make_action(make_contribution(think_tank))


@pytest.fixture
def national(action):
    return make_national_plan(action.plan.programme)


@pytest.fixture
def waiting(national):
    """Returns the actions that wait for a decision when called; board, desk and summary count as many."""
    administrator = make_administrator()

    def actions():
        items = [item.row for item in draft_of(national).undecided]
        (at_desk,) = (plan for plan in plans_at_desk(administrator) if plan == national)
        in_summary = whole_summary(national.programme).plans[-1].draft.undecided
        counts = (board_of(national).undecided, at_desk.undecided, in_summary)
        assert counts == (len(items),) * 3
        return [item.action for item in items]

    return actions


def test_draft_of_a_region_changes_nothing_nationally(action, target, waiting):
    make_version(action.plan)

    merge(action, target)

    assert waiting() == [action, target]


def test_what_a_region_merged_and_published_no_longer_waits(action, target, waiting):
    make_version(action.plan)
    merge(action, target)

    make_version(action.plan)

    assert waiting() == [target]


def test_a_withdrawn_version_neither_removes_nor_adds_items(action, target, waiting):
    first = make_version(action.plan)
    merge(action, target)
    second = make_version(action.plan)

    withdraw_version(second, reason="Kļūda", by=make_user())
    assert waiting() == [action, target]

    withdraw_version(first, reason="Kļūda", by=make_user())
    assert waiting() == []


def test_what_was_decided_once_waits_though_its_region_withdrew_it(action, national, waiting):
    version = make_version(action.plan)
    item = national.regional_actions.get()
    set_aside(seen(item), reason="repeats", by=make_user())
    withdraw_version(version, reason="Kļūda", by=make_user())

    take_out(seen(item), by=make_user())

    assert waiting() == [action]


def test_draft_of_the_national_plan_costs_the_same_at_2_and_20_rows():
    programme = make_think_tank().programme
    costs = {}
    for code, count in (("kurzeme", 2), ("latgale", 20)):
        think_tank = make_think_tank(programme=programme, region=region(code))
        actions = [make_action(make_contribution(think_tank)) for _ in range(count)]
        make_version(actions[0].plan)
        national = make_national_plan(programme)
        items = [item.row for item in draft_of(national).undecided]
        form_action(national, role=role(), wording="Tikties", items=seen(*items), by=make_user())
        draft, count = count_queries(draft_of, national)
        costs[sum(action.times_said for action in draft.actions)] = count

    assert list(costs) == [2, 22]
    assert costs[2] == costs[22]
