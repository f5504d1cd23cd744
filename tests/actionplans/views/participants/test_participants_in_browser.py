"""The capture page of a participant's phone (static/js/capture/device.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import waiting

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


def choose_role(page):
    page.locator("#capture label", has_text="Municipalities").click()


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


def test_refused_text_returns_to_the_field_and_leaves_the_outbox(live_think_tank, page):
    too_long = "a" * 2001
    add(page, too_long)
    item = page.locator("#own > li")
    expect(item).to_contain_text("The text is too long: 2001 of 2000 characters.")

    page.get_by_role("button", name="Put it back in the field").click()

    expect(item).to_have_count(0)
    expect(page.locator("#outbox > *")).to_have_count(0)
    assert page.input_value("#words") == too_long
    add(page, "Īsāks")
    expect_own(page, ["Īsāks"])
    assert live_think_tank.texts() == ["Īsāks"]


def test_phone_opens_without_a_connection_and_sends_afterwards(live_think_tank, page):
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)

    page.reload()
    expect(page.locator("body")).to_have_attribute("data-shell", "1")
    add(page, "Bez tīkla")
    expect(waiting(page)).to_have_count(1)
    page.context.set_offline(False)
    expect(waiting(page)).to_have_count(0)

    assert live_think_tank.texts() == ["Bez tīkla"]
