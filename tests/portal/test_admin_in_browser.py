"""The administrators' pages as they are seen: what was saved, and every column of a list."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.browser_users import session_cookie
from tests.support.factories import make_administrator

pytestmark = [pytest.mark.server, pytest.mark.browser]


def administrators_cookie():
    return session_cookie(make_administrator())


@pytest.fixture
def window(chromium, shared_server):
    with chromium.window(shared_server.url) as window:
        window.use_cookie(shared_server.installation.call(administrators_cookie))
        yield window


@pytest.mark.parametrize("width", [320, 1280])
def test_admin_shows_what_was_saved_at_the_top(window, width):
    page = window.page
    page.set_viewport_size({"width": width, "height": 640})
    window.open("/admin/stakeholders/user/add/")
    page.fill("input[name=email]", f"ilze.{width}@example.org")

    page.click("input[name=_save]")

    message = page.locator("#status .status-line")
    expect(message).to_be_in_viewport(ratio=1)
    expect(page.locator("h1")).to_be_in_viewport(ratio=1)
    assert window.complaints == []


@pytest.mark.parametrize("rows", ["stakeholders/user", "thinktanks/thinktank"])
def test_admin_list_shows_all_its_columns(window, live_think_tank, rows):
    page = window.page
    window.open(f"/admin/{rows}/")

    last = page.locator("#result_list thead th").last
    expect(last).to_be_in_viewport(ratio=1)
    assert (
        page.locator("#changelist .results").evaluate("box => box.scrollWidth - box.clientWidth")
        == 0
    )


def test_admin_list_is_scrolled_on_a_phone_with_its_names_in_sight(window, live_think_tank):
    page = window.page
    page.set_viewport_size({"width": 320, "height": 640})
    window.open("/admin/thinktanks/thinktank/")

    page.locator("#changelist .results").evaluate("box => box.scrollLeft = box.scrollWidth")

    expect(page.locator("#result_list thead th").last).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#result_list tbody th").first).to_be_in_viewport(ratio=1)
