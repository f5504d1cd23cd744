"""Answers that come to the board while somebody goes on there (static/js/board.js, static/js/board_drafts.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_boards import form_action, pick

pytestmark = [pytest.mark.server, pytest.mark.browser]

TYPED = "Ļaut izmantot tukšās telpas"


@pytest.fixture
def page(window):
    return window.page


def test_what_is_typed_while_a_wording_is_being_saved_is_shown_until_closed(live_board, page):
    form_action(page, "Pirmais")
    wording = page.locator("textarea[name=wording]")
    wording.fill(TYPED)
    held = []
    page.route("**/reword/", lambda route: held.append(route))
    with page.expect_request("**/reword/"):
        page.click(".first-wording button")
    wording.press_sequentially(" un virtuvi")

    held[0].continue_()
    expect(page.locator("#status")).to_contain_text("Wording saved")

    expect(page.locator(".action-card summary .txt")).to_have_text([TYPED])
    left = page.locator("#alert .left-text")
    expect(left.locator("q")).to_have_text(f"{TYPED} un virtuvi")
    pick(page, "Otrais")
    page.click(".place-here")
    expect(page.locator("#status")).to_contain_text("Placed in")
    expect(left.locator("q")).to_have_text(f"{TYPED} un virtuvi")
    live_board.open(page)
    expect(left.locator("q")).to_have_text(f"{TYPED} un virtuvi")
    left.get_by_role("button", name="Close").click()
    expect(left).to_have_count(0)
    live_board.open(page)
    expect(left).to_have_count(0)


def test_two_wordings_saved_at_once_are_both_shown(page):
    for count, text in enumerate(["Pirmais", "Otrais"], 1):
        form_action(page, text)
        expect(page.locator(".first-wording")).to_have_count(count)
    held = []
    page.route("**/reword/", lambda route: held.append(route))
    for button in page.locator(".first-wording button").all():
        with page.expect_request("**/reword/"):
            button.click()

    for route in held:
        route.continue_()

    expect(page.locator(".action-card summary .txt")).to_have_text(["Pirmais", "Otrais"])
    expect(page.locator(".first-wording, .unsaved, #alert > *")).to_have_count(0)
