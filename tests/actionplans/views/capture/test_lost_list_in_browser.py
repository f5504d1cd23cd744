"""The server's own items of what was sent are asked for again until they come."""

import pytest
from playwright.sync_api import expect

from actionplans.operations.capture import withdraw_contribution
from tests.support.browsers import phones
from tests.support.browsers.live_think_tanks import add, expect_sent
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

BETWEEN_TRIES = 16_000  # ms


def withdraw_all(pk):
    for row in ThinkTank.objects.get(pk=pk).contributions.all():
        withdraw_contribution(row, version=row.version, by=row.captured_by)


@pytest.fixture
def window(chromium, shared_server):
    """A window with a clock that can be moved on."""
    with chromium.window(shared_server.url, width=320) as window:
        window.page.clock.install()
        yield window


def lose_next(page, address):
    """Lose the next request for an address that the page's own script makes."""
    page.route(address, lambda route: route.abort(), times=1)


def test_phone_asks_again_for_its_list(live_think_tank, window):
    page = window.page
    live_think_tank.enter_as_participant(window)
    phones.choose_role(page)
    lose_next(page, "**/device/?lang=en")

    with page.expect_event("requestfailed"):
        phones.add(page, "Atdodiet virtuvi")
    page.clock.run_for(BETWEEN_TRIES)

    phones.expect_own(page, ["Atdodiet virtuvi"])


def test_facilitators_page_asks_again_for_items(live_think_tank, window):
    page = window.page
    live_think_tank.enter(window)
    lose_next(page, "**/desk/thinktanks/*/?uuid=*")

    with page.expect_event("requestfailed"):
        add(page, "Atdodiet virtuvi")
    page.clock.run_for(BETWEEN_TRIES)

    expect_sent(page, 1)
    expect(page.locator("#said > li[data-version] .txt")).to_have_text(["Atdodiet virtuvi"])


def test_item_that_somebody_withdrew_before_it_was_asked_for_again_goes_away(
    live_think_tank, window
):
    page = window.page
    live_think_tank.enter(window)
    lose_next(page, "**/desk/thinktanks/*/?uuid=*")
    with page.expect_event("requestfailed"):
        add(page, "Atdodiet virtuvi")

    live_think_tank.server.installation.call(withdraw_all, pk=live_think_tank.pk)
    page.clock.run_for(BETWEEN_TRIES)

    expect(page.locator("#said > li")).to_have_count(0)
