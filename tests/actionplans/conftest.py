"""What tests of action plans share."""

import pytest

from tests.support.factories import make_think_tank
from tests.support.full_programme import Filled


@pytest.fixture
def think_tank():
    """An open think tank of Kurzeme with a table for each role."""
    return make_think_tank()


@pytest.fixture
def filled():
    """A programme with a published plan of Kurzeme, a national plan, and rows that must stay private."""
    return Filled()
