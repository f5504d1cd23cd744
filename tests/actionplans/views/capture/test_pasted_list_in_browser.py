"""A pasted list on the facilitator's page: the field has it until it is saved, and not after that."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.announcements import expect_announced, record_announcements
from tests.support.browsers.live_think_tanks import (
    add,
    expect_page_itself,
    expect_sent,
    paste,
    wait_for_service_worker,
    wait_until_ready,
    waiting,
)
from tests.support.browsers.lost_answers import send_unseen

SAVED_ALREADY = "The pasted list is saved already. This text was not added."

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]


def wait_for_rows(page):
    """Wait until the page of the pasted lines has arrived whole."""
    page.wait_for_selector("#pasted")
    page.wait_for_load_state()


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        yield window.page


@pytest.mark.parametrize("form", ["pasted", "as-one"])
def test_a_list_that_was_saved_does_not_return_to_the_field(live_think_tank, page, form):
    """Also where the answer is lost on the way."""
    paste(page, "pirmais\notrais")
    wait_for_rows(page)
    send_unseen(page.locator(f"#{form}"))

    live_think_tank.open_capture(page)
    expect(page.locator("#words")).to_have_value("")
    paste(page, "trešais\nceturtais")
    wait_for_rows(page)

    rows = [row.input_value() for row in page.locator("#pasted textarea[name^=text-]").all()]
    assert rows == ["trešais", "ceturtais"]
    assert "\n".join(live_think_tank.texts()) == "pirmais\notrais"


def test_a_list_that_was_not_saved_is_in_the_field_again(live_think_tank, page):
    add(page, "pirmais")
    expect_sent(page, 1)
    paste(page, "otrais\ntrešais")
    wait_for_rows(page)

    live_think_tank.open_capture(page)

    expect(page.locator("#words")).to_have_value("otrais\ntrešais")
    assert live_think_tank.texts() == ["pirmais"]


def save(page, form):
    """Save the pasted list as the page of its lines would, and lose the page that follows."""
    wait_for_rows(page)
    send_unseen(page.locator(f"#{form}"))


def open_shell(live_think_tank, page):
    """Open the capture page without a connection."""
    wait_for_service_worker(page)
    page.context.set_offline(True)
    live_think_tank.open_shell(page)
    wait_until_ready(page)


def connect(page):
    """Return to the network, and wait until the shell has made way for the page itself."""
    page.context.set_offline(False)
    expect_page_itself(page)
    wait_until_ready(page)


@pytest.mark.parametrize("form", ["pasted", "as-one"])
def test_a_list_that_was_saved_is_not_added_again_without_a_connection(live_think_tank, page, form):
    """The shell cannot know yet that it is saved, and has it in its field."""
    paste(page, "pirmais\notrais")
    save(page, form)
    open_shell(live_think_tank, page)
    expect(page.locator("#words")).to_have_value("pirmais\notrais")

    page.press("#words", "Enter")
    expect(waiting(page)).to_have_count(1)
    connect(page)

    expect(page.locator("#words")).to_have_value("")
    expect(page.locator("#outbox > *")).to_have_count(0)
    assert "\n".join(live_think_tank.texts()) == "pirmais\notrais"


def test_a_list_that_is_too_long_for_one_contribution_is_not_refused_once_it_was_saved(
    live_think_tank, page
):
    lines = ["a" * 1500, "b" * 1500]
    paste(page, "\n".join(lines))
    save(page, "pasted")
    open_shell(live_think_tank, page)

    page.press("#words", "Enter")
    expect(waiting(page)).to_have_count(1)
    connect(page)

    expect(page.locator("#outbox > *")).to_have_count(0)
    assert live_think_tank.texts() == lines


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_list_in_the_field_does_not_keep_the_shell(live_think_tank, page, is_saved):
    paste(page, "pirmais\notrais")
    wait_for_rows(page)
    if is_saved:
        save(page, "pasted")
    open_shell(live_think_tank, page)

    connect(page)

    expect(page.locator("#words")).to_have_value("" if is_saved else "pirmais\notrais")
    assert live_think_tank.texts() == (["pirmais", "otrais"] if is_saved else [])


def test_a_list_that_was_not_saved_is_one_contribution_without_a_connection(live_think_tank, page):
    paste(page, "pirmais\notrais")
    wait_for_rows(page)
    open_shell(live_think_tank, page)

    page.press("#words", "Enter")
    expect(waiting(page)).to_have_count(1)
    connect(page)

    expect_sent(page, 1)
    assert live_think_tank.texts() == ["pirmais\notrais"]


def test_a_saved_list_that_somebody_changed_is_refused_and_in_the_field(live_think_tank, page):
    paste(page, "pirmais\notrais")
    save(page, "pasted")
    open_shell(live_think_tank, page)

    page.focus("#words")
    page.keyboard.press("Control+End")
    add(page, " un trešais")
    expect(waiting(page)).to_have_count(1)
    page.context.set_offline(False)

    expect(page.locator("#capture-problem")).to_have_text(SAVED_ALREADY)
    expect(page.locator("#words")).to_have_value("pirmais\notrais un trešais")
    assert live_think_tank.texts() == ["pirmais", "otrais"]


def test_a_list_that_is_saved_while_its_text_is_on_another_page_is_not_added_again(
    live_think_tank, page
):
    paste(page, "pirmais\notrais")
    wait_for_rows(page)
    other = page.context.new_page()
    live_think_tank.open_capture(other)
    expect(other.locator("#words")).to_have_value("pirmais\notrais")
    save(page, "pasted")

    other.press("#words", "Enter")

    expect(other.locator("#capture-problem")).to_have_text(SAVED_ALREADY)
    expect(other.locator("#words")).to_have_value("")
    expect(waiting(other)).to_have_count(0)
    assert live_think_tank.texts() == ["pirmais", "otrais"]


def test_that_a_list_is_saved_is_not_said_under_what_is_being_typed(live_think_tank, page):
    paste(page, "pirmais\notrais")
    save(page, "pasted")
    open_shell(live_think_tank, page)
    page.press("#words", "Enter")
    expect(waiting(page)).to_have_count(1)
    page.fill("#words", "Jauna doma")
    record_announcements(page)

    page.context.set_offline(False)

    expect(waiting(page)).to_have_count(0)
    expect_announced(page, SAVED_ALREADY)
    expect(page.locator("#capture-problem")).to_be_empty()
    expect(page.locator("#words")).to_have_value("Jauna doma")
