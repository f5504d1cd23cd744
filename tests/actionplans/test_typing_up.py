"""What organisers type up after the close keeps its mark, from capture to the published rows."""

import pytest

from actionplans.operations.contributions import split_contribution
from actionplans.operations.imports import import_contributions
from actionplans.queries.capture.wall import wall_of
from actionplans.queries.imports.new_rows import ImportRow
from tests.support.closing import close_hours_ago
from tests.support.factories import (
    make_action,
    make_contribution,
    make_coordinator,
    make_plan,
    make_user,
    make_version,
    role,
)
from tests.support.pages.requests import address, html_of, signed_in

pytestmark = pytest.mark.django_db
MARK = "typed up after the think tank"


@pytest.fixture
def in_the_room(think_tank):
    return make_contribution(think_tank, text="Zālē pateiktais")


@pytest.fixture
def typed_up(think_tank, in_the_room):
    close_hours_ago(think_tank, hours=30)
    think_tank.refresh_from_db()
    return make_contribution(think_tank, text="No galdiņa lapas; otrā puse")


@pytest.mark.parametrize("hours", [0, 23, 25, 2000])
def test_capture_contribution_by_an_account_after_the_close_is_typed_up(think_tank, hours):
    closed = close_hours_ago(think_tank, hours=hours)

    contribution = make_contribution(closed, table=closed.tables.last(), author_role=role())

    assert (contribution.late, contribution.typed_up) == (False, True)
    assert (contribution.table, contribution.author_role) == (closed.tables.last(), role())


def test_capture_contribution_records_that_it_was_typed_up(in_the_room, typed_up):
    events = typed_up.plan.events.filter(kind="contribution.captured").order_by("seq")

    marks = [event.payload["changes"][0]["set"]["typed_up"] for event in events]
    assert marks == [False, True]


def test_import_contributions_after_the_close_types_them_up(think_tank, typed_up):
    row = ImportRow(text="No lapas", author_role=role(), table=think_tank.tables.first())

    [imported] = import_contributions(
        make_plan(think_tank), rows=[row], think_tank=think_tank, by=None
    )

    assert (imported.typed_up, imported.late, imported.table) == (
        True,
        False,
        think_tank.tables.first(),
    )


def test_split_contribution_hands_the_mark_on(typed_up):
    parts = split_contribution(
        typed_up, parts=["No galdiņa lapas", "otrā puse"], version=typed_up.version, by=make_user()
    )

    assert [part.typed_up for part in parts] == [True, True]


def test_publish_plan_copies_the_mark(in_the_room, typed_up):
    version = make_version(make_action(in_the_room, typed_up).plan)

    rows = version.contributions.order_by("contribution").values_list("typed_up", flat=True)
    assert list(rows) == [False, True]


def test_typed_up_contributions_are_not_on_the_wall(think_tank, in_the_room, typed_up):
    assert [item.contribution for item in wall_of(think_tank).newest] == [in_the_room]


def test_typed_up_contributions_are_marked_on_the_board_and_at_the_close(
    think_tank, in_the_room, typed_up
):
    client = signed_in(make_coordinator())

    board = html_of(client.get(address("board-show", typed_up.plan_id)))
    left = html_of(client.get(address("think-tank-close", think_tank.pk)))

    assert (board.count(MARK), left.count(MARK)) == (1, 1)
