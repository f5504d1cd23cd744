"""What tests of the room share."""

import pytest

from tests.support.factories import make_facilitator


@pytest.fixture
def facilitator(think_tank):
    return make_facilitator(think_tank, name="Ilze Kanārija")
