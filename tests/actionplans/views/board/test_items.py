"""item-take-out, item-set-aside, action-form; and who may decide."""

import pytest
from django.test import Client

from actionplans.models import Action, ItemState
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import set_aside
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import states_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
    region,
    seen,
)
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.plan_forms import post
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


def test_set_aside_keeps_reason_and_note(client, contribution):
    form = {"items": handles(contribution), "reason": "other", "note": "Nav par domnīcu"}

    response = post(client, "item-set-aside", contribution.plan, **form, follow=True)

    assert states_of(contribution) == [ItemState.SET_ASIDE]
    assert (contribution.reason, contribution.reason_note.body) == ("other", "Nav par domnīcu")
    assert messages_of(response) == ["Set aside. Reason: other"]


def test_set_aside_requires_a_reason_and_keeps_what_was_typed(client, contribution):
    form = {"items": handles(contribution), "note": "Nav par domnīcu"}

    for reason in ({}, {"reason": ""}, {"reason": "boring"}):
        response = post(client, "item-set-aside", contribution.plan, **form, **reason)

        assert response.status_code == 422
        assert "Choose a reason from the list." in html_of(response)
        assert 'value="Nav par domnīcu"' in html_of(response)
    assert states_of(contribution) == [ItemState.UNDECIDED]


def test_set_aside_for_another_reason_requires_a_note(client, contribution):
    form = {"items": handles(contribution), "reason": "other"}

    response = post(client, "item-set-aside", contribution.plan, **form)

    assert response.status_code == 422
    assert "Explain briefly why." in html_of(response)
    assert states_of(contribution) == [ItemState.UNDECIDED]


def test_take_out_returns_from_an_action_and_from_being_set_aside(client, think_tank, contribution):
    placed = make_contribution(think_tank)
    make_action(placed)
    set_aside(seen(contribution), reason="repeats", by=make_user())
    form = {"items": handles(placed, contribution)}

    response = post(client, "item-take-out", placed.plan, **form, follow=True)

    assert states_of(placed, contribution) == [ItemState.UNDECIDED, ItemState.UNDECIDED]
    assert messages_of(response) == ["Taken out: 2. They must be considered again."]


def test_take_out_refuses_what_was_changed_meanwhile(client, think_tank):
    placed = make_contribution(think_tank)
    make_action(placed)
    form = {"items": handles(placed)}
    correct_contribution(placed, text="Cits teksts", version=2, by=make_user(name="Māris"))

    response = post(client, "item-take-out", placed.plan, **form)

    assert response.status_code == 409
    assert "Māris corrected “Cits teksts”" in html_of(response)
    assert states_of(placed) == [ItemState.PLACED]


def test_form_makes_an_action_of_the_selected_and_asks_for_its_wording(client, contribution):
    form = {"items": handles(contribution), "role": "municipalities"}

    response = post(client, "action-form", contribution.plan, **form, follow=True)

    action = Action.objects.get()
    contribution.refresh_from_db()
    assert (contribution.placement.action, action.wording) == (action, None)
    assert response.context["opened"] == action.pk
    assert f'id="wording-{action.pk}"' in html_of(response)


def test_form_sent_twice_makes_one_action(client, contribution):
    form = sent(items=handles(contribution), role="municipalities")
    page = address("action-form", contribution.plan_id)

    first, second = (client.post(page, form, follow=True) for _ in range(2))

    assert Action.objects.count() == 1
    assert first.redirect_chain == second.redirect_chain


def test_form_sent_again_after_its_undo_is_carried_out_once_more(client, think_tank):
    plan = make_contribution(think_tank).plan
    form, page = (
        sent(role="municipalities", wording="Atvērt telpas"),
        address("action-form", plan.pk),
    )
    client.post(page, form)
    post(client, "plan-undo", plan, seq=plan.events.latest("seq").seq)

    for _time in range(2):
        assert messages_of(client.post(page, form, follow=True))[-1] == "New action created"

    assert [action.dissolved for action in Action.objects.order_by("pk")] == [True, False]
    assert differences() == []


@pytest.mark.parametrize("code", ["", "none", "nobody", "\x00", "support_organisations"])
def test_form_refuses_a_role_that_is_not_addressed(client, contribution, code):
    form = {"items": handles(contribution), "role": code}

    response = post(client, "action-form", contribution.plan, **form)

    assert response.status_code == 422
    assert Action.objects.count() == 0
    assert states_of(contribution) == [ItemState.UNDECIDED]


NAMES = ("item-place", "item-take-out", "item-set-aside", "action-form")


@pytest.mark.parametrize("name", NAMES)
def test_decisions_are_for_those_who_work_on_the_plan(name, client, contribution, action):
    form = {
        **{"items": handles(contribution), "action": action.pk},
        **{"role": "municipalities", "reason": "repeats"},
    }
    stranger = signed_in(make_facilitator(make_think_tank(region=region("latgale"))))

    refused = [
        post(browser, name, action.plan, **form) for browser in (stranger, signed_in(make_user()))
    ]
    allowed = post(client, name, action.plan, **form)

    assert [response.status_code for response in refused] == [404, 404]
    assert allowed.status_code == 302


@pytest.mark.parametrize("name", NAMES)
def test_decisions_ask_to_sign_in_and_are_not_links(name, client, contribution):
    page = address(name, contribution.plan_id)

    assert Client().post(page, {}).url == "/en/accounts/login/?next=/en/desk/"
    assert client.get(page).status_code == 405
    assert client.post(address(name, 4711), {}).status_code == 404


def test_set_aside_without_a_reason_leaves_the_choice_of_reasons_open(client, contribution):
    form = {"items": handles(contribution), "role": "municipalities"}

    response = post(client, "item-set-aside", contribution.plan, **form)

    assert response.status_code == 422
    assert '<details class="why" open>' in html_of(response)
