"""Undo from the history, and what can still be undone, sent as the pages made it."""

import pytest

from actionplans.models import ItemState
from actionplans.operations.items import take_out
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    seen,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, messages_of

pytestmark = pytest.mark.django_db


def undo_form(client, plan, seq):
    return form_with(client.get(address("plan-history", plan.pk)), "Undo", str(seq))


def test_undo_one_change_from_the_history(client, think_tank):
    contribution = make_contribution(think_tank)
    action = make_action(contribution)
    seq = str(action.plan.events.get(kind="action.formed").seq)

    response = undo_form(client, action.plan, seq).press("Undo", seq, follow=True)

    action.refresh_from_db()
    assert (messages_of(response), action.dissolved) == ([f"Change {seq} undone"], True)
    assert response.redirect_chain == [(address("plan-history", action.plan_id), 302)]


def test_undo_the_rest_where_something_was_changed_since(client, think_tank):
    stays, moved = make_contribution(think_tank), make_contribution(think_tank)
    home = make_action(make_contribution(think_tank))
    page = client.get(address("board-show", home.plan_id))
    form = form_with(page, "Place here")
    form.fill(items=[f"contribution-{row.pk}-1" for row in (stays, moved)])
    form.press("Place here", str(home.pk))
    seq = str(home.plan.events.get(kind="item.placed").seq)
    take_out(seen(moved), by=make_user())

    conflict = undo_form(client, home.plan, seq).press("Undo", seq)
    response = form_with(conflict, "Undo the rest").press("Undo the rest", seq, follow=True)

    stays.refresh_from_db()
    assert (conflict.status_code, messages_of(response)) == (409, [f"Change {seq} undone"])
    assert stays.state == ItemState.UNDECIDED
    assert response.redirect_chain == [(address("plan-history", home.plan_id), 302)]
