"""Answers that come to the board while somebody goes on there (static/js/board.js, static/js/board_drafts.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_boards import form_action, pick
from tests.support.processes import wait_until

pytestmark = [pytest.mark.server, pytest.mark.browser]

TYPED = "Ļaut izmantot tukšās telpas"


@pytest.fixture
def page(window):
    return window.page


@pytest.fixture
def held(page):
    """The requests that save a wording, held back until the test lets them go on."""
    held = []
    page.route("**/reword/", lambda route: held.append(route))
    return held


def request_held(page, held):
    """Return the first request once it is held back: Playwright hands it over during a call, after it names the request."""
    wait_until(lambda: page.evaluate("true") and held)
    return held[0]


@pytest.fixture
def typed_on(page, held):
    """A text without a place: typed on while the wording was being saved."""
    form_action(page, "Pirmais")
    wording = page.locator("textarea[name=wording]")
    wording.fill(TYPED)
    with page.expect_request("**/reword/"):
        page.click(".first-wording button")
    wording.press_sequentially(" un virtuvi")
    request_held(page, held).continue_()
    expect(page.locator("#status")).to_contain_text("Wording saved")
    return f"{TYPED} un virtuvi"


def test_what_is_typed_while_a_wording_is_being_saved_is_shown(live_board, page, typed_on):
    text = page.locator("#unplaced-texts q")

    expect(page.locator(".action-card summary .txt")).to_have_text([TYPED])
    expect(text).to_have_text(typed_on)
    expect(page.locator("#alert")).to_contain_text("This text was not saved")
    pick(page, "Otrais")
    page.click(".place-here")
    expect(page.locator("#status")).to_contain_text("Placed in")
    expect(text).to_have_text(typed_on)
    live_board.open(page)
    expect(text).to_have_text(typed_on)


def test_a_text_without_a_place_is_deleted_in_every_tab(live_board, page, typed_on):
    other = page.context.new_page()
    live_board.open(other)
    expect(other.locator("#unplaced-texts q")).to_have_text(typed_on)

    page.get_by_role("button", name="Delete the text").click()

    expect(page.locator("#unplaced-texts > *")).to_have_count(0)
    expect(page.locator("#undecided")).to_be_focused()
    pick(other, "Otrais")
    other.click(".place-here")
    expect(other.locator("#status")).to_contain_text("Placed in")
    expect(other.locator("#unplaced-texts > *")).to_have_count(0)
    live_board.open(page)
    expect(page.locator("#unplaced-texts > *")).to_have_count(0)


def test_one_change_waits_for_the_other_and_loses_nothing(page, held):
    form_action(page, "Pirmais")
    expect(page.locator(".first-wording")).to_have_count(1)
    form_action(page, "Otrais")
    expect(page.locator(".first-wording")).to_have_count(2)
    first, second = page.locator(".first-wording").all()
    second.locator("textarea").fill(TYPED)
    with page.expect_request("**/reword/"):
        first.locator("button").click()

    second.locator("button").click()
    expect(page.locator("#alert")).to_contain_text("The previous change is still being saved.")
    request_held(page, held).continue_()
    expect(page.locator(".first-wording")).to_have_count(1)
    expect(page.locator("textarea[name=wording]")).to_have_value(TYPED)
    expect(page.locator(".unsaved")).to_have_text("Not saved")
    expect(page.locator("#alert > *")).to_have_count(0)
    page.unroute_all()
    page.click(".first-wording button")

    expect(page.locator(".action-card summary .txt")).to_have_text(["Pirmais", TYPED])
    expect(page.locator(".first-wording, .unsaved, #unplaced-texts > *")).to_have_count(0)


def test_a_second_press_does_not_hide_that_the_first_one_failed(page, held):
    form_action(page, "Pirmais")
    button = page.locator(".first-wording button")
    with page.expect_request("**/reword/"):
        button.click()

    button.click()
    expect(page.locator("#alert")).to_contain_text("The previous change is still being saved.")
    request_held(page, held).fulfill(status=503)

    expect(page.locator("#alert")).to_contain_text("The portal is busy, so nothing was saved.")
    page.unroute_all()
    button.click()
    expect(page.locator("#status")).to_contain_text("Wording saved")
