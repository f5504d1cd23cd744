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
from tests.support.factories import (
    make_action,
    make_contribution,
    role,
    seen,
)
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(think_tank):
    """Two for municipalities, one for policy makers."""
    to = (role(), role(), role("policy_makers"))
    return [make_action(make_contribution(think_tank, addressed_role=one)) for one in to]


def version_of(action):
    return seen(action)[0].version


def test_reword_action_keeps_the_former_wording_in_the_log(actions, plan, by):
    one = actions[0]
    former = one.wording_id

    reword_action(one, wording=" Satikties ", version=1, by=by)

    change = plan.events.last().payload["changes"][0]
    one.refresh_from_db()
    assert (str(one), one.version) == ("Satikties", 2)
    assert (change["was"]["wording"], change["set"]["wording"]) == (former, one.wording_id)


def test_reword_action_to_the_same_writes_nothing_whatever_was_seen(actions, plan, by):
    one = actions[0]
    reword_action(one, wording="Satikties", version=1, by=by)
    before = plan.events.count()

    assert reword_action(one, wording="Satikties", version=1, by=by).version == 2
    assert plan.events.count() == before


def test_reword_action_refuses_what_moved_on_with_both_wordings_at_hand(actions, by):
    one = actions[0]
    reword_action(one, wording="Tikties", version=1, by=by)

    with pytest.raises(ChangedMeanwhile) as refused:
        reword_action(one, wording="Satikties", version=1, by=by)
    assert (str(refused.value.item), refused.value.event.kind) == ("Tikties", "action.reworded")
    refusal("moved_on", reword_action, one, wording="Satikties", version=1, by=by)
    refusal("empty", reword_action, one, wording=" ", version=2, by=by)
    assert str(reword_action(one, wording="Satikties", version=2, by=by)) == "Satikties"


def test_detail_action_says_only_what_changed(actions, plan, by):
    one = actions[0]
    details = {
        "condition": "Ja ir finansējums",
        "lead": "Izglītības nodaļa",
        "first_step": "Saskaitīt telpas",
        "deadline": datetime.date(2027, 6, 1),
        "support_roles": [role("policy_makers"), role("social_enterprises")],
    }

    detail_action(one, **details, version=1, by=by)
    detail_action(one, **details, version=2, by=by)
    detail_action(one, **details | {"lead": "", "deadline": None}, version=2, by=by)

    one.refresh_from_db()
    assert (one.condition.body, one.lead, one.deadline) == ("Ja ir finansējums", None, None)
    assert one.support_roles.count() == 2
    told = [
        event.payload["changes"][0]["set"] for event in plan.events.filter(kind="action.detailed")
    ]
    assert [sorted(one) for one in told] == [
        ["condition", "deadline", "first_step", "lead", "support"],
        ["deadline", "lead"],
    ]


@pytest.mark.parametrize("name", ACTION_DETAILS)
def test_detail_action_writes_every_detail(actions, by, name):
    detail_action(actions[0], **{name: "Vismaz reizi gadā"}, version=1, by=by)

    actions[0].refresh_from_db()
    assert getattr(actions[0], name).body == "Vismaz reizi gadā"


def test_detail_action_refuses_what_moved_on_and_too_many_words(actions, by):
    one = actions[0]

    refusal("moved_on", detail_action, one, lead="Nodaļa", version=2, by=by)
    refusal("too_long", detail_action, one, lead="x" * 2001, version=1, by=by)
    assert detail_action(one, lead="Nodaļa", version=1, by=by).version == 2


def test_reorder_actions_puts_first_or_behind_another(think_tank, plan, by):
    one, two, three = (make_action(make_contribution(think_tank)) for _time in range(3))

    reorder_actions(three, after=None, by=by)
    reorder_actions(one, after=two, by=by)

    assert list(Action.objects.filter(plan=plan).order_by("rank")) == [three, two, one]
    assert {action.version for action in Action.objects.all()} == {1}
    before = plan.events.count()
    reorder_actions(one, after=two, by=by)
    assert plan.events.count() == before


def test_reorder_actions_refuses_another_role_itself_and_what_is_gone(actions, by):
    one, two, makers = actions

    refusal("other_role", reorder_actions, one, after=makers, by=by)
    refusal("other_role", reorder_actions, one, after=one, by=by)
    dissolve_action(two, version=1, by=by)
    refusal("dissolved", reorder_actions, one, after=two, by=by)
    refusal("dissolved", reorder_actions, two, after=None, by=by)


def test_link_actions_joins_two_roles_until_unlinked(actions, plan, by):
    one, _two, makers = actions

    link_actions(one, other=makers, version=1, by=by)
    assert (linked_ids(one), linked_ids(makers)) == ([makers.pk], [one.pk])
    assert (version_of(one), version_of(makers)) == (2, 2)

    before = plan.events.count()
    link_actions(makers, other=one, version=2, by=by)
    assert plan.events.count() == before

    unlink_actions(makers, other=one, version=2, by=by)
    unlink_actions(makers, other=one, version=3, by=by)
    assert (linked_ids(one), linked_ids(makers)) == ([], [])
    assert plan.events.count() == before + 1


def test_link_actions_refuses_the_same_role_another_plan_and_what_moved_on(actions, by):
    one, two, makers = actions

    refusal("same_role", link_actions, one, other=two, version=1, by=by)
    refusal("other_plan", link_actions, one, other=make_action(), version=1, by=by)
    refusal("moved_on", link_actions, one, other=makers, version=2, by=by)
    link_actions(one, other=makers, version=1, by=by)
    refusal("moved_on", unlink_actions, one, other=makers, version=1, by=by)
    unlink_actions(one, other=makers, version=2, by=by)
