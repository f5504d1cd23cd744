"""A request of the board that fails is explained, and nothing that was selected or typed is lost (static/js/failures.js)."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.support.browsers.live_boards import form_action, pick, wait_until_board_is_ready

pytestmark = [pytest.mark.server, pytest.mark.browser]

TYPED = "Ļaut izmantot tukšās telpas"
KEPT = "What you selected and typed is still here."
UNREACHABLE = f"The portal does not answer. {KEPT}"
BUSY = f"The portal is busy, so nothing was saved. {KEPT}"
FAULT = f"Something went wrong in the portal. {KEPT}"
OUTDATED = "Nothing was saved: this page is out of date."
FAILURES = {
    "no network": (None, UNREACHABLE),
    "a broken proxy": (502, UNREACHABLE),
    "a slow portal behind a proxy": (504, UNREACHABLE),
    "a busy database": (503, BUSY),
    "too fast": (429, BUSY),
    "a fault": (500, FAULT),
    "gone": (404, OUTDATED),
}


@pytest.fixture
def page(window):
    """The board with a wording that is typed and an item that is selected."""
    form_action(window.page, "Pirmais")
    window.page.fill("textarea[name=wording]", TYPED)
    pick(window.page, "Trešais")
    return window.page


def expect_kept(page):
    expect(page.locator("textarea[name=wording]")).to_have_value(TYPED)
    expect(page.locator("#decide li:has(input:checked) .txt")).to_have_text(["Trešais"])


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_explained_and_everything_stays(page, failure):
    status, sentence = FAILURES[failure]
    page.route("**/place/", lambda route: route.fulfill(status=status) if status else route.abort())

    page.locator(".place-here").press("Enter")

    expect(page.locator("#alert")).to_contain_text(sentence)
    expect(page.locator(".place-here")).to_be_focused()
    expect_kept(page)
    page.unroute("**/place/")
    page.locator(".place-here").press("Enter")
    expect(page.locator("#status")).to_contain_text("Placed in")
    expect(page.locator("#alert > *")).to_have_count(0)
    expect(page.locator("textarea[name=wording]")).to_have_value(TYPED)


def test_a_portal_that_never_answers_is_explained(page):
    page.evaluate("htmx.config.timeout = 500")
    page.route("**/place/", lambda route: None)

    page.locator(".place-here").press("Enter")

    expect(page.locator("#alert")).to_contain_text(UNREACHABLE)
    expect_kept(page)


def test_after_signing_in_again_in_another_tab_the_page_is_reloaded_with_what_was_typed(
    live_board, window, page
):
    window.context.clear_cookies()
    tab = window.context.new_page()
    live_board.think_tank.sign_in(tab)

    page.locator(".place-here").press("Enter")
    expect(page.locator("#alert")).to_contain_text(OUTDATED)
    expect_kept(page)
    page.get_by_role("button", name="Reload the page").press("Enter")
    page.wait_for_function("() => !document.querySelector('#alert > *')")
    wait_until_board_is_ready(page)

    expect_kept(page)
    page.locator(".place-here").press("Enter")
    expect(page.locator("#status")).to_contain_text("Placed in")


def test_after_the_session_ended_signing_in_leads_back_to_what_was_typed(live_board, window, page):
    window.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.locator(".place-here").press("Enter")
    page.wait_for_url("**/accounts/login/**")
    window.use_cookie(live_board.think_tank.facilitators[0].cookie)
    live_board.open(page)

    expect_kept(page)
