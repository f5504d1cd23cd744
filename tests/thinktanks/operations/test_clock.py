"""The clock of the room: how far it reaches, what it refuses, and what it records."""

import datetime

import pytest
from django.utils import timezone

from tests.support.factories import make_facilitator, make_think_tank
from tests.support.refusals import refusal_code
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.clock import extend_clock, start_clock, stop_clock
from thinktanks.operations.programmes import archive_programme, reopen_programme
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 12, 10, 0, tzinfo=datetime.UTC)
OPERATIONS = ((start_clock, {"minutes": 20}), (extend_clock, {"minutes": 5}), (stop_clock, {}))


@pytest.fixture(autouse=True)
def fixed_now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank)


def minutes_left(think_tank):
    return (think_tank.clock_ends_at - NOW) / datetime.timedelta(minutes=1)


def test_start_clock_counts_from_now_whatever_it_shows(think_tank, facilitator):
    start_clock(think_tank, minutes=20, by=facilitator)

    assert minutes_left(start_clock(think_tank, minutes=10, by=facilitator)) == 10


def test_extend_clock_adds_to_what_is_left(think_tank, facilitator):
    start_clock(think_tank, minutes=20, by=facilitator)

    assert minutes_left(extend_clock(think_tank, minutes=5, by=facilitator)) == 25


def test_extend_clock_counts_from_now_where_nothing_is_left(think_tank, facilitator):
    think_tank.clock_ends_at = NOW - datetime.timedelta(minutes=3)
    think_tank.save()

    assert minutes_left(extend_clock(think_tank, minutes=5, by=facilitator)) == 5


def test_stop_clock_takes_it_away(think_tank, facilitator):
    start_clock(think_tank, minutes=20, by=facilitator)

    assert stop_clock(think_tank, by=facilitator).clock_ends_at is None


def test_close_stops_the_clock(think_tank, facilitator):
    start_clock(think_tank, minutes=20, by=facilitator)

    closed = close_think_tank(think_tank, by=facilitator)

    assert (closed.clock_ends_at, closed.clock_until) == (None, None)


def test_archive_stops_the_clock_for_good(think_tank, facilitator):
    start_clock(think_tank, minutes=20, by=facilitator)

    archive_programme(think_tank.programme, by=facilitator)
    reopen_programme(think_tank.programme, by=facilitator)

    think_tank.refresh_from_db()
    assert think_tank.clock_until is None


def test_clock_of_an_earlier_version_does_not_run_after_the_close(think_tank):
    closed = close_think_tank(think_tank, by=None)
    ThinkTank.objects.update(clock_ends_at=NOW + datetime.timedelta(minutes=20))

    closed.refresh_from_db()
    assert closed.clock_until is None


def test_clock_is_recorded_with_who_set_it(think_tank, facilitator):
    start_clock(think_tank, minutes=20, by=facilitator)
    extend_clock(think_tank, minutes=5, by=facilitator)
    stop_clock(think_tank, by=facilitator)
    stop_clock(think_tank, by=facilitator)

    events = think_tank.events.filter(kind__startswith="clock.")
    at_20, at_25 = ("2026-11-12 10:20:00+00:00", "2026-11-12 10:25:00+00:00")
    assert list(events.values_list("kind", "changes", "actor")) == [
        ("clock.started", {"clock_ends_at": [None, at_20]}, facilitator.pk),
        ("clock.extended", {"clock_ends_at": [at_20, at_25]}, facilitator.pk),
        ("clock.stopped", {"clock_ends_at": [at_25, None]}, facilitator.pk),
    ]


@pytest.mark.parametrize("minutes", [-1, 0, 241])
@pytest.mark.parametrize("operation", [start_clock, extend_clock])
def test_clock_refuses_no_time_and_more_than_four_hours(
    think_tank, facilitator, operation, minutes
):
    refused = refusal_code(operation, think_tank, minutes=minutes, by=facilitator)

    think_tank.refresh_from_db()
    assert (refused, think_tank.clock_ends_at) == ("minutes", None)


@pytest.mark.parametrize(("operation", "values"), OPERATIONS)
def test_clock_refuses_a_think_tank_that_is_not_open(operation, values):
    planned, cancelled, closed = [
        make_think_tank(is_open=is_open) for is_open in (False, False, True)
    ]
    close_think_tank(closed, by=None)
    user = make_facilitator(planned)
    cancel_think_tank(cancelled, reason="Slimība", by=user)

    refused = [
        refusal_code(operation, think_tank, **values, by=user)
        for think_tank in (planned, cancelled, closed)
    ]
    assert refused == ["not_open", "cancelled", "not_open"]


@pytest.mark.parametrize(("operation", "values"), OPERATIONS)
def test_clock_refuses_an_archived_programme(think_tank, facilitator, operation, values):
    Programme.objects.update(state=Programme.State.ARCHIVED)

    assert refusal_code(operation, think_tank, **values, by=facilitator) == "archived"
