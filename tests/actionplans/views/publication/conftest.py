"""What tests of publishing share."""

import pytest

from tests.support.factories import make_action, make_contribution, make_facilitator
from tests.support.pages.requests import signed_in


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank)


@pytest.fixture
def client(facilitator):
    """A browser in which the facilitator is signed in."""
    return signed_in(facilitator)


@pytest.fixture
def contribution(think_tank):
    return make_contribution(think_tank, text="Skolas virtuve stāv tukša")


@pytest.fixture
def action(contribution):
    return make_action(contribution, wording="Ļaut izmantot tukšās telpas")
