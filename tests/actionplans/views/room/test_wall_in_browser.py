"""The wall in a browser: new contributions appear by themselves (static/js/wall.js)."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import make_contribution
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

SECOND = 1000  # ms
# Records for each change of the wall whether it was paused.
WATCH = """
() => {
  AbortSignal.timeout = undefined; // the answer may take long
  window.pausedAtChange = [];
  new MutationObserver(() => window.pausedAtChange.push(!document.getElementById("paused").hidden))
    .observe(document.getElementById("wall"), { childList: true });
}
"""


def contribute(pk, text):
    think_tank = ThinkTank.objects.get(pk=pk)
    make_contribution(think_tank, text=text, by=think_tank.facilitators.first().user)


@pytest.fixture
def contribute_here(shared_server, live_think_tank):
    return lambda text: shared_server.installation.call(
        contribute, pk=live_think_tank.pk, text=text
    )


@pytest.fixture
def window(chromium, shared_server, live_think_tank, contribute_here):
    """The wall with one contribution, and a clock that can be moved on."""
    contribute_here("Pirmais")
    with chromium.window(shared_server.url, width=1920, height=1080) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        window.page.clock.install()
        window.open(f"/en/desk/thinktanks/{live_think_tank.pk}/wall/")
        expect(texts(window.page)).to_have_text(["Pirmais"])
        yield window


def texts(page):
    return page.locator(".said-now")


def test_wall_shows_what_is_new_by_itself_and_can_be_paused(window, contribute_here):
    page = window.page
    contribute_here("Otrais")
    expect(texts(page)).to_have_text(["Otrais", "Pirmais"])

    page.keyboard.press("Space")
    expect(page.get_by_text("Paused. Press space to continue.")).to_be_visible()
    contribute_here("Trešais")
    page.clock.run_for(9 * SECOND)
    expect(texts(page)).to_have_text(["Otrais", "Pirmais"])

    page.get_by_role("button", name="Pause").press("Enter")
    expect(texts(page)).to_have_text(["Trešais", "Otrais", "Pirmais"])
    assert window.complaints == []


def test_wall_is_not_changed_by_an_answer_that_comes_while_it_is_paused(window, contribute_here):
    page, held = window.page, []
    page.evaluate(WATCH)
    page.route("**/wall/", lambda route: held.append(route))
    contribute_here("Otrais")
    with page.expect_request("**/wall/"):
        page.clock.run_for(2 * SECOND)

    page.keyboard.press("Space")
    expect(page.get_by_text("Paused. Press space to continue.")).to_be_visible()
    with page.expect_response("**/wall/") as answer:
        held.pop().continue_()
    answer.value.finished()
    page.unroute("**/wall/")
    page.keyboard.press("Space")

    expect(texts(page)).to_have_text(["Otrais", "Pirmais"])
    assert page.evaluate("pausedAtChange") == [False]


def test_wall_says_when_it_may_be_old(window):
    page = window.page
    stale = page.get_by_text("No connection. What you see may be out of date.")
    expect(stale).to_be_hidden()

    window.context.set_offline(True)
    page.clock.run_for(2 * SECOND)
    expect(stale).to_be_visible()

    window.context.set_offline(False)
    page.clock.run_for(2 * SECOND)
    expect(stale).to_be_hidden()
