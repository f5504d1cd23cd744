"""Administrators' pages of accounts and grants: they open, close, grant and end by operations."""

import pytest
from django.urls import reverse

from stakeholders.models import Grant, User
from stakeholders.operations.accounts import close_account
from tests.support.factories import make_coordinator, make_user, region
from tests.support.messages import in_latvian
from tests.support.pages.admin_pages import errors_in, page_address, post
from tests.support.pages.requests import messages_of

pytestmark = pytest.mark.django_db


def test_admin_opens_an_account_without_a_password(client, administrator):
    response = post(client, ("stakeholders", "user"), email="Jauna@Example.org", name="Jauna")

    user = User.objects.get(email="jauna@example.org")
    assert (response.status_code, user.name, user.has_usable_password()) == (302, "Jauna", False)


def test_admin_shows_what_was_typed_again_when_the_operation_refuses(client, administrator):
    User.objects.create_user("jauna@example.org")

    again = post(client, ("stakeholders", "user"), email="jauna@example.ORG", name="Cita")

    assert again.status_code == 200
    assert errors_in(again) == "Konts ar šo e-pasta adresi jau ir."
    form = again.context["adminform"].form
    assert (form["email"].value(), form["name"].value()) == ("jauna@example.ORG", "Cita")
    assert User.objects.filter(email__iexact="jauna@example.org").count() == 1


def test_admin_closes_accounts_except_the_administrators_own(client, administrator):
    user = make_user()
    chosen = {"action": "close_accounts", "_selected_action": [user.pk, administrator.pk]}

    client.post(page_address(("stakeholders", "user"), "changelist"), chosen)

    assert not User.objects.get(pk=user.pk).is_active
    assert User.objects.get(pk=administrator.pk).is_active

    client.post(
        page_address(("stakeholders", "user"), "changelist"),
        {"action": "reopen_accounts", "_selected_action": [user.pk]},
    )
    assert User.objects.get(pk=user.pk).is_active


def test_close_account_ends_its_sessions(client, administrator):
    coordinator = make_coordinator()
    client.force_login(coordinator)
    assert client.get(reverse("desk")).status_code == 200

    close_account(coordinator, by=administrator)

    assert client.get(reverse("desk")).status_code == 302


def test_admin_grants_and_ends_access(client, administrator):
    user = make_user()
    fields = {"user": user.pk, "kind": "coordinator", "region": region().pk}

    assert post(client, ("stakeholders", "grant"), **fields).status_code == 302
    assert post(client, ("stakeholders", "grant"), **fields).status_code == 302

    grant = user.grants.get()
    assert (grant.kind, grant.region, grant.granted_by) == ("coordinator", region(), administrator)

    client.post(
        page_address(("stakeholders", "grant"), "changelist"),
        {"action": "revoke_access", "_selected_action": [grant.pk]},
    )
    assert not user.grants.current().exists()
    assert user.grants.count() == 1

    again = client.post(
        page_address(("stakeholders", "grant"), "changelist"),
        {"action": "revoke_access", "_selected_action": [grant.pk]},
        follow=True,
    )
    assert messages_of(again)[-1:] == [f"Šīs tiesības jau ir beigušās: {grant}"]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"kind": "coordinator"}, "region"),
        ({"kind": "editor"}, "organisation"),
        ({"kind": "administrator", "region": "riga"}, "region"),
    ],
)
def test_admin_refuses_a_wrong_region_or_organisation_of_a_grant_at_its_field(
    client, administrator, fields, refused
):
    user = make_user()
    if "region" in fields:
        fields = fields | {"region": region("riga").pk}

    response = post(client, ("stakeholders", "grant"), user=user.pk, **fields)

    assert response.status_code == 200
    message = "A coordinator needs a region, an editor an organisation, an administrator neither."
    form = response.context["adminform"].form
    assert form.errors.get_json_data() == {
        refused: [{"message": in_latvian(message), "code": "place"}]
    }
    assert not Grant.objects.filter(user=user).exists()
