"""Which change of the board a person is offered to undo."""

import pytest

from actionplans.operations.undo import FINAL, undo
from actionplans.queries.log.history import last_change_by
from tests.support.factories import make_action, make_contribution, make_user

pytestmark = pytest.mark.django_db


def form(think_tank, person):
    """Form an action and return the seq of its event."""
    action = make_action(make_contribution(think_tank), by=person)
    return action.plan.events.last().seq


def offered(plan, person):
    event = last_change_by(plan, person, final=FINAL)
    return event and event.seq


def test_last_change_by_is_never_that_of_somebody_else(think_tank):
    me, other, nobody = make_user(), make_user(), make_user()
    mine = form(think_tank, me)
    theirs = form(think_tank, other)
    plan = make_contribution(think_tank).plan

    assert offered(plan, me) == mine
    assert offered(plan, other) == theirs
    assert offered(plan, nobody) is None


def test_last_change_by_passes_what_is_undone_already(think_tank):
    me = make_user()
    first, second = form(think_tank, me), form(think_tank, me)
    plan = make_contribution(think_tank).plan

    undo(plan, seq=second, by=me)

    assert offered(plan, me) == first
