"""What tests of the board's pages share."""

import pytest

from tests.support.browsers.live_boards import make_live_board
from tests.support.factories import make_action, make_contribution, make_facilitator, role
from tests.support.pages.requests import signed_in


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank, name="Anna Ozola")


@pytest.fixture
def client(facilitator):
    """A browser in which the facilitator is signed in."""
    return signed_in(facilitator)


@pytest.fixture
def contribution(think_tank):
    return make_contribution(think_tank, text="Autobuss iet pusčetros")


@pytest.fixture
def action(think_tank):
    """An action of two contributions."""
    return make_action(
        make_contribution(think_tank, text="Skolas virtuve stāv tukša"),
        make_contribution(think_tank, text="Atdodiet telpas"),
        wording="Ļaut izmantot tukšās telpas",
    )


@pytest.fixture
def mentors(think_tank):
    """An action of another role."""
    contribution = make_contribution(think_tank, addressed_role=role("support_organisations"))
    return make_action(contribution, wording="Meklēt mentorus")


@pytest.fixture
def live_board(live_think_tank):
    """The board of a think tank at the shared server."""
    return make_live_board(live_think_tank)


@pytest.fixture
def window(chromium, shared_server, live_board):
    """A window in which the facilitator has the board open."""
    with chromium.window(shared_server.url) as window:
        live_board.enter(window)
        yield window
