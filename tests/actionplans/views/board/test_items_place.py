"""item-place: into an action, all or none, once."""

import pytest

from actionplans.models import ItemState, PlanEvent
from actionplans.operations.actions import dissolve_action
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.items import place
from tests.support.boards.steps import states_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_think_tank,
    make_user,
    region,
    role,
    seen,
)
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.plan_forms import post
from tests.support.pages.requests import address, html_of, messages_of

pytestmark = pytest.mark.django_db


def test_place_puts_selected_contributions_into_an_action(client, think_tank, contribution, action):
    other = make_contribution(think_tank)
    form = {"items": handles(contribution, other), "action": action.pk}

    response = post(client, "item-place", action.plan, **form, follow=True)

    assert response.redirect_chain == [
        (
            address("board-show", action.plan_id)
            + f"?role=municipalities&open={action.pk}#action-{action.pk}",
            302,
        )
    ]
    assert [row.placement.action for row in (contribution, other)] == [action, action]
    assert messages_of(response) == ["Placed in “Ļaut izmantot tukšās telpas”: 2"]


def test_place_reports_the_change_and_offers_undo(client, contribution, action):
    form = {"items": handles(contribution), "action": action.pk}

    response = post(client, "item-place", action.plan, **form, follow=True)

    event = PlanEvent.objects.get(kind="item.placed")
    assert messages_of(response) == ["Placed in “Ļaut izmantot tukšās telpas”"]
    assert f'form="undo" name="seq" value="{event.seq}">Undo</button>' in html_of(response)


def test_place_sent_twice_is_done_once_and_gets_the_same_response(client, contribution, action):
    form = sent(items=handles(contribution), action=action.pk)
    page = address("item-place", action.plan_id)

    first, second = (client.post(page, form, follow=True) for _ in range(2))

    assert PlanEvent.objects.filter(kind="item.placed").count() == 1
    assert first.redirect_chain == second.redirect_chain
    assert messages_of(first) == messages_of(second) == ["Placed in “Ļaut izmantot tukšās telpas”"]


def test_place_from_a_page_taken_from_history_still_counts(
    client, think_tank, contribution, action
):
    other = make_contribution(think_tank)
    form = sent(items=handles(contribution), action=action.pk)
    page = address("item-place", action.plan_id)
    client.post(page, form)

    client.post(page, form | {"items": handles(other)})

    assert states_of(contribution, other) == [ItemState.PLACED, ItemState.PLACED]
    assert PlanEvent.objects.filter(kind="item.placed").count() == 2


def test_place_refuses_what_was_changed_meanwhile_and_shows_both_choices(
    client, contribution, action, think_tank
):
    home = make_action(make_contribution(think_tank), wording="Vest ar busiņu")
    form = {"items": handles(contribution), "action": action.pk}
    place(seen(contribution), action=home, by=make_user(name="Māris Ozols"))

    response = post(client, "item-place", action.plan, **form)

    contribution.refresh_from_db()
    assert (response.status_code, contribution.placement.action) == (409, home)
    assert "Māris Ozols placed “Autobuss iet pusčetros” in “Vest ar busiņu”" in html_of(response)
    assert response.context["current"] == [("Included in the action", "Vest ar busiņu")]
    assert response.context["submitted"][0][1] == "Ļaut izmantot tukšās telpas"


def test_place_can_be_forced_after_both_choices_were_shown(
    client, contribution, action, think_tank
):
    home = make_action(make_contribution(think_tank), wording="Vest ar busiņu")
    form = {"items": handles(contribution), "action": action.pk}
    place(seen(contribution), action=home, by=make_user())
    shown = post(client, "item-place", action.plan, **form)

    client.post(shown.context["address"], fields_of(shown))

    contribution.refresh_from_db()
    assert contribution.placement.action == action


def fields_of(response) -> dict:
    """Return the hidden fields of the button „Use mine”."""
    fields = {}
    for name, value in response.context["fields"]:
        fields.setdefault(name, []).append(value)
    return fields


