"""The clock that a facilitator starts is seen on the phones, and what waits on them is seen on the room overview."""

import datetime
from unittest import mock

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.support.browsers.phones import add, choose_role, expect_own
from tests.support.factories import make_contribution
from thinktanks.models import ThinkTank
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = [pytest.mark.server, pytest.mark.browser]

MINUTE = 60_000  # ms
LONG_AGO = datetime.timedelta(minutes=20)


def begin_silence(pk):
    """Let all tables but the first contribute, long after the opening."""
    think_tank = ThinkTank.objects.get(pk=pk)
    ThinkTank.objects.filter(pk=pk).update(opened_at=timezone.now() - LONG_AGO)
    for table in think_tank.tables.all()[1:]:
        make_contribution(think_tank, table=table)


def end_silence(pk):
    """Let the first table contribute once, so long ago that it is silent again."""
    think_tank = ThinkTank.objects.get(pk=pk)
    said_at = timezone.now() - 0.9 * LONG_AGO
    with mock.patch.object(timezone, "now", return_value=said_at):
        make_contribution(think_tank, table=think_tank.tables.first())


def close(pk):
    close_think_tank(ThinkTank.objects.get(pk=pk), by=None)


def archive(pk):
    archive_programme(ThinkTank.objects.get(pk=pk).programme, by=None)


@pytest.fixture
def overview(chromium, shared_server, live_think_tank):
    """The room overview of a facilitator."""
    with chromium.window(shared_server.url, width=1280, height=900) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.open(f"/en/desk/thinktanks/{live_think_tank.pk}/monitor/")
        yield window


@pytest.fixture
def phone(chromium, shared_server, live_think_tank):
    """The capture page of a participant, with a clock that can be moved on."""
    with chromium.window(shared_server.url, width=320, height=640) as window:
        window.page.clock.install()
        live_think_tank.enter_as_participant(window)
        yield window


def clock_of(window):
    return window.page.locator("#room-clock")


def start_clock(overview, minutes):
    overview.page.fill("input[name=minutes]", minutes)
    overview.page.get_by_role("button", name="Start the clock").click()


def test_clock_is_started_at_the_desk_and_runs_on_a_phone(overview, phone):
    expect(clock_of(phone)).to_be_hidden()

    start_clock(overview, "20")
    expect(overview.page.get_by_role("button", name="Stop the clock")).to_be_visible()
    phone.page.clock.run_for(MINUTE)
    expect(clock_of(phone)).to_contain_text("Time left")

    phone.page.route("**/device/report/", lambda route: route.abort())
    phone.page.clock.run_for(21 * MINUTE)
    expect(clock_of(phone)).to_have_text("Time is over 0:00")
    assert overview.complaints == []


def test_stopped_clock_goes_away_on_a_phone(overview, phone):
    start_clock(overview, "20")
    overview.page.get_by_role("button", name="Stop the clock").click()
    expect(clock_of(overview)).to_be_hidden()

    phone.page.clock.run_for(MINUTE)

    expect(clock_of(phone)).to_be_hidden()


def test_buttons_of_the_clock_keep_the_focus(overview):
    page = overview.page
    start_clock(overview, "20")
    expect(page.get_by_role("button", name="Start the clock")).to_be_focused()

    page.get_by_role("button", name="+ 5 minutes").click()
    page.wait_for_url("**#clock-extend")
    expect(page.get_by_role("button", name="+ 5 minutes")).to_be_focused()

    page.get_by_role("button", name="Stop the clock").click()
    expect(page.get_by_role("button", name="Start the clock")).to_be_focused()


def test_refused_minutes_are_in_their_field_with_the_focus(overview):
    start_clock(overview, "0")

    field = overview.page.locator("input[name=minutes]")
    expect(field).to_be_focused()
    expect(field).to_have_value("0")
    expect(field).to_have_accessible_description("The clock shows from 1 to 240 minutes.")


