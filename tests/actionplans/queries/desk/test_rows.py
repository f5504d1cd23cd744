"""What a row of the desk says: its stage, the one next step, and since when it waits."""

import datetime

import pytest
from django.utils import timezone

from actionplans.queries.desk.programmes import most_urgent, programmes_at_desk
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_version,
    region,
)
from thinktanks.models import ThinkTank
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]

DAY = datetime.timedelta(days=1)


def planned(*, days=0, **fields):
    """Make a think tank that is held in some days."""
    return make_think_tank(is_open=False, held_on=timezone.localdate() + days * DAY, **fields)


def opened(*, days_ago=0, **fields):
    """Make a think tank that was opened some days ago and is still open."""
    think_tank = make_think_tank(held_on=timezone.localdate() - days_ago * DAY, **fields)
    return _moved(think_tank, days_ago, "opened_at")


def closed(think_tank, *, days_ago=0):
    """Close a think tank as if some days ago."""
    return _moved(close_think_tank(think_tank, by=None), days_ago, "opened_at", "closed_at")


def _moved(think_tank, days, *names):
    moments = {name: getattr(think_tank, name) - days * DAY for name in names}
    ThinkTank.objects.filter(pk=think_tank.pk).update(**moments)
    think_tank.refresh_from_db()
    return think_tank


def rows(user=None):
    """Return the rows at the desk of an account, of all programmes."""
    return [row for shown in programmes_at_desk(user or make_coordinator()) for row in shown.rows]


def row_of(think_tank):
    """Return the row of a think tank."""
    return next(row for row in rows(make_facilitator(think_tank)) if row.think_tank == think_tank)


def state_of(think_tank):
    row = row_of(think_tank)
    return row.stage, row.step, row.is_overdue


@pytest.mark.parametrize(
    ("days", "step", "is_overdue"),
    [(3, "prepare", False), (0, "open", False), (-1, "open", True)],
)
def test_a_planned_think_tank_is_prepared_and_then_started(days, step, is_overdue):
    assert state_of(planned(days=days)) == ("planned", step, is_overdue)


@pytest.mark.parametrize(
    ("days_ago", "step", "is_overdue"),
    [(0, "capture", False), (1, "close", False), (3, "close", True)],
)
def test_an_open_think_tank_is_captured_at_and_then_closed(days_ago, step, is_overdue):
    assert state_of(opened(days_ago=days_ago)) == ("open", step, is_overdue)


@pytest.mark.parametrize(("end", "step"), [("00:00", "close"), ("23:59:59.999999", "capture")])
def test_an_open_think_tank_is_closed_when_its_day_is_over(end, step):
    think_tank = opened()
    ThinkTank.objects.filter(pk=think_tank.pk).update(ends_at=datetime.time.fromisoformat(end))

    assert row_of(think_tank).step == step


def test_a_closed_think_tank_goes_from_consolidating_to_publishing():
    think_tank = closed(opened())
    assert state_of(think_tank) == ("closed", "capture", False)
    contribution = make_contribution(think_tank)
    assert state_of(think_tank) == ("closed", "consolidate", False)
    action = make_action(contribution)
    assert state_of(think_tank) == ("consolidated", "publish", False)
    make_version(action.plan)
    assert state_of(think_tank) == ("published", "read", False)
    second = make_contribution(think_tank)
    assert state_of(think_tank) == ("published", "consolidate", False)
    make_action(second)

    assert state_of(think_tank) == ("published", "publish", False)
    assert row_of(think_tank).next_number == 2


@pytest.mark.parametrize(("days_ago", "is_overdue"), [(13, False), (15, True)])
def test_a_closed_think_tank_is_overdue_after_two_weeks(days_ago, is_overdue):
    think_tank = opened()
    make_contribution(think_tank)
    closed(think_tank, days_ago=days_ago)

    assert state_of(think_tank) == ("closed", "consolidate", is_overdue)


def test_a_cancelled_think_tank_has_no_stage_and_no_step():
    think_tank = planned()
    ThinkTank.objects.filter(pk=think_tank.pk).update(
        state="cancelled", cancelled_at=timezone.now()
    )

    row = row_of(think_tank)

    assert (row.stage, row.stages, row.step, row.is_cancelled) == (None, [], "none", True)


def test_stages_are_past_now_and_next_and_nobody_has_answered():
    think_tank = closed(opened())

    places = dict(row_of(think_tank).stages)

    assert places == {
        "planned": "past",
        "open": "past",
        "closed": "now",
        "consolidated": "next",
        "published": "next",
        "answered": "next",
    }


def test_two_think_tanks_of_a_plan_answer_each_for_their_own_contributions():
    programme = make_programme()
    first, second = opened(programme=programme), opened(programme=programme)
    make_version(make_action(make_contribution(first)).plan)
    for think_tank in (first, second):
        closed(think_tank)
    make_contribution(second)

    assert (row_of(first).stage, row_of(first).step) == ("published", "read")
    assert (row_of(second).stage, row_of(second).step) == ("closed", "consolidate")


def test_rows_begin_with_the_oldest_trouble_and_end_with_the_national_plan():
    programme = make_programme()
    later = planned(programme=programme, region=region("zemgale"), days=20)
    soon = planned(programme=programme, region=region("zemgale"), days=5)
    today = opened(programme=programme, region=region("riga"))
    overdue = opened(programme=programme, region=region("latgale"))
    make_contribution(overdue)
    closed(overdue, days_ago=20)
    begins = planned(programme=programme, region=region("riga"))
    missed = planned(programme=programme, days=-30)
    make_national_plan(programme)

    found = rows(make_administrator())

    expected = [missed, overdue, today, begins, soon, later, None, None]
    assert [row.think_tank for row in found] == expected
    assert [row.region and row.region.code for row in found[-2:]] == ["vidzeme", None]


def test_the_primary_button_is_that_of_the_oldest_trouble_in_all_programmes():
    first, second = (planned(days=days) for days in (-3, -5))
    user = make_facilitator(first)
    second.facilitators.create(user=user)

    assert most_urgent(programmes_at_desk(user)).think_tank == second


def test_nothing_is_primary_where_everything_is_published():
    think_tank = opened()
    make_version(make_action(make_contribution(think_tank)).plan)
    closed(think_tank)

    assert most_urgent(programmes_at_desk(make_facilitator(think_tank))) is None


def test_rows_of_a_coordinator_have_the_own_region_in_every_open_programme():
    empty, other = make_programme(), planned(region=region("latgale"))

    found = [(row.programme, row.region.code, row.step) for row in rows()]

    assert sorted(found, key=lambda row: row[0].pk) == [
        (empty, "kurzeme", "schedule"),
        (other.programme, "kurzeme", "schedule"),
    ]


def test_rows_of_a_facilitator_have_no_region_without_a_think_tank():
    think_tank = planned()

    assert [row.think_tank for row in rows(make_facilitator(think_tank))] == [think_tank]
