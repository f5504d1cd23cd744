"""version-withdraw and text-redact: what is taken back after publication."""

import pytest
from django.test import Client

from actionplans.models import REDACTED, Text, VersionWithdrawal
from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_version,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


def test_withdraw_keeps_the_reason_and_the_text(action):
    version = make_version(action.plan)
    client = signed_in(make_coordinator())

    response = client.post(
        address("version-withdraw", version.pk), {"reason": "Nepareizs fails"}, follow=True
    )

    assert VersionWithdrawal.objects.get().reason.body == "Nepareizs fails"
    assert messages_of(response) == ["Version 1 is withdrawn"]
    assert "Nepareizs fails" in html_of(response)
    plan = version.plan
    shown = client.get(address("version-show", plan.programme.code, plan.region_code, 1))
    assert "Ļaut izmantot tukšās telpas" in html_of(shown)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_withdraw_requires_a_reason(action, reason):
    version = make_version(action.plan)

    response = signed_in(make_coordinator()).post(
        address("version-withdraw", version.pk), {"reason": reason}
    )

    assert response.status_code == 422
    assert ("Give a reason." in html_of(response)) == (not reason.strip())
    assert VersionWithdrawal.objects.count() == 0


def test_withdraw_twice_is_refused(action):
    version = make_version(action.plan)
    client = signed_in(make_coordinator())
    page = address("version-withdraw", version.pk)
    client.post(page, {"reason": "Kļūda"})

    assert client.post(page, {"reason": "Kļūda"}).status_code == 422
    assert VersionWithdrawal.objects.count() == 1


def test_withdraw_is_for_coordinators_and_administrators(client, action):
    version = make_version(action.plan)
    page = address("version-withdraw", version.pk)

    assert client.post(page, {"reason": "Kļūda"}).status_code == 404
    assert signed_in(make_coordinator("latgale")).get(page).status_code == 404
    assert signed_in(make_coordinator()).get(page).status_code == 200
    assert Client().get(page).url == f"/en/accounts/login/?next={page}"
    publish = address("plan-publish", action.plan_id)
    assert page not in html_of(client.get(publish))
    assert page in html_of(signed_in(make_coordinator()).get(publish))
    assert VersionWithdrawal.objects.count() == 0


def test_redact_erases_a_text_everywhere(action, contribution):
    version = make_version(action.plan)
    client = signed_in(make_coordinator())
    assert "Skolas virtuve" in version.document

    response = client.post(
        address("text-redact", contribution.text_id), {"reason": "Vārds"}, follow=True
    )

    version.refresh_from_db()
    assert Text.objects.get(pk=contribution.text_id).body == REDACTED
    assert "Skolas virtuve" not in version.document
    assert messages_of(response) == ["The text is erased"]


def test_redact_shows_the_text_and_where_it_is(action, contribution):
    page = address("text-redact", contribution.text_id)

    response = signed_in(make_coordinator()).get(page)

    assert "Skolas virtuve stāv tukša" in html_of(response)
    assert "Kurzeme action plan" in html_of(response)
    assert signed_in(make_coordinator()).post(page, {"reason": ""}).status_code == 422
    assert Text.objects.get(pk=contribution.text_id).body == "Skolas virtuve stāv tukša"


def test_redact_is_for_coordinators_and_administrators(client, action, contribution):
    page = address("text-redact", contribution.text_id)

    assert client.post(page, {"reason": "Vārds"}).status_code == 404
    assert signed_in(make_coordinator("latgale")).get(page).status_code == 404
    assert signed_in(make_administrator()).get(page).status_code == 200
    assert signed_in(make_coordinator()).get(address("text-redact", 4711)).status_code == 404
    assert Client().get(page).url == f"/en/accounts/login/?next={page}"
    assert Text.objects.get(pk=contribution.text_id).body == "Skolas virtuve stāv tukša"
