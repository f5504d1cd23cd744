"""Who may send from this browser, and the CSRF token that a batch needs."""

import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from actionplans.models import Contribution
from tests.support.contributions.batches import entry, send_batch
from thinktanks.queries.owners import owner_id

pytestmark = pytest.mark.django_db


def test_session_answers_who_may_send_from_this_browser(account, facilitator, device):
    nobody = Client().get("/api/session/").json()
    alone = account.get("/api/session/").json()
    account.cookies[settings.DEVICE_COOKIE_NAME] = device.token
    before = timezone.now()
    both = account.get("/api/session/").json()

    assert (nobody["user"], nobody["device"], nobody["owner"], nobody["owners"]) == (
        None,
        None,
        "",
        [],
    )
    assert (alone["user"], alone["device"]) == (facilitator.pk, None)
    assert alone["owner"] == owner_id(facilitator)
    assert both["device"] == device.pk
    assert both["owners"] == [owner_id(facilitator), owner_id(device)]
    assert len(both["csrf"]) == 64
    assert before <= datetime.datetime.fromisoformat(both["now"]) <= timezone.now()


def test_session_is_never_stored_and_names_nobody(account):
    response = account.get("/api/session/")

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Content-Type"] == "application/json"
    assert "Kanārija" not in str(response.json())


def test_session_gives_the_csrf_token_that_capture_requires(think_tank, facilitator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(facilitator)

    refused = send_batch(client, entry(think_tank.pk))
    csrf_token = client.get("/api/session/").json()["csrf"]
    kept = send_batch(client, entry(think_tank.pk), headers={"X-CSRFToken": csrf_token})

    assert (refused.status_code, refused.json()["reason"]) == (403, "csrf")
    assert (kept.status_code, kept.json()["items"][0]["status"]) == (200, "kept")
    assert Contribution.objects.count() == 1


def test_devices_need_the_csrf_token_as_well(think_tank, device):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.DEVICE_COOKIE_NAME] = device.token

    assert send_batch(client, entry(think_tank.pk)).json()["reason"] == "csrf"
    assert Contribution.objects.count() == 0
