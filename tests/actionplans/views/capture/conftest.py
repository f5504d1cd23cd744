"""What tests of capturing share."""

import pytest

from tests.support.factories import make_device, make_facilitator


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank, name="Ilze Kanārija")


@pytest.fixture
def account(client, facilitator):
    """A browser in which the facilitator is signed in."""
    client.force_login(facilitator)
    return client


@pytest.fixture
def device(think_tank):
    """A device at the think tank; `device.token` is for its cookie."""
    device, device.token = make_device(think_tank)
    return device
