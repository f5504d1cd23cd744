"""A pasted list on the facilitator's page: the field has it until it is saved, and not after that."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_think_tanks import add, expect_sent, paste

pytestmark = [pytest.mark.server, pytest.mark.browser, pytest.mark.data]

# Sends a form as the browser does; the page that follows is not loaded.
SEND_WITHOUT_ANSWER = """
(id) => {
  const form = document.getElementById(id);
  return fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).then(() => null);
}
"""


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        live_think_tank.enter(window)
        yield window.page


@pytest.mark.parametrize("form", ["pasted", "as-one"])
def test_a_list_that_was_saved_does_not_return_to_the_field(live_think_tank, page, form):
    """Also where the answer is lost on the way."""
    paste(page, "pirmais\notrais")
    page.wait_for_selector("#pasted")
    page.evaluate(SEND_WITHOUT_ANSWER, form)

    live_think_tank.open_capture(page)
    expect(page.locator("#words")).to_have_value("")
    paste(page, "trešais\nceturtais")
    page.wait_for_selector("#pasted")

    rows = [row.input_value() for row in page.locator("#pasted textarea[name^=text-]").all()]
    assert rows == ["trešais", "ceturtais"]
    assert "\n".join(live_think_tank.texts()) == "pirmais\notrais"


def test_a_list_that_was_not_saved_is_in_the_field_again(live_think_tank, page):
    add(page, "pirmais")
    expect_sent(page, 1)
    paste(page, "otrais\ntrešais")
    page.wait_for_selector("#pasted")

    live_think_tank.open_capture(page)

    expect(page.locator("#words")).to_have_value("otrais\ntrešais")
    assert live_think_tank.texts() == ["pirmais"]
