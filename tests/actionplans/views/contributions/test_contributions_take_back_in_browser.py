"""Taking back without an answer: nothing is lost, and nothing is kept twice in silence (static/js/capture/take_back.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import (
    add,
    expect_sent,
    open_page_itself,
    wait_until_ready,
)
from tests.support.browsers.stored_settings import taken_back
from tests.support.processes import wait_until

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

UNANSWERED = "No response. Check whether what you took back is still in the list."
WITHDRAWAL = "**/withdraw/"


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    """The capture page with one contribution that is sent."""
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        add(window.page, "pirmais")
        expect_sent(window.page, 1)
        yield window.page


def hang(route):
    """Let a request wait for ever."""


def lose(route):
    route.abort()


def lose_answer(route):
    route.fetch()
    route.abort()


def take_back(page):
    """Take the newest one back; return when its withdrawal is under way."""
    with page.expect_request(WITHDRAWAL):
        page.keyboard.press("Control+z")


def is_lookup(message):
    """Whether a request or a response asks for items by their UUIDs."""
    return "?uuid=" in message.url


def expect_pointed_out(page):
    expect(page.locator("#capture-problem")).to_have_text(UNANSWERED)


def wait_until_forgotten(page):
    """Wait until this device has forgotten what was taken back there."""
    wait_until(lambda: taken_back(page) == [[]], what="the end of what was noted")


def test_what_may_not_be_taken_back_is_pointed_out_on_every_page(live_think_tank, page):
    page.route(WITHDRAWAL, hang)
    take_back(page)

    for _time in range(2):
        live_think_tank.open_capture(page)
        expect(page.locator("#words")).to_have_value("pirmais")
        expect_sent(page, 1)
        expect_pointed_out(page)

    assert live_think_tank.texts() == ["pirmais"]


def test_it_is_pointed_out_where_the_list_shows_others(live_think_tank, page):
    page.route(WITHDRAWAL, hang)
    take_back(page)

    open_page_itself(page, f"{live_think_tank.address}&q=cits")
    wait_until_ready(page)

    expect(page.locator("#said > li")).to_have_count(0)
    expect_pointed_out(page)


def test_it_is_pointed_out_once_when_it_was_added_again_before_the_answer(live_think_tank, page):
    page.route(WITHDRAWAL, hang)
    page.evaluate(
        "AbortSignal.timeout = null"
    )  # however long this page stays open, no answer comes
    take_back(page)
    page.keyboard.press("Enter")
    expect_sent(page, 2)

    live_think_tank.open_capture(page)
    expect_pointed_out(page)
    assert live_think_tank.texts() == ["pirmais", "pirmais"]

    wait_until_forgotten(page)


def test_without_an_answer_the_portal_is_asked_whether_it_is_taken_back(live_think_tank, page):
    page.route(WITHDRAWAL, lose_answer)

    take_back(page)

    expect(page.locator("#said > li")).to_have_count(0)
    expect(page.locator("#capture-problem")).to_be_empty()
    expect(page.locator("#total")).to_have_text("0")
    assert page.input_value("#words") == "pirmais"
    assert live_think_tank.texts() == []


def test_a_lost_request_leaves_it_in_the_field_and_in_the_list(live_think_tank, page):
    page.route(WITHDRAWAL, lose)

    with page.expect_response(is_lookup):
        take_back(page)

    expect_pointed_out(page)
    expect_sent(page, 1)
    assert page.input_value("#words") == "pirmais"
    assert live_think_tank.texts() == ["pirmais"]


def test_what_is_taken_back_by_then_is_not_pointed_out(live_think_tank, page):
    page.route(WITHDRAWAL, lose_answer)
    page.route("**/?uuid=*", lose)
    with page.expect_event("requestfailed", is_lookup):
        take_back(page)
    expect_pointed_out(page)
    page.unroute("**/?uuid=*")

    with page.expect_response(is_lookup):
        live_think_tank.open_capture(page)
    wait_until_forgotten(page)

    expect(page.locator("#capture-problem")).to_be_empty()
    expect(page.locator("#said > li")).to_have_count(0)
    assert page.input_value("#words") == "pirmais"
    assert live_think_tank.texts() == []
