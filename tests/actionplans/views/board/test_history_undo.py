"""Undo of one change, from the history and from the board."""

import pytest

from actionplans.models import ItemState, PlanEvent
from actionplans.operations.contributions import (
    correct_contribution,
)
from actionplans.operations.items import set_aside, take_out
from tests.support.factories import (
    make_contribution,
    make_user,
    seen,
)
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of

pytestmark = pytest.mark.django_db


def test_undo_puts_back_what_a_change_did(client, think_tank, facilitator):
    contribution = make_contribution(think_tank)
    set_aside(seen(contribution), reason="repeats", by=facilitator)
    form = sent(seq=3, **{"from": "history"})

    response = client.post(address("plan-undo", contribution.plan_id), form, follow=True)

    contribution.refresh_from_db()
    assert contribution.state == ItemState.UNDECIDED
    assert response.redirect_chain == [(address("plan-history", contribution.plan_id), 302)]
    assert messages_of(response) == ["Change 3 undone"]


def test_undo_on_the_board_returns_to_the_board(client, think_tank, facilitator):
    contribution = make_contribution(think_tank)
    set_aside(seen(contribution), reason="repeats", by=facilitator)
    form = sent(seq=3, role="municipalities", **{"from": "board"})

    response = client.post(address("plan-undo", contribution.plan_id), form, follow=True)

    assert [item.row for item in response.context["undecided"]] == [contribution]


def test_undo_in_the_message_works_on_the_page_about_publishing(client, think_tank):
    contribution = make_contribution(think_tank)
    page = address("plan-publish", contribution.plan_id)
    data = sent(items=handles(contribution), reason="repeats", **{"from": "publish"})
    set_aside_page = client.post(address("item-set-aside", contribution.plan_id), data, follow=True)

    response = form_with(set_aside_page, "Undo").press("Undo", follow=True)

    contribution.refresh_from_db()
    assert contribution.state == ItemState.UNDECIDED
    assert response.redirect_chain == [(page, 302)]
    assert messages_of(response) == ["Change 3 undone"]


def test_undo_that_is_refused_on_the_page_about_publishing_returns_there(client, think_tank):
    contribution = make_contribution(think_tank)

    form = sent(seq=4711, **{"from": "publish"})
    response = client.post(address("plan-undo", contribution.plan_id), form, follow=True)

    assert response.redirect_chain == [(address("plan-publish", contribution.plan_id), 302)]
    assert messages_of(response) == ["There is no such change."]


def test_undo_sent_twice_is_done_once(client, think_tank, facilitator):
    contribution = make_contribution(think_tank)
    set_aside(seen(contribution), reason="repeats", by=facilitator)
    form = sent(seq=3)
    page = address("plan-undo", contribution.plan_id)

    first, second = (client.post(page, form, follow=True) for _ in range(2))

    assert messages_of(first) == messages_of(second) == ["Change 3 undone"]
    assert PlanEvent.objects.filter(kind="plan.undone").count() == 1


def test_undo_of_two_changes_from_one_page_undoes_both(client, think_tank, facilitator):
    first, second = make_contribution(think_tank), make_contribution(think_tank)
    for row in (first, second):
        set_aside(seen(row), reason="repeats", by=facilitator)
    form = sent()

    for seq in (4, 5):
        client.post(address("plan-undo", first.plan_id), form | {"seq": seq})

    states = [type(row).objects.get(pk=row.pk).state for row in (first, second)]
    assert states == [ItemState.UNDECIDED, ItemState.UNDECIDED]


@pytest.mark.parametrize("seq", ["", "x", "0", "4711", "99999999999", "1", "\x00"])
def test_undo_refuses_what_is_no_change_or_final(client, think_tank, seq):
    contribution = make_contribution(think_tank)

    response = client.post(address("plan-undo", contribution.plan_id), sent(seq=seq))

    assert response.status_code == 422
    assert PlanEvent.objects.filter(kind="plan.undone").count() == 0


def test_undo_names_what_was_changed_meanwhile_and_offers_the_rest(client, think_tank, facilitator):
    bus, walk = (make_contribution(think_tank, text=text) for text in ("Autobuss", "Kājām"))
    set_aside(seen(bus, walk), reason="repeats", by=facilitator)
    correct_contribution(bus, text="Autobusi", version=2, by=make_user(name="Māris Ozols"))
    page = address("plan-undo", bus.plan_id)

    refused = client.post(page, sent(seq=4))

    assert refused.status_code == 409
    assert "Māris Ozols corrected “Autobusi”" in html_of(refused)
    assert refused.context["has_rest"]
    client.post(page, sent(seq=4, leave_moved="on"))
    bus.refresh_from_db()
    walk.refresh_from_db()
    assert (bus.state, walk.state) == (ItemState.SET_ASIDE, ItemState.UNDECIDED)


def test_undo_offers_no_rest_where_everything_was_changed_meanwhile(
    client, think_tank, facilitator
):
    bus = make_contribution(think_tank)
    set_aside(seen(bus), reason="repeats", by=facilitator)
    take_out(seen(bus), by=facilitator)

    refused = client.post(address("plan-undo", bus.plan_id), sent(seq=3))

    assert refused.status_code == 409
    assert "Undo the rest" not in html_of(refused)