def test_clock_goes_away_on_a_phone_when_the_think_tank_is_closed(overview, phone, live_think_tank):
    start_clock(overview, "20")
    phone.page.clock.run_for(MINUTE)
    expect(clock_of(phone)).to_be_visible()

    live_think_tank.server.installation.call(close, pk=live_think_tank.pk)
    phone.page.clock.run_for(MINUTE)

    expect(clock_of(phone)).to_be_hidden()


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        (close, "The think tank is closed. Late contributions can be added until"),
        (archive, "This programme is archived: everything can be read"),
    ],
)
def test_phone_says_that_the_think_tank_is_over_and_keeps_what_is_on_it(
    phone, live_think_tank, end, sentence
):
    page = phone.page
    page.route("**/api/capture/*", lambda route: route.abort())
    choose_role(page)
    add(page, "Atdodiet virtuvi")
    page.fill("#words", "Pusuzrakstīts")

    live_think_tank.server.installation.call(end, pk=live_think_tank.pk)
    page.clock.run_for(MINUTE)

    expect(page.locator("#state .status-line")).to_contain_text(sentence)
    expect(page.locator("#alert")).to_contain_text(sentence)
    expect(page.locator("#words")).to_have_value("Pusuzrakstīts")
    expect(page.locator("#own > .waits .serif")).to_have_text(["„Atdodiet virtuvi”"])


def test_phone_that_reads_is_led_to_the_line_that_the_think_tank_is_closed(phone, live_think_tank):
    phone.page.locator("#receipt").scroll_into_view_if_needed()

    live_think_tank.server.installation.call(close, pk=live_think_tank.pk)
    phone.page.clock.run_for(MINUTE)

    expect(phone.page.locator("#state .status-line")).to_be_in_viewport()


def answer_reports(phone, status):
    error = {"error": "no"}
    phone.page.route("**/device/report/", lambda route: route.fulfill(status=status, json=error))


def test_clock_of_a_phone_goes_on_while_the_portal_is_busy(overview, phone):
    start_clock(overview, "20")
    phone.page.clock.run_for(MINUTE)
    expect(clock_of(phone)).to_be_visible()

    answer_reports(phone, 503)
    with phone.page.expect_response("**/device/report/"):
        phone.page.clock.run_for(21 * MINUTE)

    expect(clock_of(phone)).to_have_text("Time is over 0:00")
    expect(clock_of(phone)).to_be_visible()
    expect(phone.page.locator("#state")).to_have_text("")


def test_clock_goes_away_on_a_phone_that_is_no_longer_accepted(overview, phone):
    start_clock(overview, "20")
    phone.page.clock.run_for(MINUTE)
    expect(clock_of(phone)).to_be_visible()

    answer_reports(phone, 401)
    phone.page.clock.run_for(MINUTE)

    expect(clock_of(phone)).to_be_hidden()


def test_overview_shows_what_waits_on_a_phone_and_that_it_was_sent(overview, phone):
    row = overview.page.locator(".monitor-table tbody tr").first
    expect(row).to_contain_text("all sent")
    phone.page.route("**/api/capture/*", lambda route: route.abort())
    choose_role(phone.page)
    add(phone.page, "Atdodiet virtuvi")
    phone.page.clock.run_for(MINUTE)
    expect(row).to_contain_text("waiting: 1")

    phone.page.unroute("**/api/capture/*")
    phone.page.clock.run_for(MINUTE)

    expect_own(phone.page, ["Atdodiet virtuvi"])
    phone.page.clock.run_for(MINUTE)
    expect(row).to_contain_text("all sent")


def test_known_silence_stays_known_on_the_device_until_the_table_contributes(
    overview, live_think_tank
):
    page, call = overview.page, live_think_tank.server.installation.call
    line = page.locator("[data-silence]")
    call(begin_silence, pk=live_think_tank.pk)
    expect(line).to_be_visible()

    page.get_by_role("button", name="I know").click()

    expect(line).to_be_hidden()
    expect(page.locator("#content")).to_be_focused()
    page.reload()
    expect(line).to_be_hidden()
    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator("[data-silence]")).to_be_hidden()
    call(end_silence, pk=live_think_tank.pk)
    expect(line).to_be_visible()
