"""What only a browser shows: forced colours, and the focus on the map."""

import pytest

from tests.support.browsers.live_boards import make_live_board

pytestmark = [pytest.mark.server, pytest.mark.browser]

# The line below each tab of the board and the ground of the page.
LINES_OF_TABS = """
() => [...document.querySelectorAll(".role-tabs a")].map((tab) => {
  const { borderBottomColor } = getComputedStyle(tab);
  return [tab.matches("[aria-current]"), borderBottomColor !== getComputedStyle(document.body).backgroundColor];
})
"""
GROUNDS = """
(selectors) => selectors.map((selector) => getComputedStyle(document.querySelector(selector)).backgroundColor)
"""
FILLS = """
(selector) => [...new Set([...document.querySelectorAll(selector)].map((area) => getComputedStyle(area).fill))]
"""
# Whether everything that is drawn as an area comes before the element that has the focus.
IS_ABOVE_ALL_AREAS = """
() => [...document.querySelectorAll(".map > svg .area, .map > svg .outline")].every((area) =>
  area.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)
"""


@pytest.fixture
def window(chromium, shared_server):
    with chromium.window(shared_server.url, width=320) as window:
        yield window


@pytest.fixture
def forced(window):
    """A window with the colours of the reader."""
    window.page.emulate_media(forced_colors="active")
    return window


def test_only_the_chosen_tab_has_a_line_in_forced_colours(forced, live_think_tank):
    make_live_board(live_think_tank).enter(forced)

    lines = forced.page.evaluate(LINES_OF_TABS)

    assert sorted(lines) == [[False, False]] * (len(lines) - 1) + [[True, True]]
    assert len(lines) > 3


def test_a_primary_button_is_filled_in_forced_colours(forced):
    forced.open("/en/accounts/login/")

    ground, of_button = forced.page.evaluate(GROUNDS, ["body", ".btn-primary"])

    assert ground != of_button


def test_regions_without_a_plan_are_hatched_in_forced_colours(forced):
    forced.open("/en/")

    assert forced.page.evaluate(FILLS, ".map > svg .area.hatched") == ['url("#hatch")']
    assert forced.page.evaluate(FILLS, ".map-key .hatched") == ['url("#hatch")']


def test_no_area_of_the_map_covers_the_focus(window):
    window.open("/en/")

    window.page.get_by_role("link", name="Kurzeme").first.focus()

    assert window.page.evaluate(IS_ABOVE_ALL_AREAS)
