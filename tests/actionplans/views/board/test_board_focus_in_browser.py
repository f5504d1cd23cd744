"""After a change on a page of its own the focus is where the board or the page about publishing goes on."""

import pytest
from playwright.sync_api import expect

from tests.support.browsers.live_boards import wait_until_board_is_ready
from tests.support.factories import make_action, make_contribution, role
from thinktanks.models import ThinkTank

pytestmark = [pytest.mark.server, pytest.mark.browser]

WORDING, SAME, OTHER = "Ļaut izmantot telpas", "Atdot telpas", "Meklēt telpas"


def prepare_actions(pk):
    """Make two actions for municipalities and one for another role; return the pks of the plan and of the first."""
    think_tank = ThinkTank.objects.get(pk=pk)
    policy_makers = role("policy_makers")
    first = make_action(make_contribution(think_tank, text="Telpas"), wording=WORDING)
    make_action(make_contribution(think_tank), wording=SAME)
    make_action(make_contribution(think_tank, addressed_role=policy_makers), wording=OTHER)
    return first.plan_id, first.pk


@pytest.fixture
def actions(shared_server, live_think_tank):
    return shared_server.installation.call(prepare_actions, pk=live_think_tank.pk)


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    with chromium.window(shared_server.url) as window:
        window.use_cookie(live_think_tank.facilitators[0].cookie)
        yield window.page


def reword(page):
    page.fill("textarea[name=wording]", "Atvērt telpas")


def detail(page):
    page.fill("[name=lead]", "Dome")


def link(page):
    page.locator("label", has_text=OTHER).click()


def merge(page):
    page.locator("label", has_text=SAME).click()


@pytest.mark.parametrize(
    ("step", "wording"),
    [(reword, "Atvērt telpas"), (detail, WORDING), (link, WORDING), (merge, SAME)],
    ids=["reword", "detail", "link", "merge"],
)
def test_focus_is_at_the_action_after_a_change_on_a_page(page, actions, step, wording):
    _plan, action = actions
    page.goto(f"/en/desk/actions/{action}/{step.__name__}/")
    step(page)

    page.locator("main form:not(#undo) .btn-primary").last.press("Enter")
    wait_until_board_is_ready(page)

    expect(page.locator("summary:focus .txt")).to_have_text(wording)
    expect(page.locator("summary:focus")).to_be_in_viewport()


def test_focus_is_at_the_item_after_it_was_corrected(live_board, page):
    live_board.open(page)
    item = page.locator("#decide li", has_text="Otrais")
    item.get_by_role("link", name="Correct").click()
    page.fill("textarea[name=text]", "Otrais, labots")

    page.locator("main form .btn-primary").press("Enter")
    wait_until_board_is_ready(page)

    expect(page.locator("#decide li:has(input:focus) .txt")).to_have_text("Otrais, labots")


def test_focus_is_at_the_new_version_after_publishing(page, actions):
    plan, _action = actions
    page.goto(f"/en/desk/plans/{plan}/publish/")

    page.get_by_role("button", name="Publish version 1").press("Enter")

    expect(page.locator("#version-1")).to_be_focused()


def test_outline_of_what_has_the_focus_is_not_cut(live_board, page):
    live_board.open(page)
    page.locator("#place-in, #form-action").first.focus()

    room = page.evaluate(ROOM_FOR_OUTLINES)

    assert min(room) >= 5, "3 px of outline at an offset of 2 px"


ROOM_FOR_OUTLINES = """
() => {
  const box = document.querySelector(".decide").getBoundingClientRect();
  return [...document.querySelectorAll(".decide :is(select, button, summary, input)")]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => {
      const { left, right } = element.getBoundingClientRect();
      return [left - box.left, box.right - right];
    });
}
"""
