"""Undo changes of actions: merges, links, and actions that hold more by now."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Action, State
from actionplans.operations.actions import (
    dissolve_action,
    form_action,
    link_actions,
    merge_actions,
    reorder_actions,
    reword_action,
    unlink_actions,
)
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import place, take_out
from actionplans.operations.log import linked_ids
from actionplans.operations.undo import undo
from actionplans.queries.log.verification import differences
from tests.support.factories import (
    make_action,
    make_contribution,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


def version_of(item):
    return seen(item)[0].version


def undo_last(plan, by, **fields):
    plan.refresh_from_db()
    return undo(plan, seq=plan.last_seq, by=by, **fields)


def refusal(plan, by, **fields):
    with pytest.raises(ValidationError) as refused:
        undo(plan, by=by, **fields)
    return refused.value


def newest(plan):
    return plan.events.order_by("seq").last().seq


def test_undo_does_not_wait_for_the_order_of_actions(think_tank, plan, by):
    first, second = (make_action(make_contribution(think_tank)) for _time in range(2))
    reword_action(first, wording="Satikties", version=version_of(first), by=by)
    plan.refresh_from_db()
    seq = plan.last_seq
    reorder_actions(second, after=None, by=by)

    undo(plan, seq=seq, by=by)

    order = Action.objects.filter(plan=plan).order_by("rank")
    assert list(order) == [second, first]
    assert differences() == []


def test_undo_does_not_put_back_into_an_action_that_was_taken_off(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    take_out(seen(contribution), by=by)
    plan.refresh_from_db()
    seq = plan.last_seq
    dissolve_action(action, version=version_of(action), by=by)

    assert refusal(plan, by, seq=seq).changed == [contribution]


def test_undo_keeps_an_action_that_holds_more_by_now(think_tank, plan, by):
    contribution, later = make_contribution(think_tank), make_contribution(think_tank)
    action = make_action(contribution)
    plan.refresh_from_db()
    seq = plan.last_seq
    place(seen(later), action=action, by=by)

    undo(plan, seq=seq, leave_moved=True, by=by)

    assert [one.contribution for one in action.placements.all()] == [later]
    assert differences() == []


def test_undo_keeps_an_action_in_which_something_stays(think_tank, plan, by):
    goes, stays = make_contribution(think_tank), make_contribution(think_tank)
    action = form_action(plan, role=role(), items=seen(goes, stays), by=by)
    formed = newest(plan)
    correct_contribution(stays, text="Tikties biežāk", version=version_of(stays), by=by)

    refused = refusal(plan, by, seq=formed)
    assert (set(refused.changed), refused.has_rest) == ({action, stays}, True)

    undo(plan, seq=formed, leave_moved=True, by=by)
    action.refresh_from_db()
    goes.refresh_from_db()
    assert (action.dissolved, goes.state) == (False, State.UNDECIDED)
    assert [one.contribution for one in action.placements.all()] == [stays]
    assert differences() == []


def test_undo_keeps_an_action_that_it_brought_back_and_that_was_filled_since(think_tank, plan, by):
    action = make_action(make_contribution(think_tank))
    dissolve_action(action, version=version_of(action), by=by)
    undo_last(plan, by)
    brought_back = newest(plan)
    later = make_contribution(think_tank)
    place(seen(later), action=action, by=by)

    undo(plan, seq=brought_back, leave_moved=True, by=by)

    action.refresh_from_db()
    assert action.dissolved is False
    assert [one.contribution for one in action.placements.all()] == [later]
    assert differences() == []


def test_undo_merges_nothing_into_what_was_merged_since(think_tank, plan, by):
    one, two = (make_action(make_contribution(think_tank)) for _time in range(2))
    merge(one, two, by)
    undo_last(plan, by)
    separate = newest(plan)
    merge(two, one, by)

    refused = refusal(plan, by, seq=separate, leave_moved=True)

    assert one in refused.changed
    one.refresh_from_db()
    assert (one.dissolved, one.merged_into) == (False, None)
    assert differences() == []


def merge(action, into, by):
    versions = {"version": version_of(action), "into_version": version_of(into)}
    merge_actions(action, into=into, **versions, by=by)


def test_undo_takes_a_link_away_at_both_ends_when_one_moved_on(think_tank, plan, by):
    one = make_action(make_contribution(think_tank))
    two = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(one, other=two, version=version_of(one), by=by)
    plan.refresh_from_db()
    seq = plan.last_seq
    reword_action(two, wording="Satikties", version=version_of(two), by=by)

    undo(plan, seq=seq, leave_moved=True, by=by)

    assert (linked_ids(one), linked_ids(two)) == ([], [])
    two.refresh_from_db()
    assert two.wording.body == "Satikties"
    assert differences() == []


def test_undo_does_not_link_with_an_action_that_was_taken_off(think_tank, plan, by):
    one = make_action(make_contribution(think_tank))
    two = make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    link_actions(one, other=two, version=version_of(one), by=by)
    unlink_actions(one, other=two, version=version_of(one), by=by)
    plan.refresh_from_db()
    seq = plan.last_seq
    dissolve_action(two, version=version_of(two), by=by)

    undo(plan, seq=seq, leave_moved=True, by=by)

    assert linked_ids(one) == []
    assert differences() == []
