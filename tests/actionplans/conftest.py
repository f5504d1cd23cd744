import pytest

from tests.support.factories import make_think_tank


@pytest.fixture
def think_tank():
    """An open think tank of Kurzeme with a table for each role."""
    return make_think_tank()