def test_place_offers_no_forcing_of_what_was_taken_back(client, contribution, action):
    form = {"items": handles(contribution), "action": action.pk}
    withdraw_contribution(contribution, version=1, by=make_user())

    response = post(client, "item-place", action.plan, **form)

    assert response.status_code == 409
    assert "Use mine" not in html_of(response)


def test_place_of_several_is_all_or_none(client, contribution, action, think_tank):
    other = make_contribution(think_tank)
    form = {"items": handles(contribution, other), "action": action.pk}
    correct_contribution(other, text="Cits teksts", version=1, by=make_user())

    response = post(client, "item-place", action.plan, **form)

    assert response.status_code == 409
    assert states_of(contribution, other) == [ItemState.UNDECIDED, ItemState.UNDECIDED]


@pytest.mark.parametrize(
    "items",
    [
        [],
        ["contribution-1"],
        ["contribution-999999-1"],
        ["contribution-99999999999999999999-1"],
        ["contribution-0-0; drop table"],
        ["user-1-1"],
        ["\x00"],
        ["contribution-\u0661-1"],
    ],
)
def test_place_refuses_what_is_not_on_this_board(client, contribution, action, items):
    response = post(client, "item-place", action.plan, items=items, action=action.pk)

    assert response.status_code == 422
    assert states_of(contribution) == [ItemState.UNDECIDED]


@pytest.mark.parametrize("action_id", ["", "x", "0", "-1", "99999999999999999999", "\x00"])
def test_place_refuses_what_is_no_action(client, contribution, action, action_id):
    form = {"items": handles(contribution), "action": action_id}

    response = post(client, "item-place", action.plan, **form)

    assert response.status_code == 422
    assert states_of(contribution) == [ItemState.UNDECIDED]


def test_place_refuses_items_of_another_plan(client, contribution, action):
    elsewhere = make_think_tank(region=region("latgale"))
    theirs = make_contribution(elsewhere)
    their_action = make_action(make_contribution(elsewhere))

    taken = post(client, "item-place", action.plan, items=handles(theirs), action=action.pk)
    given = post(
        client, "item-place", action.plan, items=handles(contribution), action=their_action.pk
    )

    assert (taken.status_code, given.status_code) == (422, 422)
    assert states_of(contribution, theirs) == [ItemState.UNDECIDED, ItemState.UNDECIDED]
    assert "A selected item is no longer on this board." in html_of(taken)


def test_place_refuses_another_role_and_keeps_the_selection(client, contribution, think_tank):
    mentors = make_action(
        make_contribution(think_tank, addressed_role=role("support_organisations"))
    )
    form = {"items": handles(contribution), "action": mentors.pk, "role": "municipalities"}

    response = post(client, "item-place", mentors.plan, **form)

    assert response.status_code == 422
    assert "This is addressed to another role." in html_of(response)
    assert list(response.context["selected"]) == handles(contribution)


def test_place_refuses_an_action_that_was_dissolved_meanwhile(client, contribution, action):
    form = {"items": handles(contribution), "action": action.pk}
    dissolve_action(action, version=1, by=make_user())

    response = post(client, "item-place", action.plan, **form)

    assert response.status_code == 422
    assert "This action has been removed from the plan in the meantime." in html_of(response)


def test_place_gives_htmx_the_board_with_the_result(client, contribution, action, think_tank):
    later = make_contribution(think_tank)
    form = {"items": handles(contribution), "action": action.pk}

    response = post(client, "item-place", action.plan, **form, headers={"hx-request": "true"})

    assert response.status_code == 200
    assert "<html" not in html_of(response)
    assert '<div hx-swap-oob="innerHTML:#status"> <p class="status-line">' in html_of(response)
    assert response.context["focus"] == handles(later)[0]


def test_place_gives_htmx_the_whole_page_after_a_conflict(client, contribution, action):
    form = {"items": handles(contribution), "action": action.pk}
    correct_contribution(contribution, text="Cits teksts", version=1, by=make_user())

    response = post(client, "item-place", action.plan, **form, headers={"hx-request": "true"})

    assert (response.status_code, response["HX-Retarget"]) == (409, "body")
