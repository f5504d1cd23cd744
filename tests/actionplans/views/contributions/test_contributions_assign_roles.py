import pytest

from actionplans.operations.contributions import hide
from tests.support.board_pages import address, said, signed_in, words
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_think_tank,
    role,
    seen,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(capture_page):
    return make_contribution(capture_page.think_tank, author_role=None, addressed_role=None)


def send(capture_page, one, author, addressed, version=1):
    return capture_page.client.post(
        address("contribution-assign-roles", one.pk),
        {"author_role": author, "addressed_role": addressed, "version": version},
    )


def roles(one):
    one.refresh_from_db()
    return one.author_role, one.addressed_role


def test_contribution_assign_roles_says_who_spoke_and_to_whom(capture_page, one):
    response = send(capture_page, one, "municipalities", "policy_makers")

    assert said(capture_page.client.get(response.url)) == ["Roles saved"]
    assert roles(one) == (role("municipalities"), role("policy_makers"))


def test_contribution_assign_roles_can_say_that_it_is_not_known(capture_page):
    one = make_contribution(capture_page.think_tank)

    send(capture_page, one, "", "")

    assert roles(one) == (None, None)


def test_contribution_assign_roles_shows_what_is_chosen_now(capture_page):
    one = make_contribution(capture_page.think_tank, author_role=None)

    shown = words(capture_page.client.get(address("contribution-assign-roles", one.pk)))

    assert 'name="author_role" value="" checked' in shown
    assert 'name="addressed_role" value="municipalities" checked' in shown


@pytest.mark.parametrize(("author", "addressed"), [("bakers", ""), ("", "bakers")])
def test_contribution_assign_roles_refuses_an_unknown_role(capture_page, one, author, addressed):
    response = send(capture_page, one, author, addressed)

    assert response.status_code == 422
    assert "Choose a role from the list." in words(response)
    assert roles(one) == (None, None)


def test_contribution_assign_roles_refuses_a_role_that_the_programme_does_not_address(
    capture_page, one
):
    capture_page.think_tank.programme.addressed_roles.set([role("municipalities")])

    refused = send(capture_page, one, "", "policy_makers")
    taken = send(capture_page, one, "", "municipalities")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert roles(one) == (None, role("municipalities"))


def test_contribution_assign_roles_leaves_what_lies_in_an_action(capture_page):
    one = make_contribution(capture_page.think_tank)
    make_action(one)
    one.refresh_from_db()

    response = send(capture_page, one, "", "policy_makers", version=one.version)

    assert response.status_code == 422
    assert "Take it out of the action first." in words(response)
    assert roles(one)[1] == role("municipalities")


def test_contribution_assign_roles_refuses_what_was_changed_meanwhile(capture_page, one):
    hide(seen(one), by=capture_page.facilitator)

    response = send(capture_page, one, "municipalities", "policy_makers")

    assert response.status_code == 409
    assert 'value="policy_makers" checked' in words(response)
    assert response.context["version"] == 2
    assert roles(one) == (None, None)


def test_contribution_assign_roles_does_not_exist_for_others(capture_page, one):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))

    answers = [send(client, one, "", "").status_code for client in (other, capture_page)]

    assert answers == [404, 302]
