"""What is typed and selected on the board and not saved outlasts every change of the board (static/js/board_drafts.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_boards import (
    form_action,
    pick,
    wait_until_board_is_ready,
)

pytestmark = [pytest.mark.server, pytest.mark.browser]

TYPED = "Ļaut izmantot tukšās telpas"
NOTE = "Par to domā citi"


@pytest.fixture
def page(window):
    return window.page


@pytest.fixture
def wording(page):
    """The wording of a new action, typed and not saved."""
    form_action(page, "Pirmais")
    field = page.locator("textarea[name=wording]")
    field.fill(TYPED)
    return field


def picked(page):
    return page.locator("#decide li:has(input:checked) .txt")


def give_reason(page):
    page.click("#why")
    page.select_option("#reason", index=1)
    page.fill("#note", NOTE)


def expect_no_reason(page):
    expect(page.locator("#note")).to_have_value("")
    expect(page.locator("#reason")).to_have_value("")


def place_here(page):
    pick(page, "Otrais")
    page.click(".place-here")
    expect(page.locator("#status")).to_contain_text("Placed in")


def make_another_action(page):
    pick(page, "Otrais")
    page.click("#form-action")
    expect(page.locator("textarea[name=wording]")).to_have_count(2)


def undo(page):
    place_here(page)
    page.click("#status button")
    expect(page.locator("#status")).to_contain_text("undone")


def be_refused(page):
    pick(page, "Otrais")
    page.click("#why")
    page.click("#set-aside")
    expect(page.locator("#alert")).to_contain_text("Choose a reason from the list.")


@pytest.mark.parametrize("change", [place_here, make_another_action, undo, be_refused])
def test_a_wording_outlasts_a_change_of_the_board_and_is_marked(page, wording, change):
    name = wording.get_attribute("id")

    change(page)

    field = page.locator(f"#{name}")
    expect(field).to_have_value(TYPED)
    expect(page.locator(f"#unsaved-{name}")).to_have_text("Not saved")
    expect(field).to_have_accessible_description("Not saved")


def test_selected_items_and_what_is_unfolded_outlast_the_saving_of_a_wording(page, wording):
    pick(page, "Trešais")
    page.click("#why")
    page.fill("#note", NOTE)

    page.click(".first-wording button")
    expect(page.locator("#status")).to_contain_text("Wording saved")

    expect(picked(page)).to_have_text(["Trešais"])
    expect(page.locator("#note")).to_have_value(NOTE)
    expect(page.locator("#note")).to_be_visible()
    expect(page.locator(".unsaved")).to_have_count(1)
    expect(page.locator("#alert > *")).to_have_count(0)


def test_what_was_sent_is_not_put_back(page):
    pick(page, "Pirmais")
    give_reason(page)

    page.click("#set-aside")
    expect(page.locator("#status")).to_contain_text("Set aside")

    expect_no_reason(page)
    expect(picked(page)).to_have_count(0)
    expect(page.locator(".unsaved")).to_have_count(0)


def test_a_reason_that_was_saved_without_an_answer_is_not_there_for_the_next_item(live_board, page):
    give_reason(page)
    pick(page, "Pirmais")
    page.route("**/set-aside/", lambda route: (route.fetch(), route.abort()))
    page.click("#set-aside")
    expect(page.locator("#alert")).to_contain_text("The portal does not answer.")

    live_board.open(page)

    expect(page.locator("#decide .txt")).to_have_text(["Otrais", "Trešais"])
    expect_no_reason(page)
    expect(page.locator("#alert > *, #unplaced-texts > *, .unsaved")).to_have_count(0)


def test_a_reason_does_not_become_that_of_other_items_and_its_text_is_shown(page, wording):
    pick(page, "Otrais")
    give_reason(page)

    page.click(".place-here")
    expect(page.locator("#status")).to_contain_text("Placed in")

    expect_no_reason(page)
    expect(page.locator("#unplaced-texts q")).to_have_text(NOTE)


def test_a_reason_outlasts_the_page_before_an_item_is_selected(live_board, page):
    give_reason(page)

    live_board.open(page)

    expect(page.locator("#note")).to_have_value(NOTE)
    expect(page.locator("#reason")).not_to_have_value("")


def test_a_reason_outlasts_the_page_while_one_of_its_items_is_left(
    chromium, shared_server, live_board, page
):
    pick(page, "Pirmais", "Otrais")
    give_reason(page)
    with chromium.window(shared_server.url) as other:
        live_board.enter(other, person=1)
        form_action(other.page, "Pirmais")
        expect(other.page.locator("textarea[name=wording]")).to_have_count(1)

    live_board.open(page)

    expect(picked(page)).to_have_text(["Otrais"])
    expect(page.locator("#note")).to_have_value(NOTE)
    expect(page.locator("#reason")).not_to_have_value("")


def test_a_conflict_keeps_the_wording_and_the_selection(
    chromium, shared_server, live_board, page, wording
):
    pick(page, "Otrais", "Trešais")
    with chromium.window(shared_server.url) as other:
        live_board.enter(other, person=1)
        pick(other.page, "Otrais")
        other.page.click(".place-here")
        expect(other.page.locator("#status")).to_contain_text("Placed in")

    page.click("#form-action")
    page.get_by_role("link", name="Keep the current one").click()
    wait_until_board_is_ready(page)

    expect(wording).to_have_value(TYPED)
    expect(page.locator(".unsaved")).to_have_count(1)
    expect(picked(page)).to_have_text(["Trešais"])


def test_a_wording_outlasts_the_page_until_it_is_saved(live_board, page, wording):
    page.locator(".role-tabs a:not([aria-current])").first.click()
    wait_until_board_is_ready(page)
    expect(wording).to_have_count(0)
    page.goto("/en/desk/")
    live_board.open(page)
    expect(wording).to_have_value(TYPED)
    expect(page.locator(".unsaved")).to_have_count(1)

    page.click(".first-wording button")
    expect(page.locator(".action-card summary .txt")).to_have_text(TYPED)
    live_board.open(page)

    expect(page.locator(".unsaved, #alert > *, #unplaced-texts > *")).to_have_count(0)
    expect(page.locator(".action-card summary .txt")).to_have_text(TYPED)


def test_a_wording_whose_action_was_worded_meanwhile_is_shown(
    chromium, shared_server, live_board, page, wording
):
    with chromium.window(shared_server.url) as other:
        live_board.enter(other, person=1)
        other.page.fill("textarea[name=wording]", "Cita formulējums")
        other.page.click(".first-wording button")
        expect(other.page.locator("#status")).to_contain_text("Wording saved")

    pick(page, "Otrais")
    page.click("#form-action")

    expect(page.locator("#alert")).to_contain_text("This text was not saved")
    expect(page.locator("#unplaced-texts q")).to_have_text(TYPED)


def test_another_account_in_the_same_browser_does_not_get_the_wording(
    live_board, window, page, wording
):
    expect(page.locator(".unsaved")).to_have_count(1)

    live_board.enter(window, person=1)

    expect(wording).to_have_value("Pirmais")
    expect(page.locator(".unsaved")).to_have_count(0)
