"""The national board: regional actions are items that rely on a published row."""

import pytest

from actionplans.models import Placement, PublishedAction
from actionplans.operations.actions import (
    dissolve_action,
    form_action,
    split_action,
)
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.publication import withdraw_version
from actionplans.queries.draft.board import board_of
from tests.support.boards.steps import merge, reword, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_version,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def regional(think_tank):
    return make_action(make_contribution(think_tank), wording="Pirmie vārdi")


@pytest.fixture
def plan(regional):
    """The plan of the region, with the regional action in it."""
    return regional.plan


@pytest.fixture
def national(plan):
    return make_national_plan(plan.programme)


def place_nationally(national, *items, by):
    return form_action(national, role=role(), wording="Visur", items=seen(*items), by=by)


def relied_on(item):
    """Return version and wording of the published row that a placed regional action relies on."""
    row = Placement.objects.get(regional_action=item).based_on
    return row.version.number, row.wording.body


# --- What is placed relies on the newest row that counts ----------------------------------------------------------


def test_place_relies_on_the_version_before_a_withdrawn_one(regional, plan, national, by):
    make_version(plan)
    reword(regional, "Kļūda")
    withdraw_version(make_version(plan), reason="Kļūda", by=by)
    item = national.regional_actions.get()
    (shown,) = (item for column in board_of(national).columns for item in column.undecided)

    place_nationally(national, item, by=by)

    assert relied_on(item) == (1, "Pirmie vārdi")
    assert shown.current_text == "Pirmie vārdi"


def test_place_refuses_what_its_region_withdrew(regional, plan, national, by):
    version = make_version(plan)
    item = national.regional_actions.get()
    set_aside(seen(item), reason="repeats", by=by)
    withdraw_version(version, reason="Kļūda", by=by)
    action = form_action(national, role=role(), by=by)

    refusal("region_withdrew", place, seen(item), action=action, by=by)
    refusal("region_withdrew", form_action, national, role=role(), items=seen(item), by=by)

    make_version(plan)
    place(seen(item), action=action, by=by)
    assert relied_on(item) == (2, "Pirmie vārdi")


# --- What is placed keeps its row ---------------------------------------------------------------------------------


@pytest.fixture
def placed(regional, think_tank, plan, national, by):
    """Two placed regional actions, whose wordings the region has changed and published since."""
    other = make_action(make_contribution(think_tank), wording="Otrie vārdi")
    make_version(plan)
    items = list(national.regional_actions.order_by("pk"))
    for item in items:
        place_nationally(national, item, by=by)
    reword(regional, "Jauni vārdi")
    reword(other, "Citi vārdi")
    make_version(plan)
    return items


def test_merge_split_and_move_keep_the_row_relied_on(placed, national, by):
    first, second = placed
    source, target = national.actions.order_by("pk")

    merge(source, target)
    assert (relied_on(first), relied_on(second)) == ((1, "Pirmie vārdi"), (1, "Otrie vārdi"))

    part = split_action(target, items=seen(first), version=version_of(target), by=by)
    assert relied_on(first) == (1, "Pirmie vārdi")

    place(seen(second), action=part, by=by)
    assert relied_on(second) == (1, "Otrie vārdi")


def test_merge_is_possible_where_the_row_relied_on_was_withdrawn(placed, plan, national, by):
    for version in plan.versions.all():
        withdraw_version(version, reason="Kļūda", by=by)

    merge(*national.actions.order_by("pk"))

    assert [relied_on(item)[0] for item in placed] == [1, 1]


def test_what_is_taken_out_and_placed_again_relies_on_the_newest_row(placed, national, by):
    item = placed[0]
    take_out(seen(item), by=by)

    place(seen(item), action=national.actions.first(), by=by)

    assert relied_on(item) == (2, "Jauni vārdi")


# --- What regions merged or split since counts once ---------------------------------------------------------------


def times_said(national):
    """Return how often the only national action was said, on the board and in the version made from it."""
    (on_board,) = (action for column in board_of(national).columns for action in column.actions)
    version = make_version(national)
    return on_board.times_said, PublishedAction.objects.get(version=version).times_said


def test_publish_plan_counts_once_what_a_region_merged(regional, think_tank, plan, national, by):
    other = make_action(make_contribution(think_tank))
    make_version(plan)
    first, second = national.regional_actions.order_by("pk")
    whole = place_nationally(national, first, by=by)
    merge(regional, other)
    make_version(plan)

    place(seen(second), action=whole, by=by)

    assert times_said(national) == (2, 2)


def test_publish_plan_counts_once_what_a_region_split(regional, think_tank, plan, national, by):
    contribution = make_contribution(think_tank)
    place(seen(contribution), action=regional, by=by)
    make_version(plan)
    whole = place_nationally(national, national.regional_actions.get(), by=by)
    split_action(
        regional, items=seen(contribution), wording="Daļa", version=version_of(regional), by=by
    )
    make_version(plan)

    place(seen(national.regional_actions.last()), action=whole, by=by)

    assert times_said(national) == (2, 2)


# --- What its region removed ----------------------------------------------------------------------------------------


def test_what_is_taken_out_is_undecided_though_its_region_removed_it(
    regional, think_tank, plan, national, by
):
    make_action(make_contribution(think_tank))
    make_version(plan)
    item, other = national.regional_actions.order_by("pk")
    place_nationally(national, item, other, by=by)
    contribution = regional.placements.get().contribution
    dissolve_action(regional, version=version_of(regional), by=by)
    set_aside(seen(contribution), reason="repeats", by=by)
    make_version(plan)

    take_out(seen(item), by=by)

    board = board_of(national)
    assert [item.row for column in board.columns for item in column.undecided] == [item]
    assert (board.total, board.undecided) == (2, 1)
