"""The counts that an account sees first; hidden contributions are left out."""

import pytest

from actionplans.models import Contribution
from actionplans.operations.contributions import hide
from actionplans.queries.desk import plans_at_desk, think_tanks_at_desk
from tests.support.closing import close_hours_ago
from tests.support.factories import (
    make_action,
    make_contribution,
    seen,
)

pytestmark = pytest.mark.django_db


def test_plans_at_desk_counts_no_hidden_contribution(think_tank, administrator):
    placed, hidden, _undecided = (make_contribution(think_tank) for _ in range(3))
    make_action(placed)
    (plan,) = plans_at_desk(administrator)
    assert (plan.item_count, plan.undecided, plan.actions_now) == (3, 2, 1)

    hide(seen(hidden), by=administrator)

    (plan,) = plans_at_desk(administrator)
    assert (plan.item_count, plan.undecided, plan.actions_now) == (2, 1, 1)


def test_think_tanks_at_desk_counts_no_hidden_contribution_as_waiting(think_tank, administrator):
    hidden, _other = (make_contribution(think_tank) for _ in range(2))
    Contribution.objects.update(late=True)
    close_hours_ago(think_tank, 15 * 24)
    (at_desk,) = think_tanks_at_desk(administrator)
    assert (at_desk.contribution_count, at_desk.overdue, at_desk.late) == (2, 2, 2)

    hide(seen(hidden), by=administrator)

    (at_desk,) = think_tanks_at_desk(administrator)
    assert (at_desk.overdue, at_desk.late) == (1, 1)


def test_think_tanks_at_desk_counts_as_overdue_after_two_weeks_only(think_tank, administrator):
    make_contribution(think_tank)
    close_hours_ago(think_tank, 13 * 24)

    (at_desk,) = think_tanks_at_desk(administrator)

    assert at_desk.overdue == 0
