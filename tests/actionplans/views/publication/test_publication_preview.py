"""plan-preview: the draft as it will be read."""

import pytest
from django.test import Client

from actionplans.models import PlanVersion
from actionplans.operations.items import set_aside
from tests.support.factories import (
    make_contribution,
    make_coordinator,
    make_editor,
    make_facilitator,
    make_think_tank,
    make_user,
    region,
    seen,
)
from tests.support.pages.requests import address, html_of, signed_in

pytestmark = pytest.mark.django_db


def test_preview_shows_the_draft_as_it_will_be(client, think_tank, action):
    aside = make_contribution(think_tank, text="Viss ir slikti")
    set_aside(seen(aside), reason="not_an_action", by=make_user())

    response = client.get(address("plan-preview", action.plan_id))

    assert response.status_code == 200
    for text in ("Ļaut izmantot tukšās telpas", "Skolas virtuve stāv tukša", "Viss ir slikti"):
        assert text in html_of(response)
    assert PlanVersion.objects.count() == 0


def test_preview_is_for_the_desk_and_editors_of_the_region(client, think_tank, action):
    page = address("plan-preview", action.plan_id)
    elsewhere = make_facilitator(make_think_tank(region=region("latgale")))
    allowed = (make_facilitator(think_tank), make_coordinator(), make_editor())
    refused = (elsewhere, make_editor("latgale"), make_user())

    assert [signed_in(user).get(page).status_code for user in allowed] == [200] * 3
    assert [signed_in(user).get(page).status_code for user in refused] == [404] * 3
    assert Client().get(page).url == f"/en/accounts/login/?next={page}"


def test_preview_offers_an_editor_no_board(client, action):
    page = address("plan-preview", action.plan_id)

    response = signed_in(make_editor()).get(page)

    board = address("board-show", action.plan_id)
    assert response.status_code == 200
    assert board not in html_of(response)
    assert board in html_of(client.get(page))
