"""The board of a plan, and one of its actions."""

import pytest

from actionplans.operations.actions import form_action, link_actions
from actionplans.operations.items import place
from actionplans.queries.draft.board import action_on_board, board_of
from tests.support.boards.steps import version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


def on_board(action):
    actions = [other for column in board_of(action.plan).columns for other in column.actions]
    return next(other for other in actions if other.row == action)


def read(action):
    """Return what a page shows of an action, and how many queries that takes."""
    shown, count = count_queries(action_on_board, action)
    return (shown.row, shown.items, shown.linked, shown.times_said, shown.roles_said), count


def whole(action):
    shown = on_board(action)
    return shown.row, shown.items, shown.linked, shown.times_said, shown.roles_said


def test_board_shows_the_items_of_an_action_in_the_order_of_placing(think_tank):
    first, second, third = (make_contribution(think_tank) for _ in range(3))
    action = make_action(third)
    for contribution in (first, second):
        place(seen(contribution), action=action, by=make_user())

    assert [item.row for item in on_board(action).items] == [third, first, second]


def test_action_on_board_is_the_same_as_on_the_whole_board(think_tank):
    first, second = make_contribution(think_tank), make_contribution(think_tank)
    action = make_action(second)
    place(seen(first), action=action, by=make_user())
    others = [
        make_action(make_contribution(think_tank, addressed_role=role(code)))
        for code in ("policy_makers", "social_enterprises")
    ]
    for other in others:
        link_actions(action, other=other, version=version_of(action), by=make_user())

    shown, _cost = read(action)

    assert shown == whole(action)
    assert [item.row for item in shown[1]] == [second, first]
    assert shown[2] == tuple(others)


def test_action_on_board_of_the_national_plan_is_the_same_as_on_the_whole_board(think_tank):
    actions = [make_action(make_contribution(think_tank)) for _ in range(3)]
    make_version(actions[0].plan)
    national = make_national_plan(think_tank.programme)
    first, second, third = national.regional_actions.order_by("pk")
    form_action(national, role=role(), wording="Braukt", items=seen(first), by=make_user())
    action = form_action(
        national, role=role(), wording="Tikties", items=seen(third, second), by=make_user()
    )

    shown, _cost = read(action)

    assert shown == whole(action)
    assert [item.row for item in shown[1]] == [third, second]
    assert shown[3] == 2


def test_action_on_board_costs_the_same_on_a_board_of_2_and_of_20(think_tank):
    action = make_action(make_contribution(think_tank))
    make_action(make_contribution(think_tank))
    _shown, cost = read(action)
    for _ in range(18):
        make_action(make_contribution(think_tank))

    assert read(action)[1] == cost <= 3


def test_board_ranks_a_new_action_behind_the_others_of_its_role(think_tank):
    actions = [make_action(make_contribution(think_tank)) for _ in range(3)]
    make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))

    column = board_of(actions[0].plan).column("municipalities")

    assert [action.row for action in column.actions] == actions
    assert [action.row.rank for action in column.actions] == [1, 2, 3]
    first, second, third = (str(action.pk) for action in actions)
    assert [action.up for action in column.actions] == [None, "", first]
    assert [action.down for action in column.actions] == [second, third, None]
