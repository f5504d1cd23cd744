"""Undo changes of actions: merges, links, and actions to which items were added."""

import pytest

from actionplans.models import Action, ItemState
from actionplans.operations.actions import (
    dissolve_action,
    form_action,
    link_actions,
    reorder_actions,
    reword_action,
    unlink_actions,
)
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import place, take_out
from actionplans.operations.log import linked_ids
from actionplans.operations.undo import undo
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import (
    contributions_in,
    merge,
    newest_seq,
    refused_undo,
    undo_newest,
    version_of,
)
from tests.support.factories import (
    make_action,
    make_contribution,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


def test_undo_does_not_wait_for_the_order_of_actions(think_tank, plan, by):
    first, second = (make_action(make_contribution(think_tank)) for _number in range(2))
    reword_action(first, wording="Satikties", version=version_of(first), by=by)
    seq = newest_seq(plan)
    reorder_actions(second, after=None, by=by)

    undo(plan, seq=seq, by=by)

    order = Action.objects.filter(plan=plan).order_by("rank")
    assert list(order) == [second, first]
    assert differences() == []


def test_undo_does_not_put_back_into_a_dissolved_action(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    take_out(seen(contribution), by=by)
    seq = newest_seq(plan)
    dissolve_action(action, version=version_of(action), by=by)

    assert refused_undo(plan, by=by, seq=seq).changed == [contribution]


def test_undo_keeps_an_action_that_holds_more_by_now(think_tank, plan, by):
    contribution, later = make_contribution(think_tank), make_contribution(think_tank)
    action = make_action(contribution)
    seq = newest_seq(plan)
    place(seen(later), action=action, by=by)

    undo(plan, seq=seq, leave_moved=True, by=by)

    assert contributions_in(action) == [later]
    assert differences() == []


def test_undo_keeps_an_action_in_which_something_stays(think_tank, plan, by):
    goes, stays = make_contribution(think_tank), make_contribution(think_tank)
    action = form_action(plan, role=role(), items=seen(goes, stays), by=by)
    formed = newest_seq(plan)
    correct_contribution(stays, text="Tikties biežāk", version=version_of(stays), by=by)

    refused = refused_undo(plan, by=by, seq=formed)
    assert (set(refused.changed), refused.has_rest) == ({action, stays}, True)

    undo(plan, seq=formed, leave_moved=True, by=by)
    action.refresh_from_db()
    goes.refresh_from_db()
    assert (action.dissolved, goes.state) == (False, ItemState.UNDECIDED)
    assert contributions_in(action) == [stays]
    assert differences() == []


def test_undo_keeps_an_action_that_it_brought_back_and_that_was_filled_since(think_tank, plan, by):
    action = make_action(make_contribution(think_tank))
    dissolve_action(action, version=version_of(action), by=by)
    undo_newest(plan, by)
    brought_back = newest_seq(plan)
    later = make_contribution(think_tank)
    place(seen(later), action=action, by=by)

    undo(plan, seq=brought_back, leave_moved=True, by=by)

    action.refresh_from_db()
    assert action.dissolved is False
    assert contributions_in(action) == [later]
    assert differences() == []


def test_undo_merges_nothing_into_what_was_merged_since(think_tank, plan, by):
    first, second = (make_action(make_contribution(think_tank)) for _number in range(2))
    (contribution,) = contributions_in(first)
    merge(first, second)
    undo_newest(plan, by)
    separate = newest_seq(plan)
    merge(second, first)

    refused = refused_undo(plan, by=by, seq=separate, leave_moved=True)

    assert set(refused.changed) == {first, contribution}
    first.refresh_from_db()
    assert (first.dissolved, first.merged_into) == (False, None)
    assert differences() == []


def test_undo_takes_a_link_away_at_both_ends_when_one_was_changed_meanwhile(think_tank, plan, by):
    first = make_action(make_contribution(think_tank))
    second = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(first, other=second, version=version_of(first), by=by)
    seq = newest_seq(plan)
    reword_action(second, wording="Satikties", version=version_of(second), by=by)

    undo(plan, seq=seq, leave_moved=True, by=by)

    assert (linked_ids(first), linked_ids(second)) == ([], [])
    second.refresh_from_db()
    assert second.wording.body == "Satikties"
    assert differences() == []


def test_undo_does_not_link_with_a_dissolved_action(think_tank, plan, by):
    first = make_action(make_contribution(think_tank))
    second = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(first, other=second, version=version_of(first), by=by)
    unlink_actions(first, other=second, version=version_of(first), by=by)
    seq = newest_seq(plan)
    dissolve_action(second, version=version_of(second), by=by)

    undo(plan, seq=seq, leave_moved=True, by=by)

    assert linked_ids(first) == []
    assert differences() == []
