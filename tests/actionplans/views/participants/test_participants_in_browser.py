"""The capture page of a participant's phone (static/js/capture/device.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.announcements import (
    announcements,
    expect_announced,
    record_announcements,
)
from tests.support.browsers.live_think_tanks import (
    expect_page_itself,
    expect_shell,
    wait_for_service_worker,
    wait_until_ready,
    waiting,
)
from tests.support.browsers.stored_settings import forms
from tests.support.processes import wait_until

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

# Two taps before the page has done anything about the first.
TAP_TWICE = """
() => {
  const form = document.getElementById("capture");
  form.requestSubmit();
  form.requestSubmit();
}
"""


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url, width=320) as window:
        live_think_tank.enter_as_participant(window)
        choose_role(window.page)
        yield window.page


QUOTES = "() => getComputedStyle(document.body.appendChild(document.createElement('q'))).quotes"


def choose_role(page, name="Municipalities"):
    page.locator("#capture label", has_text=name).click()


def add(page, text):
    page.fill("#words", text)
    page.get_by_role("button", name="Add the contribution").click()


def expect_own(page, texts):
    """Wait until these are the server's own items, the newest first."""
    buttons = page.get_by_role("button", name="Take back")
    expect(buttons).to_have_count(len(texts))
    expect(page.locator("#own > li .serif")).to_have_text([f"„{text}”" for text in texts])


def test_tap_adds_a_text_once_and_an_empty_field_never(live_think_tank, page):
    add(page, " ")
    page.fill("#words", "Pirmais")
    page.evaluate(TAP_TWICE)
    add(page, "Otrais")

    expect_own(page, ["Otrais", "Pirmais"])
    assert live_think_tank.texts() == ["Pirmais", "Otrais"]


def test_a_copied_row_and_joined_emoji_are_kept_as_they_are_read(live_think_tank, page):
    add(page, "Saldus\tBrocēni \U0001f469\u200d\U0001f33e")

    expect_own(page, ["Saldus Brocēni \U0001f469\u200d\U0001f33e"])
    assert live_think_tank.texts() == ["Saldus Brocēni \U0001f469\u200d\U0001f33e"]


def test_refused_text_returns_to_the_field_and_leaves_the_outbox(live_think_tank, page):
    too_long = "a" * 2001
    add(page, too_long)
    item = page.locator("#own > li")
    expect(item).to_contain_text("The text is too long: 2001 of 2000 characters.")
    choose_role(page, "Policy makers")

    page.get_by_role("button", name="Put it back in the field").click()

    expect(item).to_have_count(0)
    expect(page.locator("#outbox > *")).to_have_count(0)
    assert page.input_value("#words") == too_long
    expect(page.get_by_label("Municipalities")).to_be_checked()  # whom it was addressed to
    add(page, "Īsāks")
    expect_own(page, ["Īsāks"])
    assert live_think_tank.texts() == ["Īsāks"]


def test_phone_that_is_no_longer_known_is_asked_to_join_and_keeps_the_text(page):
    page.context.clear_cookies(name="device")
    add(page, "Bez sīkdatnes")

    expect(page.locator("#outbox .why")).to_contain_text("This device has to join again.")
    expect(page.locator("#outbox a")).to_have_attribute("href", "/join/?lang=en")
    expect(page.get_by_role("button", name="Download as text")).to_be_visible()
    expect(waiting(page)).to_have_count(1)


def test_phone_opens_without_a_connection_and_sends_afterwards(live_think_tank, page):
    wait_for_service_worker(page)
    page.context.set_offline(True)

    page.reload()
    expect_shell(page)
    wait_until_ready(page)
    add(page, "Bez tīkla")
    expect(waiting(page)).to_have_count(1)
    page.context.set_offline(False)
    expect(waiting(page)).to_have_count(0)

    assert live_think_tank.texts() == ["Bez tīkla"]


@pytest.fixture
def receipt_code(page):
    return page.inner_text(".receipt-code")


@pytest.fixture
def reopened(page, receipt_code):
    """The page with a contribution that was sent, opened again without a connection."""
    wait_for_service_worker(page)
    add(page, "Pirmais")
    expect_own(page, ["Pirmais"])
    wait_until(lambda: "Pirmais" in "".join(forms(page)), what="the form with what was sent")
    page.context.set_offline(True)
    page.reload()
    expect_shell(page)
    wait_until_ready(page)
    return page


def test_phone_without_a_connection_shows_what_is_its_own(reopened, receipt_code):
    expect(reopened.locator("h1")).to_have_text("What should be done?")
    expect(reopened.locator("#no-connection")).to_be_visible()
    expect(reopened.locator(".receipt-code")).to_have_text(receipt_code)
    expect(reopened.locator(".seat")).to_contain_text("Social entrepreneurs")
    expect(reopened.locator("#own > li .serif")).to_have_text(["„Pirmais”"])
    expect(reopened.get_by_role("button", name="Take back")).to_have_count(0)


def test_phone_never_says_added_while_it_waits(reopened):
    record_announcements(reopened)

    add(reopened, "Otrais")

    expect_announced(reopened, "Added on this device, not sent yet")
    expect(waiting(reopened).locator(".sent")).to_have_text("on this device")
    assert "Added" not in announcements(reopened)


def test_phone_opens_the_page_itself_once_everything_is_sent(
    live_think_tank, reopened, receipt_code
):
    add(reopened, "Otrais")
    expect(waiting(reopened)).to_have_count(1)

    reopened.context.set_offline(False)

    expect_page_itself(reopened)
    expect(reopened.get_by_text("no connection")).to_have_count(0)
    expect_own(reopened, ["Otrais", "Pirmais"])
    expect(reopened.locator(".receipt-code")).to_have_text(receipt_code)
    assert live_think_tank.texts() == ["Pirmais", "Otrais"]


def test_quotation_marks_are_those_of_latvian(page):
    assert page.evaluate(QUOTES).startswith('"„" "”"')


def test_phone_without_anything_to_send_opens_the_page_itself(reopened):
    reopened.context.set_offline(False)

    expect_page_itself(reopened)
    expect_own(reopened, ["Pirmais"])


def test_phone_offers_the_page_while_somebody_types(live_think_tank, reopened):
    add(reopened, "Otrais")
    expect(waiting(reopened)).to_have_count(1)
    reopened.fill("#words", "Trešais, vēl nepabeigts")

    reopened.context.set_offline(False)

    expect(reopened.locator("#connection")).to_have_text(
        "There is a connection again. Open the page", use_inner_text=True
    )
    expect(reopened.locator("#no-connection")).to_be_hidden()
    expect(waiting(reopened)).to_have_count(0)
    expect(reopened.locator("#words")).to_have_value("Trešais, vēl nepabeigts")
    reopened.get_by_role("button", name="Add the contribution").click()
    expect_page_itself(reopened)
    expect_own(reopened, ["Trešais, vēl nepabeigts", "Otrais", "Pirmais"])
    assert live_think_tank.texts() == ["Pirmais", "Otrais", "Trešais, vēl nepabeigts"]
