"""The room overview: every table with its count, devices, what waits and what is held back."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.operations.contributions import hide
from actionplans.queries.capture.monitor import monitor_of
from actionplans.queries.capture.wall import held_back
from tests.support.factories import (
    make_contribution,
    make_coordinator,
    make_device,
    make_facilitator,
    make_think_tank,
    role,
    seen,
)
from tests.support.pages.requests import address, html_of, signed_in
from thinktanks.models import Table, ThinkTank
from thinktanks.operations.devices import report_device
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db
POLL = {"HX-Request": "true"}
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def think_tank():
    """An open think tank with two tables."""
    return make_think_tank(tables=[None, None])


@pytest.fixture
def tables(think_tank):
    return list(think_tank.tables.all())


def rows_of(think_tank):
    return monitor_of(think_tank, held_back(think_tank)).rows


def monitor(think_tank, user, **headers):
    return signed_in(user).get(address("think-tank-monitor", think_tank.pk), headers=headers)


@pytest.fixture
def open_for_20_minutes(think_tank, monkeypatch):
    """Return a function that says something at a table; the think tank was opened 20 minutes before the first."""
    opened = timezone.now()
    ThinkTank.objects.filter(pk=think_tank.pk).update(opened_at=opened)
    think_tank.refresh_from_db()

    def contribute(table, *, minute):
        monkeypatch.setattr(timezone, "now", lambda: opened + minute * MINUTE)
        return make_contribution(think_tank, table=table)

    return contribute


def test_monitor_counts_contributions_and_devices_by_table(think_tank, tables):
    first, second = tables
    for _time in range(2):
        make_contribution(think_tank, table=first)
    device, _token = make_device(think_tank, table=first)
    report_device(device, waiting=3)
    make_device(think_tank, table=second)

    rows = rows_of(think_tank)

    assert [(row.table, row.count, row.devices, row.waiting) for row in rows] == [
        (first, 2, 1, 3),
        (second, 0, 1, 0),
    ]
    assert [row.last_at is None for row in rows] == [False, True]


def test_monitor_has_a_row_for_what_has_no_table(think_tank):
    make_contribution(think_tank)

    assert [(row.table is None, row.count) for row in rows_of(think_tank)] == [
        (False, 0),
        (False, 0),
        (True, 1),
    ]


def test_monitor_names_what_is_held_back_from_the_wall(think_tank, tables, facilitator):
    held = make_contribution(think_tank, table=tables[1], text="Zvaniet 29123456")
    hidden = make_contribution(think_tank, table=tables[1], text="Zvaniet 29123457")
    hide(seen(hidden), by=facilitator)

    assert [row.held for row in rows_of(think_tank)] == [(), (held,)]
    page = html_of(monitor(think_tank, facilitator))
    assert address("contribution-correct", held.pk) in page


def test_monitor_says_that_a_table_is_silent_while_others_go_on(tables, open_for_20_minutes):
    first, second = tables
    open_for_20_minutes(first, minute=1)
    last = open_for_20_minutes(second, minute=20)

    assert [row.is_silent for row in rows_of(last.think_tank)] == [True, False]


def test_monitor_calls_no_table_silent_in_a_break_or_after_the_close(tables, open_for_20_minutes):
    first, second = tables
    open_for_20_minutes(first, minute=1)
    last = open_for_20_minutes(second, minute=2)
    assert [row.is_silent for row in rows_of(last.think_tank)] == [False, False]

    open_for_20_minutes(second, minute=20)
    think_tank = close_think_tank(last.think_tank, by=None)
    assert [row.is_silent for row in rows_of(think_tank)] == [False, False]


def test_monitor_answers_304_until_something_is_new(think_tank, facilitator):
    first = monitor(think_tank, facilitator, **POLL)
    etag = {"If-None-Match": first.headers["ETag"]}
    again = monitor(think_tank, facilitator, **POLL, **etag)
    make_device(think_tank)
    news = monitor(think_tank, facilitator, **POLL, **etag)

    assert (first.status_code, again.status_code, news.status_code) == (200, 304, 200)
    assert "1 device" in html_of(news)
    assert "<html" not in html_of(news)


def test_monitor_does_not_exist_for_others(think_tank):
    assert monitor(think_tank, make_coordinator()).status_code == 200
    assert monitor(think_tank, make_coordinator("latgale")).status_code == 404
    assert monitor(think_tank, make_facilitator(make_think_tank())).status_code == 404


def test_monitor_costs_the_same_for_1_and_for_13(think_tank, tables, facilitator):
    make_contribution(think_tank, table=tables[0], text="Zvaniet 29123456")
    with CaptureQueriesContext(connection) as for_1:
        monitor(think_tank, facilitator, **POLL)
    for number in range(12):
        make_contribution(think_tank, table=tables[1], text=f"Zvaniet 291234{number + 10}")
        make_device(think_tank, table=tables[1])

    with CaptureQueriesContext(connection) as for_13:
        monitor(think_tank, facilitator, **POLL)

    assert len(for_1) == len(for_13)


def test_monitor_names_the_role_of_a_table(think_tank, tables, facilitator):
    Table.objects.filter(pk=tables[0].pk).update(role=role())

    rows = html_of(monitor(think_tank, facilitator)).split('<th scope="row">')[1:]

    assert ["Municipalities" in row for row in rows] == [True, False]


def test_monitor_says_since_when_and_offers_the_clock_until_the_close(think_tank, facilitator):
    ThinkTank.objects.filter(pk=think_tank.pk).update(
        opened_at=datetime.datetime(2026, 11, 12, 8, 30, tzinfo=datetime.UTC)
    )
    page = html_of(monitor(think_tank, facilitator))
    assert "Opened on 12 November 2026 at 10:30." in page.replace("\u00a0", " ")
    assert address("clock-start", think_tank.pk) in page

    close_think_tank(think_tank, by=facilitator)

    page = html_of(monitor(think_tank, facilitator))
    assert "Closed on " in page
    assert "Time left" not in page


def test_monitor_leads_to_the_slide_by_what_it_shows(think_tank):
    user = make_facilitator(think_tank)
    before = html_of(monitor(think_tank, user))

    close_think_tank(think_tank, by=None)
    after = html_of(monitor(think_tank, user))

    names = ("Slide with the code", "Slide after the close")
    assert [[name in page for name in names] for page in (before, after)] == [
        [True, False],
        [False, True],
    ]
