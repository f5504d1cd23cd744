"""A board at a running portal for tests in the browser."""

from typing import NamedTuple

from tests.support.browsers.live_think_tanks import LiveThinkTank
from tests.support.factories import make_contribution
from thinktanks.models import ThinkTank

TEXTS = ("Pirmais", "Otrais", "Trešais")


class LiveBoard(NamedTuple):
    """The board of a think tank with TEXTS as its undecided items."""

    think_tank: LiveThinkTank
    plan: int

    @property
    def address(self):
        return f"/en/desk/plans/{self.plan}/board/"

    def enter(self, window, person=0):
        """Open the board as one of the facilitators."""
        window.use_cookie(self.think_tank.facilitators[person].cookie)
        self.open(window.page)

    def open(self, page):
        """Open the board and wait until what is typed there is stored."""
        page.goto(self.address)
        wait_until_board_is_ready(page)


def wait_until_board_is_ready(page):
    page.wait_for_selector("body[data-drafts]", state="attached")


def make_live_board(think_tank):
    """Make the board of a live think tank."""
    plan = think_tank.server.installation.call(prepare_board, pk=think_tank.pk)
    return LiveBoard(think_tank, plan)


def prepare_board(pk):
    """Add TEXTS in the process of an installation; return the pk of the plan."""
    think_tank = ThinkTank.objects.get(pk=pk)
    for text in TEXTS:
        make_contribution(think_tank, text=text, by=think_tank.facilitators.first().user)
    return think_tank.contributions.first().plan_id


def pick(page, *texts):
    """Select undecided items by their texts."""
    for text in texts:
        page.locator("#decide li", has_text=text).locator("input").check()


def form_action(page, text):
    """Make a new action of one undecided item; return the field of its wording."""
    pick(page, text)
    page.click("#form-action")
    return page.locator("textarea[name=wording]").filter(has_text=text)
