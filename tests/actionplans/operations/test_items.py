"""Place items, take them out, set them aside."""

import pytest

from actionplans.models import Placement
from actionplans.operations.actions import dissolve_action, form_action
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.locks import ChangedMeanwhile, SeenVersion
from actionplans.operations.publication import publish_plan
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


def inside(action):
    return [placement.contribution for placement in action.placements.order_by("pk")]


def kinds(plan):
    return list(plan.events.values_list("kind", flat=True))


def test_place_puts_many_into_an_action_with_one_event(think_tank, plan, by):
    action = make_action(make_contribution(think_tank))
    two = [make_contribution(think_tank) for _time in range(2)]

    place(seen(*two), action=action, by=by)

    assert inside(action)[1:] == two
    assert plan.events.filter(kind="item.placed").count() == 1
    assert [one["version"] for one in plan.events.last().payload["changes"]] == [2, 2]


def test_place_where_it_lies_already_writes_nothing_whatever_was_seen(think_tank, plan, by):
    said = make_contribution(think_tank)
    action = make_action(said)
    before = kinds(plan)

    place([SeenVersion(said, 1)], action=action, by=by)

    assert kinds(plan) == before


def test_place_refuses_what_moved_on_and_says_where_it_is(think_tank, plan, by):
    said = make_contribution(think_tank)
    mine, theirs = (make_action(make_contribution(think_tank)) for _time in range(2))
    old = seen(said)
    place(old, action=theirs, by=by)

    with pytest.raises(ChangedMeanwhile) as refused:
        place(old, action=mine, by=by)
    assert refused.value.item.placement.action == theirs
    assert (refused.value.event.kind, refused.value.event.actor) == ("item.placed", by.pk)
    assert said in inside(theirs)

    place(seen(said), action=mine, by=by)
    assert said in inside(mine)


def test_place_is_all_or_nothing(think_tank, plan, by):
    action = make_action(make_contribution(think_tank))
    good, moved = (make_contribution(think_tank) for _time in range(2))
    to_makers = make_contribution(think_tank, addressed_role=role("policy_makers"))

    refusal("other_role", place, [*seen(good), *seen(to_makers)], action=action, by=by)
    refusal("moved_on", place, [*seen(good), SeenVersion(moved, 9)], action=action, by=by)
    assert good not in inside(action)

    place(seen(good, moved), action=action, by=by)
    assert {good, moved} <= set(inside(action))


def test_place_refuses_another_plan_and_what_is_not_there(think_tank, plan, by):
    action, said = make_action(make_contribution(think_tank)), make_contribution(think_tank)
    elsewhere = make_contribution()
    gone = make_contribution(think_tank)
    withdraw_contribution(gone, version=1, by=by)
    dissolved = make_action(make_contribution(think_tank))
    dissolve_action(dissolved, version=1, by=by)

    refusal("other_plan", place, seen(elsewhere), action=action, by=by)
    refusal("not_alive", place, seen(gone), action=action, by=by)
    refusal("dissolved", place, seen(said), action=dissolved, by=by)
    place(seen(said), action=action, by=by)
    assert said in inside(action)


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

    for one in (placed, aside):
        one.refresh_from_db()
        assert (one.state, one.reason, one.reason_note, one.version) == ("undecided", "", None, 3)
    assert kinds(plan)[-1] == "item.taken_out"
    take_out([SeenVersion(placed, 1)], by=by)
    assert plan.events.filter(kind="item.taken_out").count() == 1


def test_take_out_refuses_what_moved_on(think_tank, by):
    said = make_contribution(think_tank)
    make_action(said)

    refusal("moved_on", take_out, [SeenVersion(said, 1)], by=by)
    take_out(seen(said), by=by)


def test_set_aside_keeps_the_reason_that_everyone_will_see(think_tank, plan, by):
    said = make_contribution(think_tank)
    action = make_action(said)

    set_aside(seen(said), reason="other", note=" Nav par tēmu ", by=by)

    said.refresh_from_db()
    assert (said.state, said.reason, str(said.reason_note)) == (
        "set_aside",
        "other",
        "Nav par tēmu",
    )
    assert inside(action) == []
    set_aside([SeenVersion(said, 1)], reason="other", note="Nav par tēmu", by=by)
    assert plan.events.filter(kind="item.set_aside").count() == 1


def test_set_aside_refuses_no_reason_no_note_and_what_moved_on(think_tank, by):
    said = make_contribution(think_tank)

    refusal("no_reason", set_aside, seen(said), reason="", by=by)
    refusal("no_reason", set_aside, seen(said), reason="because", by=by)
    refusal("no_note", set_aside, seen(said), reason="other", note=" ", by=by)
    refusal("moved_on", set_aside, [SeenVersion(said, 2)], reason="repeats", by=by)
    set_aside(seen(said), reason="repeats", by=by)
    refusal("moved_on", set_aside, [SeenVersion(said, 1)], reason="not_an_action", by=by)
