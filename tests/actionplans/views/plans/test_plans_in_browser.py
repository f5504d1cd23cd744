"""Published plans in a browser: rows as tall as their texts, and the plans of another programme one click away."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_action, make_contribution, make_think_tank, make_version

pytestmark = [pytest.mark.server, pytest.mark.browser]

# The height of each row that neither its text nor its padding needs, in px.
ROOM = """
() => [...document.querySelectorAll(".action")].map((row) => {
  const { paddingTop, paddingBottom, borderBottomWidth } = getComputedStyle(row);
  const around = [paddingTop, paddingBottom, borderBottomWidth].map(parseFloat).reduce((sum, part) => sum + part);
  return Math.round(row.clientHeight + parseFloat(borderBottomWidth) - around - row.querySelector(".words").clientHeight);
})
"""
# Whether the date of each of the newest plans is on one line and ends before the name of its plan begins.
DATES_FIT = """
() => [...document.querySelectorAll(".versions li")].map((row) => {
  const text = document.createRange();
  text.selectNodeContents(row.querySelector("time"));
  const [line, ...more] = text.getClientRects();
  return !more.length && line.right < row.querySelector(".name").getBoundingClientRect().left;
})
"""


def publish():
    """Publish an action of one line and one of several in a programme of its own; return its code."""
    think_tank = make_think_tank()
    for wording in ("Tirgoties kopā", "Iepirkt no vietējiem, " * 12):
        action = make_action(make_contribution(think_tank), wording=wording.strip(" ,"))
    make_version(action.plan)
    return think_tank.programme.code


def test_a_row_of_one_line_is_as_tall_as_its_text(shared_server, chromium):
    code = shared_server.installation.call(publish)

    with chromium.window(shared_server.url) as window:
        window.open(f"/plans/{code}/kurzeme/")

        assert window.page.evaluate(ROOM) == [0, 0]


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_dates_of_the_newest_plans_fit_their_column(path, shared_server, chromium):
    shared_server.installation.call(publish)

    with chromium.window(shared_server.url) as window:
        window.open(path)

        assert set(window.page.evaluate(DATES_FIT)) == {True}


def test_home_shows_another_programme_by_one_click_without_javascript(shared_server, chromium):
    older, newer = (shared_server.installation.call(publish) for _programme in range(2))

    with chromium.window(shared_server.url, javascript=False) as window:
        window.open("/en/")
        cell = window.page.locator(".matrix td:not(.total) a", has_text="from 2 contributions")
        expect(cell).to_have_attribute("href", f"/en/plans/{newer}/kurzeme/#pas")

        window.page.click(f".tabs a[href*='programme={older}']")

        expect(cell).to_have_attribute("href", f"/en/plans/{older}/kurzeme/#pas")
        expect(window.page.locator(".tabs [aria-current]")).to_be_visible()
        assert window.complaints == []
