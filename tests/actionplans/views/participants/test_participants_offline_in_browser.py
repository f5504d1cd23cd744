"""The capture page of a participant's phone without a connection (static/js/capture/offline_shell.js)."""

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
from tests.support.browsers.phones import add, choose_role, expect_own
from tests.support.browsers.stored_settings import drafts, forms
from tests.support.processes import wait_until
from tests.support.servers.network import Outcome, Proxy

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

# The button is pressed at the moment when the form is there, before its script listens.
PRESS_AT_ONCE = """
new MutationObserver((_changes, observer) => {
  const form = document.querySelector("#place #capture");
  if (!form) return;
  observer.disconnect();
  form.elements.text.value = "Uzreiz";
  form.requestSubmit();
}).observe(document, { childList: true, subtree: true });
"""


def test_phone_opens_without_a_connection_and_sends_afterwards(live_think_tank, page):
    wait_for_service_worker(page)
    page.context.set_offline(True)

    page.reload()
    expect_shell(page)
    wait_until_ready(page)
    add(page, "Bez tīkla")
    expect(waiting(page)).to_have_count(1)
    expect(page.locator(".added")).to_contain_text("Kept on this device.")
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
    expect(reopened.locator(".added")).to_contain_text("Kept on this device.")
    expect(waiting(reopened).locator(".sent")).to_have_text("on this device")
    assert "Added" not in announcements(reopened)


def test_phone_never_says_added_on_a_network_that_hangs(chromium, shared_server, live_think_tank):
    with Proxy(shared_server.port) as proxy, chromium.window(proxy.url, width=320) as window:
        live_think_tank.enter_as_participant(window)
        page = window.page
        wait_for_service_worker(page)
        proxy.decide = lambda number: Outcome.HANG
        page.reload()
        expect_shell(page)
        wait_until_ready(page)
        record_announcements(page)
        choose_role(page)

        add(page, "Pirmais")

        expect_announced(page, "Added on this device, not sent yet")
        expect(page.locator("#outbox .why")).to_contain_text("No connection.")
        assert "Added" not in announcements(page)


def test_phone_without_a_connection_keeps_what_is_sent_before_its_script_listens(
    live_think_tank, reopened
):
    reopened.context.add_init_script(PRESS_AT_ONCE)

    reopened.reload()

    expect(waiting(reopened).locator(".serif")).to_have_text(["„Uzreiz”"])
    expect(reopened.locator("#words")).to_have_value("")
    reopened.context.set_offline(False)
    expect_page_itself(reopened)
    expect_own(reopened, ["Uzreiz", "Pirmais"])
    assert live_think_tank.texts() == ["Pirmais", "Uzreiz"]


def test_phone_keeps_its_draft_and_what_is_sent_at_once(reopened):
    reopened.fill("#words", "Melnraksts")
    wait_until(lambda: "Melnraksts" in "".join(drafts(reopened)), what="the draft")
    reopened.context.add_init_script(PRESS_AT_ONCE)

    reopened.reload()

    expect(waiting(reopened).locator(".serif")).to_have_text(["„Uzreiz”"])
    expect(reopened.locator("#words")).to_have_value("Melnraksts")


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
