"""contribution-assign-roles: who spoke, and who is addressed."""

import pytest

from actionplans.operations.contributions import hide
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_think_tank,
    role,
    seen,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contribution(capture_page):
    return make_contribution(capture_page.think_tank, author_role=None, addressed_role=None)


def send_roles(capture_page, contribution, author, addressed, version=1):
    return capture_page.client.post(
        address("contribution-assign-roles", contribution.pk),
        {"author_role": author, "addressed_role": addressed, "version": version},
    )


def roles(contribution):
    contribution.refresh_from_db()
    return contribution.author_role, contribution.addressed_role


def test_contribution_assign_roles_sets_speaker_and_addressee(capture_page, contribution):
    response = send_roles(capture_page, contribution, "municipalities", "policy_makers")

    assert messages_of(capture_page.client.get(response.url)) == ["Roles saved"]
    assert roles(contribution) == (role("municipalities"), role("policy_makers"))


def test_contribution_assign_roles_can_set_both_to_unknown(capture_page):
    contribution = make_contribution(capture_page.think_tank)

    send_roles(capture_page, contribution, "", "")

    assert roles(contribution) == (None, None)


def test_contribution_assign_roles_shows_what_is_chosen_now(capture_page):
    contribution = make_contribution(capture_page.think_tank, author_role=None)

    shown = html_of(capture_page.client.get(address("contribution-assign-roles", contribution.pk)))

    assert 'name="author_role" value="" checked' in shown
    assert 'name="addressed_role" value="municipalities" checked' in shown


@pytest.mark.parametrize(("author", "addressed"), [("bakers", ""), ("", "bakers")])
def test_contribution_assign_roles_refuses_an_unknown_role(
    capture_page, contribution, author, addressed
):
    response = send_roles(capture_page, contribution, author, addressed)

    assert response.status_code == 422
    assert "Choose a role from the list." in html_of(response)
    assert roles(contribution) == (None, None)


def test_contribution_assign_roles_refuses_a_role_that_the_programme_does_not_address(
    capture_page, contribution
):
    capture_page.think_tank.programme.addressed_roles.set([role("municipalities")])

    refused = send_roles(capture_page, contribution, "", "policy_makers")
    taken = send_roles(capture_page, contribution, "", "municipalities")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert roles(contribution) == (None, role("municipalities"))


def test_contribution_assign_roles_refuses_what_is_in_an_action(capture_page):
    contribution = make_contribution(capture_page.think_tank)
    make_action(contribution)
    contribution.refresh_from_db()

    response = send_roles(
        capture_page, contribution, "", "policy_makers", version=contribution.version
    )

    assert response.status_code == 422
    assert "Take it out of the action first." in html_of(response)
    assert roles(contribution)[1] == role("municipalities")


def test_contribution_assign_roles_refuses_what_was_changed_meanwhile(capture_page, contribution):
    hide(seen(contribution), by=capture_page.facilitator)

    response = send_roles(capture_page, contribution, "municipalities", "policy_makers")

    assert response.status_code == 409
    assert 'value="policy_makers" checked' in html_of(response)
    assert response.context["version"] == 2
    assert roles(contribution) == (None, None)


def test_contribution_assign_roles_does_not_exist_for_others(capture_page, contribution):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))

    answers = [
        send_roles(client, contribution, "", "").status_code for client in (other, capture_page)
    ]

    assert answers == [404, 302]
