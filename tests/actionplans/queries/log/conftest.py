"""What tests of the event log share."""

import pytest

from actionplans.operations.publication import publish_plan
from tests.support.factories import make_action, make_contribution, make_user


@pytest.fixture
def action(think_tank):
    """A published action KUR-PAS-01, and another one of the same plan."""
    action = make_action(make_contribution(think_tank), wording="Dot telpas")
    make_action(make_contribution(think_tank), wording="Tikties biežāk")
    publish_plan(action.plan, note="Pirmā", by=make_user())
    action.refresh_from_db()
    return action
