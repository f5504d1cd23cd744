"""What tests of a board do often: change items in the version that they have now, and read the events of a plan."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Action, Contribution, Plan, PlanEvent
from actionplans.operations.actions import merge_actions, reword_action
from actionplans.operations.undo import undo
from stakeholders.models import User
from tests.support.factories import make_user, seen


def version_of(item) -> int:
    """Return the version that an item has in the database."""
    (now,) = seen(item)
    return now.version


def contributions_in(action: Action) -> list[Contribution]:
    """Return the contributions of an action in the order in which they were placed."""
    return [placement.contribution for placement in action.placements.order_by("pk")]


def reword(action: Action, wording: str) -> Action:
    return reword_action(action, wording=wording, version=version_of(action), by=make_user())


def merge(action: Action, into: Action) -> None:
    versions = {"version": version_of(action), "into_version": version_of(into)}
    merge_actions(action, into=into, **versions, by=make_user())


def kinds_of_events(plan: Plan) -> list[str]:
    """Return the kinds of the events of a plan, the oldest first."""
    return list(plan.events.order_by("seq").values_list("kind", flat=True))


def newest_seq(plan: Plan) -> int:
    """Return the seq of the newest event of a plan."""
    return plan.events.order_by("seq").last().seq


def undo_newest(plan: Plan, by: User) -> PlanEvent:
    return undo(plan, seq=newest_seq(plan), by=by)


def refused_undo(plan: Plan, **fields) -> ValidationError:
    """Undo what cannot be undone, with the arguments of `undo`, and return its error."""
    with pytest.raises(ValidationError) as refused:
        undo(plan, **fields)
    return refused.value


def reloaded(row):
    """Return a row as the database has it now."""
    row.refresh_from_db()
    return row


def states_of(*items) -> list[str]:
    """Return the states of items in the database."""
    return [reloaded(item).state for item in items]
