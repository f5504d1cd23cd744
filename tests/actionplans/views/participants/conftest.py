"""What tests of the pages of participants share."""

import pytest

from tests.support.contributions.devices import join_by


@pytest.fixture
def device(think_tank, client):
    """A device that has joined the think tank in the browser `client`."""
    return join_by(client, think_tank)
