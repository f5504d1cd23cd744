"""Reword, detail, reorder and link actions."""

import datetime

import pytest

from actionplans.models import Action
from actionplans.models.action import ACTION_DETAILS
from actionplans.operations.actions import (
    detail_action,
    dissolve_action,
    link_actions,
    reorder_actions,
    reword_action,
    unlink_actions,
)
from actionplans.operations.locks import ChangedMeanwhile
from actionplans.operations.log import linked_ids
from tests.support.boards.steps import version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    role,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


def test_reword_action_keeps_the_former_wording_in_the_log(action, plan, by):
    former = action.wording_id

    reword_action(action, wording=" Satikties ", version=1, by=by)

    change = plan.events.last().payload["changes"][0]
    action.refresh_from_db()
    assert (str(action), action.version) == ("Satikties", 2)
    assert (change["was"]["wording"], change["set"]["wording"]) == (former, action.wording_id)


def test_reword_action_to_the_same_writes_nothing_whatever_was_seen(action, plan, by):
    reword_action(action, wording="Satikties", version=1, by=by)
    before = plan.events.count()

    assert reword_action(action, wording="Satikties", version=1, by=by).version == 2
    assert plan.events.count() == before


def test_reword_action_refuses_what_was_changed_meanwhile_with_both_wordings_at_hand(action, by):
    reword_action(action, wording="Tikties", version=1, by=by)

    with pytest.raises(ChangedMeanwhile) as refused:
        reword_action(action, wording="Satikties", version=1, by=by)
    assert (str(refused.value.item), refused.value.event.kind) == ("Tikties", "action.reworded")
    refusal("moved_on", reword_action, action, wording="Satikties", version=1, by=by)
    refusal("empty", reword_action, action, wording=" ", version=2, by=by)
    assert str(reword_action(action, wording="Satikties", version=2, by=by)) == "Satikties"


def test_detail_action_records_only_what_changed(action, plan, by):
    details = {
        "condition": "Ja ir finansējums",
        "lead": "Izglītības nodaļa",
        "first_step": "Saskaitīt telpas",
        "deadline": datetime.date(2027, 6, 1),
        "support_roles": [role("policy_makers"), role("social_enterprises")],
    }

    detail_action(action, **details, version=1, by=by)
    detail_action(action, **details, version=2, by=by)
    detail_action(action, **details | {"lead": "", "deadline": None}, version=2, by=by)

    action.refresh_from_db()
    assert (action.condition.body, action.lead, action.deadline) == (
        "Ja ir finansējums",
        None,
        None,
    )
    assert action.support_roles.count() == 2
    recorded = [
        event.payload["changes"][0]["set"] for event in plan.events.filter(kind="action.detailed")
    ]
    assert [sorted(fields) for fields in recorded] == [
        ["condition", "deadline", "first_step", "lead", "support"],
        ["deadline", "lead"],
    ]


@pytest.mark.parametrize("name", ACTION_DETAILS)
def test_detail_action_writes_every_detail(action, by, name):
    detail_action(action, **{name: "Vismaz reizi gadā"}, version=1, by=by)

    action.refresh_from_db()
    assert getattr(action, name).body == "Vismaz reizi gadā"


def test_detail_action_refuses_what_was_changed_meanwhile_and_a_text_that_is_too_long(action, by):
    refusal("moved_on", detail_action, action, lead="Nodaļa", version=2, by=by)
    refusal("too_long", detail_action, action, lead="x" * 2001, version=1, by=by)
    assert detail_action(action, lead="Nodaļa", version=1, by=by).version == 2


def test_reorder_actions_puts_first_or_behind_another(think_tank, plan, by):
    first, second, third = (make_action(make_contribution(think_tank)) for _number in range(3))

    reorder_actions(third, after=None, by=by)
    reorder_actions(first, after=second, by=by)

    assert list(Action.objects.filter(plan=plan).order_by("rank")) == [third, second, first]
    assert [action.version for action in Action.objects.all()] == [1, 1, 1]
    before = plan.events.count()
    reorder_actions(first, after=second, by=by)
    assert plan.events.count() == before


def test_reorder_actions_refuses_another_role_itself_and_what_is_gone(actions, by):
    first, second, makers = actions

    refusal("other_role", reorder_actions, first, after=makers, by=by)
    refusal("other_role", reorder_actions, first, after=first, by=by)
    dissolve_action(second, version=1, by=by)
    refusal("dissolved", reorder_actions, first, after=second, by=by)
    refusal("dissolved", reorder_actions, second, after=None, by=by)


def test_link_actions_joins_two_roles_once(actions, plan, by):
    action, _other, makers = actions

    link_actions(action, other=makers, version=1, by=by)
    assert (linked_ids(action), linked_ids(makers)) == ([makers.pk], [action.pk])
    assert (version_of(action), version_of(makers)) == (2, 2)

    before = plan.events.count()
    link_actions(makers, other=action, version=2, by=by)
    assert plan.events.count() == before


def test_unlink_actions_separates_two_actions_once(actions, plan, by):
    action, _other, makers = actions
    link_actions(action, other=makers, version=1, by=by)
    before = plan.events.count()

    unlink_actions(makers, other=action, version=2, by=by)
    unlink_actions(makers, other=action, version=3, by=by)

    assert (linked_ids(action), linked_ids(makers)) == ([], [])
    assert plan.events.count() == before + 1


def test_link_actions_refuses_the_same_role_another_plan_and_what_was_changed_meanwhile(
    actions, by
):
    first, second, makers = actions

    refusal("same_role", link_actions, first, other=second, version=1, by=by)
    refusal("other_plan", link_actions, first, other=make_action(), version=1, by=by)
    refusal("moved_on", link_actions, first, other=makers, version=2, by=by)
    link_actions(first, other=makers, version=1, by=by)


def test_unlink_actions_refuses_what_was_changed_meanwhile(actions, by):
    first, _second, makers = actions
    link_actions(first, other=makers, version=1, by=by)

    refusal("moved_on", unlink_actions, first, other=makers, version=1, by=by)
    unlink_actions(first, other=makers, version=2, by=by)
