"""The capture page of a participant's phone (static/js/capture/device.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import waiting
from tests.support.browsers.phones import add, choose_role, expect_own
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
# The first answer with the page's own list arrives when `release` is called; what the page does with it is done then.
HOLD_FIRST_LIST = """
() => {
  const { fetch } = window;
  let held = null;
  window.fetch = async (address, options) => {
    const answer = await fetch(address, options);
    if (address !== location.href || held) return answer;
    const html = await answer.text();
    held = new Promise((resolve) => {
      window.release = () => {
        resolve(html);
        return new Promise((done) => setTimeout(done));
      };
    });
    return { text: () => held };
  };
}
"""
QUOTES = "() => getComputedStyle(document.body.appendChild(document.createElement('q'))).quotes"


def test_tap_adds_a_text_once_and_an_empty_field_never(live_think_tank, page):
    add(page, " ")
    page.fill("#words", "Pirmais")
    page.evaluate(TAP_TWICE)
    add(page, "Otrais")

    expect_own(page, ["Otrais", "Pirmais"])
    assert live_think_tank.texts() == ["Pirmais", "Otrais"]


def test_what_was_added_is_said_below_the_field_above_an_open_keyboard(page):
    page.set_viewport_size({"width": 320, "height": 360})
    line = page.locator(".added")

    add(page, "Skolas virtuve vakaros ir tukša")

    expect(line).to_contain_text("Added. „Skolas virtuve vakaros ir tukša”")
    expect(line).to_be_in_viewport(ratio=0.5)
    expect(page.locator("#words")).to_be_focused()
    line.get_by_role("link", name="My contributions").click()
    expect(page.locator("#own > li").first).to_be_in_viewport()


def test_an_older_answer_that_comes_last_takes_nothing_from_the_list(page):
    page.evaluate(HOLD_FIRST_LIST)
    add(page, "Pirmais")
    wait_until(lambda: page.evaluate("() => 'release' in window"))
    add(page, "Otrais")
    expect_own(page, ["Otrais", "Pirmais"])

    page.evaluate("() => release()")

    expect_own(page, ["Otrais", "Pirmais"])


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


def test_quotation_marks_are_those_of_latvian(page):
    assert page.evaluate(QUOTES).startswith('"„" "”"')
