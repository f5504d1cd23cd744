"""After a change of one contribution the capture page is as before: roles, table and place (static/js/capture/place.js)."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.browsers.browser import NO_WORKER
from tests.support.browsers.live_think_tanks import add, expect_sent

pytestmark = [pytest.mark.server, pytest.mark.browser]

TEXTS = ["Pirmais", "Otrais", "Trešais"]
CHOSEN = "municipalities.policy_makers"  # other than the address says


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url, **NO_WORKER) as window:
        live_think_tank.enter(window)
        add(window.page, *TEXTS)
        expect_sent(window.page, 3)
        window.page.check(f"input[value='{CHOSEN}']", force=True)
        expect(window.page.locator("#words")).to_be_focused()  # again, a moment after the choice
        window.page.select_option("select[name=table]", "3")
        yield window.page


def menu_of(page, text):
    item = page.locator("#said > li", has_text=text)
    item.locator("summary").press("Enter")
    return item


def expect_place(page, text, *, message):
    """Wait until the page shows a message, with the focus at the contribution and the choice as before."""
    expect(page.locator("#status")).to_contain_text(message)
    expect(page.locator("#said > li:has(summary:focus) .txt")).to_have_text(text)
    expect(page.locator("input[name=pair]:checked")).to_have_value(CHOSEN)
    expect(page.locator("select[name=table]")).to_have_value("3")


def test_correcting_leads_back_to_the_contribution(page):
    with page.expect_navigation():  # the capture page has a field of this name too
        menu_of(page, "Otrais").get_by_role("link", name="Correct").press("Enter")
    page.fill("textarea[name=text]", "Otrais, labots")

    page.locator("main form .btn-primary").press("Enter")

    expect_place(page, "Otrais, labots", message="Corrected")
    assert parse_qs(urlsplit(page.url).query) == {"pair": [CHOSEN], "table": ["3"]}


def test_taking_back_leads_to_the_next_contribution(page):
    menu_of(page, "Otrais").get_by_role("button", name="Take back").press("Enter")

    expect_place(page, "Pirmais", message="Taken back")


def test_hiding_and_its_undo_lead_back_to_the_contribution(page):
    menu_of(page, "Otrais").get_by_role("button", name="Hide", exact=True).press("Enter")
    expect_place(page, "Otrais", message="Hidden from board and plan")

    page.locator("#status button").press("Enter")

    expect_place(page, "Otrais", message="undone")


def test_every_menu_has_a_name_of_its_own(page):
    menus = page.locator("#said summary")

    for place, text in enumerate(reversed(TEXTS)):
        expect(menus.nth(place)).to_have_accessible_name(f"Change „{text}”")
