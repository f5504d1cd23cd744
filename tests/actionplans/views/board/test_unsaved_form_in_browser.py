"""Leaving a form with an unsaved text asks first (static/js/unsaved_form.js)."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_boards import form_action

pytestmark = [pytest.mark.server, pytest.mark.browser]

TYPED = "Ļaut izmantot tukšās telpas"


@pytest.fixture
def page(window):
    """The board with a new action."""
    form_action(window.page, "Pirmais")
    return window.page


def open_form(page, verb):
    """Open the form of a link on the board; return its first field for a text."""
    page.locator(f"a[href*='{verb}']").first.click()
    return page.locator("main form[data-unsaved]").locator("textarea, input[type=text]").first


def leave(page):
    """Follow the link that leaves the form; return what was asked, with the answer to stay."""
    page.once("dialog", lambda question: question.dismiss())
    with page.expect_event("dialog") as question:  # it may come after the click
        page.get_by_role("link", name="Cancel").click()
    return question.value.type


@pytest.mark.parametrize("verb", ["reword", "detail", "correct"])
def test_leaving_a_form_with_an_unsaved_text_asks_first(page, verb):
    field = open_form(page, verb)
    before = field.input_value()
    field.fill(TYPED)
    expect(page.locator(".unsaved")).to_have_text("Not saved")

    assert leave(page) == "beforeunload"
    expect(field).to_have_value(TYPED)
    field.fill(before)
    expect(page.locator(".unsaved")).to_have_count(0)
    page.get_by_role("link", name="Cancel").click()

    page.wait_for_url(re.compile("/board/"))


def test_leaving_a_form_whose_sending_was_stopped_asks_first(window, page):
    field = open_form(page, "detail")
    field.fill(TYPED)
    expect(page.locator(".unsaved")).to_have_text("Not saved")  # the script has run
    page.route("**/detail/", lambda route: None)
    with page.expect_request(lambda request: request.method == "POST"):
        page.evaluate("document.querySelector('main form[data-unsaved]').requestSubmit()")
    window.context.new_cdp_session(page).send("Page.stopLoading")

    assert leave(page) == "beforeunload"
    expect(field).to_have_value(TYPED)


def test_sending_a_form_does_not_ask(page):
    open_form(page, "detail").fill(TYPED)

    page.locator("main form[data-unsaved] [type=submit]").click()

    page.wait_for_url(re.compile("/board/"))
