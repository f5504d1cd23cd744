"""Place items, take them out, set them aside."""

import pytest

from actionplans.models import Placement
from actionplans.operations.actions import dissolve_action, form_action
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.locks import ChangedMeanwhile, SeenVersion
from actionplans.operations.publication import publish_plan
from tests.support.boards.steps import contributions_in, kinds_of_events
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


def test_place_puts_several_into_an_action_with_one_event(think_tank, plan, by):
    action = make_action(make_contribution(think_tank))
    both = [make_contribution(think_tank) for _number in range(2)]

    place(seen(*both), action=action, by=by)

    assert contributions_in(action)[1:] == both
    assert plan.events.filter(kind="item.placed").count() == 1
    assert [change["version"] for change in plan.events.last().payload["changes"]] == [2, 2]


def test_place_where_it_is_already_writes_nothing_whatever_was_seen(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    before = kinds_of_events(plan)

    place([SeenVersion(contribution, 1)], action=action, by=by)

    assert kinds_of_events(plan) == before


def test_place_refuses_what_was_changed_meanwhile_and_names_where_it_is(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    mine, theirs = (make_action(make_contribution(think_tank)) for _number in range(2))
    old = seen(contribution)
    place(old, action=theirs, by=by)

    with pytest.raises(ChangedMeanwhile) as refused:
        place(old, action=mine, by=by)
    assert refused.value.item.placement.action == theirs
    assert (refused.value.event.kind, refused.value.event.actor) == ("item.placed", by.pk)
    assert contributions_in(theirs)[1:] == [contribution]

    place(seen(contribution), action=mine, by=by)
    assert contributions_in(mine)[1:] == [contribution]


def test_place_is_all_or_nothing(think_tank, plan, by):
    first, good, moved = (make_contribution(think_tank) for _number in range(3))
    action = make_action(first)
    to_makers = make_contribution(think_tank, addressed_role=role("policy_makers"))

    refusal("other_role", place, [*seen(good), *seen(to_makers)], action=action, by=by)
    refusal("moved_on", place, [*seen(good), SeenVersion(moved, 9)], action=action, by=by)
    assert contributions_in(action) == [first]

    place(seen(good, moved), action=action, by=by)
    assert contributions_in(action) == [first, good, moved]


def test_place_refuses_another_plan_and_what_is_not_there(think_tank, plan, by):
    first, contribution = make_contribution(think_tank), make_contribution(think_tank)
    action = make_action(first)
    elsewhere = make_contribution()
    gone = make_contribution(think_tank)
    withdraw_contribution(gone, version=1, by=by)
    dissolved = make_action(make_contribution(think_tank))
    dissolve_action(dissolved, version=1, by=by)

    refusal("other_plan", place, seen(elsewhere), action=action, by=by)
    refusal("not_alive", place, seen(gone), action=action, by=by)
    refusal("dissolved", place, seen(contribution), action=dissolved, by=by)
    place(seen(contribution), action=action, by=by)
    assert contributions_in(action) == [first, contribution]


def test_place_relies_on_the_published_row_of_a_regional_action(think_tank, plan, by):
    regional = make_action(make_contribution(think_tank))
    version = publish_plan(plan, note="Pirmā versija", by=by)
    national = make_national_plan(plan.programme)
    item = national.regional_actions.get()
    action = form_action(national, role=regional.role, by=by)

    place(seen(item), action=action, by=by)
    assert Placement.objects.get(regional_action=item).based_on == version.actions.get()

    take_out(seen(item), by=by)
    set_aside(seen(item), reason="repeats", by=by)
    assert not Placement.objects.filter(regional_action=item).exists()


def test_take_out_makes_undecided_again(think_tank, plan, by):
    placed, aside = make_contribution(think_tank), make_contribution(think_tank)
    make_action(placed)
    set_aside(seen(aside), reason="other", note="Nav par tēmu", by=by)

    take_out(seen(placed, aside), by=by)

    for item in (placed, aside):
        item.refresh_from_db()
        assert (item.state, item.reason, item.reason_note, item.version) == (
            "undecided",
            "",
            None,
            3,
        )
    assert kinds_of_events(plan)[-1] == "item.taken_out"
    take_out([SeenVersion(placed, 1)], by=by)
    assert plan.events.filter(kind="item.taken_out").count() == 1


def test_take_out_refuses_what_was_changed_meanwhile(think_tank, by):
    contribution = make_contribution(think_tank)
    make_action(contribution)

    refusal("moved_on", take_out, [SeenVersion(contribution, 1)], by=by)
    take_out(seen(contribution), by=by)


def test_set_aside_keeps_the_reason_that_everyone_will_see(think_tank, plan, by):
    contribution = make_contribution(think_tank)
    action = make_action(contribution)

    set_aside(seen(contribution), reason="other", note=" Nav par tēmu ", by=by)

    contribution.refresh_from_db()
    assert (contribution.state, contribution.reason, str(contribution.reason_note)) == (
        "set_aside",
        "other",
        "Nav par tēmu",
    )
    assert contributions_in(action) == []
    set_aside([SeenVersion(contribution, 1)], reason="other", note="Nav par tēmu", by=by)
    assert plan.events.filter(kind="item.set_aside").count() == 1


def test_set_aside_refuses_no_reason_no_note_and_what_was_changed_meanwhile(think_tank, by):
    contribution = make_contribution(think_tank)

    refusal("no_reason", set_aside, seen(contribution), reason="", by=by)
    refusal("no_reason", set_aside, seen(contribution), reason="because", by=by)
    refusal("no_note", set_aside, seen(contribution), reason="other", note=" ", by=by)
    refusal("moved_on", set_aside, [SeenVersion(contribution, 2)], reason="repeats", by=by)
    set_aside(seen(contribution), reason="repeats", by=by)
    refusal("moved_on", set_aside, [SeenVersion(contribution, 1)], reason="not_an_action", by=by)
