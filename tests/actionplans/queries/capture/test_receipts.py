"""Where contributions are, for the person who holds their receipt."""

import pytest

from actionplans.models import Contribution
from actionplans.operations.contributions import hide
from actionplans.queries.capture.receipts import outcomes_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    seen,
)

pytestmark = pytest.mark.django_db


def others_with(contribution):
    (outcome,) = outcomes_of(Contribution.objects.filter(pk=contribution.pk))
    return outcome.others


def test_outcomes_of_counts_the_others_in_the_action_but_not_the_hidden_contributions(think_tank):
    mine, other, hidden = (make_contribution(think_tank) for _ in range(3))
    make_action(mine, other, hidden)
    assert others_with(mine) == 2

    hide(seen(hidden), by=make_user())

    assert others_with(mine) == 1


def test_outcomes_of_counts_no_others_for_a_contribution_that_is_alone():
    mine = make_contribution()
    make_action(mine)

    assert others_with(mine) == 0
