"""Who may open a board."""

import pytest
from django.test import Client

from tests.support.factories import (
    make_administrator,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_national_plan,
    make_plan,
    make_think_tank,
    make_user,
    region,
)
from tests.support.pages.plan_pages import show_board
from tests.support.pages.requests import address, html_of

pytestmark = pytest.mark.django_db


def test_board_show_is_for_those_who_work_on_the_plan(think_tank):
    contribution = make_contribution(think_tank, text="Autobuss iet pusčetros")
    elsewhere = make_think_tank(programme=think_tank.programme, region=region("latgale"))
    another_programme = make_think_tank()
    allowed = [make_facilitator(think_tank), make_coordinator("kurzeme"), make_administrator()]
    refused = [
        make_facilitator(elsewhere),
        make_facilitator(another_programme),
        make_coordinator("latgale"),
        make_user(),
    ]

    assert [show_board(user, contribution.plan).status_code for user in allowed] == [200, 200, 200]
    assert [show_board(user, contribution.plan).status_code for user in refused] == [404] * 4
    assert "Autobuss" not in html_of(show_board(refused[0], contribution.plan))


def test_board_show_of_the_national_plan_is_for_administrators_alone(think_tank, facilitator):
    national = make_national_plan(think_tank.programme)

    users = (make_administrator(), make_coordinator(), facilitator)
    assert [show_board(user, national).status_code for user in users] == [200, 404, 404]


def test_board_show_asks_to_sign_in(think_tank):
    page = address("board-show", make_plan(think_tank).pk)

    response = Client().get(page)

    assert (response.status_code, response.url) == (302, f"/en/accounts/login/?next={page}")


def test_board_show_of_no_plan_does_not_exist(client):
    assert client.get(address("board-show", 4711)).status_code == 404
    assert client.get("/en/desk/plans/99999999999999999999999/board/").status_code == 404
