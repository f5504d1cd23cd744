"""What is typed and selected on the board and not saved outlasts every change of the board (static/js/board_drafts.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_boards import (
    form_action,
    pick,
    wait_until_board_is_ready,
)

pytestmark = [pytest.mark.server, pytest.mark.browser]

TYPED = "Ļaut izmantot tukšās telpas"


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
    page.fill("#note", "Par to domā citi")

    page.click(".first-wording button")
    expect(page.locator("#status")).to_contain_text("Wording saved")

    expect(picked(page)).to_have_text(["Trešais"])
    expect(page.locator("#note")).to_have_value("Par to domā citi")
    expect(page.locator("#note")).to_be_visible()
    expect(page.locator(".unsaved")).to_have_count(1)
    expect(page.locator("#alert > *")).to_have_count(0)


def test_what_was_sent_is_not_put_back(page):
    pick(page, "Pirmais")
    page.click("#why")
    page.select_option("#reason", index=1)
    page.fill("#note", "Par to domā citi")

    page.click("#set-aside")
    expect(page.locator("#status")).to_contain_text("Set aside")

    expect(page.locator("#note")).to_have_value("")
    expect(page.locator("#reason")).to_have_value("")
    expect(picked(page)).to_have_count(0)
    expect(page.locator(".unsaved")).to_have_count(0)


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

    expect(page.locator(".unsaved, #alert > *")).to_have_count(0)
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
    expect(page.locator("#alert q")).to_have_text(TYPED)


def test_another_account_in_the_same_browser_does_not_get_the_wording(
    live_board, window, page, wording
):
    expect(page.locator(".unsaved")).to_have_count(1)

    live_board.enter(window, person=1)

    expect(wording).to_have_value("Pirmais")
    expect(page.locator(".unsaved")).to_have_count(0)


@pytest.mark.parametrize("page_of", ["action-reword", "action-detail", "contribution-correct"])
def test_leaving_a_form_with_an_unsaved_text_asks_first(page, wording, page_of):
    wording.fill("Pirmais")
    page.locator(f"a[href*='{page_of.split('-')[1]}']").first.click()
    field = page.locator("main form[data-unsaved]").locator("textarea, input[type=text]").first
    before = field.input_value()
    field.fill(TYPED)
    expect(page.locator(".unsaved")).to_have_text("Not saved")

    asked = []
    page.on("dialog", lambda question: (asked.append(question.type), question.dismiss()))
    page.get_by_role("link", name="Cancel").click()
    assert asked == ["beforeunload"]
    expect(field).to_have_value(TYPED)
    field.fill(before)
    expect(page.locator(".unsaved")).to_have_count(0)
    page.get_by_role("link", name="Cancel").click()

    page.wait_for_url(re.compile("/board/"))
