"""The form that a browser stores for use without a connection, after somebody signed in or joined there."""

from functools import partial

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import (
    PASSWORD,
    add,
    expect_page_itself,
    expect_sent,
    expect_shell,
    is_shell,
    wait_for_service_worker,
    wait_until_ready,
    waiting,
)
from tests.support.browsers.lost_answers import send_unseen
from tests.support.processes import wait_until

pytestmark = [pytest.mark.server, pytest.mark.browser]


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    """The capture page of a facilitator, stored on the device; then the session ends."""
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        wait_for_service_worker(window.page)
        window.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        yield window.page


@pytest.fixture
def phone(chromium, shared_server, live_think_tank):
    """The page of a participant, stored on the phone."""
    with chromium.window(shared_server.url, width=360) as window:
        live_think_tank.enter_as_participant(window)
        wait_for_service_worker(window.page)
        yield window.page


def sign_in(live_think_tank, page, person):
    page.goto("/accounts/login/")
    page.fill("input[name=login]", live_think_tank.facilitators[person].email)
    page.fill("input[name=password]", PASSWORD)
    send_unseen(page.locator("main form[method=post]"))


def open_without_a_connection(page, address):
    page.context.set_offline(True)
    page.goto(address)
    expect_shell(page)


def follow_link_of_shell(page):
    """Try to open the page itself, and return whether it came; the shell comes again where the answer takes too long."""
    with page.expect_navigation():
        page.click("#no-form a")
    return not is_shell(page)


def expect_no_form_then_the_page(page):
    """Wait until the shell says that it has no form, then open the page itself."""
    expect(page.locator("#no-form")).to_be_visible()
    expect(page.locator("#place > *")).to_have_count(0)
    page.context.set_offline(False)
    wait_until(partial(follow_link_of_shell, page), seconds=180, what="the page itself")
    wait_until_ready(page)


def test_the_form_of_another_account_does_not_open(live_think_tank, page):
    sign_in(live_think_tank, page, 1)
    open_without_a_connection(page, live_think_tank.address)
    expect_no_form_then_the_page(page)

    add(page, "Otras vadītājas teikums")

    expect_sent(page, 1)
    assert live_think_tank.stored() == live_think_tank.sent_by(1, ["Otras vadītājas teikums"])


def test_the_form_opens_after_the_end_of_a_session(live_think_tank, page):
    open_without_a_connection(page, live_think_tank.address)
    wait_until_ready(page)

    add(page, "Vadītājas teikums")

    expect(waiting(page)).to_have_count(1)


def test_the_form_opens_for_its_own_account_that_signed_in_again(live_think_tank, page):
    sign_in(live_think_tank, page, 0)
    open_without_a_connection(page, live_think_tank.address)
    wait_until_ready(page)

    add(page, "Vadītājas teikums")
    expect(waiting(page)).to_have_count(1)
    page.context.set_offline(False)

    expect_page_itself(page)
    expect_sent(page, 1)
    assert live_think_tank.stored() == live_think_tank.sent_by(0, ["Vadītājas teikums"])


def test_the_form_of_another_think_tank_does_not_open_on_a_phone(live_think_tanks, phone):
    receipt_code, other = phone.inner_text(".receipt-code"), live_think_tanks.take()
    phone.goto(f"/join/{other.join_code}/?lang=en")
    phone.locator("label", has_text="Municipalities").click()
    send_unseen(phone.locator("main form[method=post]"))
    open_without_a_connection(phone, "/device/?lang=en")
    expect_no_form_then_the_page(phone)

    expect(phone.locator(".receipt-code")).not_to_have_text(receipt_code)
    phone.locator("#capture label", has_text="Municipalities").click()
    phone.fill("#words", "Otrai domnīcai")
    phone.get_by_role("button", name="Add the contribution").click()

    expect(phone.get_by_role("button", name="Take back")).to_have_count(1)
    assert other.texts() == ["Otrai domnīcai"]


def test_a_phone_is_asked_to_join_again_and_not_to_sign_in(phone):
    open_without_a_connection(phone, "/device/?lang=en")
    wait_until_ready(phone)
    phone.locator("#capture label", has_text="Municipalities").click()
    phone.fill("#words", "Bez sīkdatnes")
    phone.get_by_role("button", name="Add the contribution").click()
    expect(waiting(phone)).to_have_count(1)

    phone.context.clear_cookies(name=settings.DEVICE_COOKIE_NAME)
    phone.context.set_offline(False)

    expect(phone.locator("#outbox .why")).to_contain_text("This device has to join again.")
    expect(phone.locator("#outbox a")).to_have_attribute("href", "/join/?lang=en")
    expect(waiting(phone)).to_have_count(1)
