"""What tests of drafts share."""

import pytest

from tests.support.factories import make_action, make_contribution


@pytest.fixture
def action(think_tank):
    """An action of one contribution, in the plan of the think tank."""
    return make_action(make_contribution(think_tank))
