"""The counts that an account sees first; hidden contributions are left out."""

import pytest

from actionplans.models import Contribution
from actionplans.operations.contributions import hide
from actionplans.operations.undo import undo
from actionplans.queries.desk.counts import plans_at_desk, think_tanks_at_desk
from actionplans.queries.desk.programmes import archived_at_desk
from tests.support.factories import (
    make_action,
    make_attendee,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_version,
    seen,
)
from thinktanks.operations.programmes import archive_programme

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
    (at_desk,) = think_tanks_at_desk(administrator)
    assert (at_desk.contribution_count, at_desk.undecided, at_desk.late) == (2, 2, 2)

    hide(seen(hidden), by=administrator)

    (at_desk,) = think_tanks_at_desk(administrator)
    assert (at_desk.contribution_count, at_desk.undecided, at_desk.late) == (2, 1, 1)


def test_think_tanks_at_desk_counts_who_registered_and_not_who_was_written_down(
    think_tank, administrator
):
    attendee, _other = make_attendee(think_tank), make_attendee(think_tank)
    attendee.registered = True
    attendee.save()

    (at_desk,) = think_tanks_at_desk(administrator)

    assert (at_desk.registered, at_desk.table_count, at_desk.facilitator_count) == (1, 4, 0)


def at_desk_of(user, plan):
    """Return a plan as it is at the desk; publishing a region's plan also opens the national one."""
    return next(found for found in plans_at_desk(user) if found == plan)


def test_plans_at_desk_counts_changes_since_the_current_version(think_tank, administrator):
    make_action(make_contribution(think_tank))
    (plan,) = plans_at_desk(administrator)
    assert (plan.newest, plan.changes) == (None, 0)
    make_version(plan)

    published = at_desk_of(administrator, plan)
    assert (published.newest, published.last_number, published.changes) == (1, 1, 0)
    make_action(make_contribution(think_tank))
    changed = at_desk_of(administrator, plan)
    assert changed.changes == 2


def test_plans_at_desk_counts_no_change_that_was_undone_but_the_undo_of_an_older_one(
    think_tank, administrator
):
    make_action(make_contribution(think_tank))
    action = make_action(make_contribution(think_tank))
    formed = action.plan.events.last()
    make_version(action.plan)
    undo(action.plan, seq=formed.seq, by=administrator)
    plan = at_desk_of(administrator, action.plan)
    assert plan.changes == 1

    hidden = make_contribution(think_tank)
    plan = at_desk_of(administrator, action.plan)
    assert plan.changes == 2
    hide(seen(hidden), by=administrator)
    undo(plan, seq=plan.events.last().seq, by=administrator)

    plan = at_desk_of(administrator, action.plan)
    assert plan.changes == 2


def test_archived_at_desk_has_those_in_which_somebody_has_something(administrator):
    mine, others, running = (make_think_tank(programme=make_programme()) for _ in range(3))
    facilitator = make_facilitator(mine)
    running.facilitators.create(user=facilitator)
    for think_tank in (mine, others):
        archive_programme(think_tank.programme, by=administrator)

    assert archived_at_desk(facilitator) == [mine.programme]
    assert archived_at_desk(make_coordinator("latgale")) == []
    assert set(archived_at_desk(administrator)) == {mine.programme, others.programme}
