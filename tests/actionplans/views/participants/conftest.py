"""What tests of the pages of participants share."""

import pytest

from tests.support.browsers.phones import choose_role
from tests.support.contributions.devices import join_by


@pytest.fixture
def device(think_tank, client):
    """A device that has joined the think tank in the browser `client`."""
    return join_by(client, think_tank)


@pytest.fixture
def page(chromium, shared_server, live_think_tank):
    """The capture page on a phone that has joined, with the addressed role chosen."""
    with chromium.window(shared_server.url, width=320) as window:
        live_think_tank.enter_as_participant(window)
        choose_role(window.page)
        yield window.page
