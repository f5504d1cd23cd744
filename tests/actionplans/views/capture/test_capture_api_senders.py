"""Who may send a batch, from where, how fast, for whom, and how a script learns of it."""

import datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from actionplans.models import Contribution
from portal.demo.clock import at
from tests.support.closing import close_hours_ago
from tests.support.contributions.batches import entry, outcome, send_and_read, send_batch
from tests.support.factories import (
    make_facilitator,
    make_think_tank,
    make_user,
)
from thinktanks.queries.owners import owner_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(device):
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = device.token
    return client


def test_capture_answers_401_without_a_session(think_tank):
    response = send_batch(Client(), entry(think_tank.pk))

    assert (response.status_code, response.json()["error"]) == (401, "not_signed_in")
    assert Contribution.objects.count() == 0


def test_capture_knows_no_think_tank_of_somebody_else(client, think_tank):
    other = make_think_tank()
    for person in (make_facilitator(other), make_user()):
        client.force_login(person)
        assert outcome(send_and_read(client, entry(think_tank.pk))[0]) == (
            404,
            "refused",
            "no_think_tank",
        )
    assert Contribution.objects.count() == 0


def test_capture_of_a_device_takes_its_seat_where_the_entry_names_none(phone, think_tank, device):
    plain = entry(think_tank.pk)
    del plain["author_role"], plain["table"]
    unsaid = entry(think_tank.pk, author_role=None, table=None)

    send_and_read(phone, plain, unsaid)

    rows = Contribution.objects.order_by("pk").values_list(
        "device", "captured_by", "author_role__code", "table"
    )
    assert list(rows) == [
        (device.pk, None, "social_enterprises", device.table.pk),
        (device.pk, None, None, None),
    ]


def test_capture_of_a_device_stays_in_its_think_tank(phone, think_tank):
    other = make_think_tank()

    refused = send_and_read(phone, entry(other.pk), entry(think_tank.pk, table=999))

    assert [outcome(row) for row in refused] == [
        (422, "refused", "other_think_tank"),
        (422, "refused", "invalid_choice"),
    ]
    assert Contribution.objects.count() == 0


def test_capture_of_a_device_is_late_for_24_hours_after_the_close(phone, think_tank):
    close_hours_ago(think_tank, hours=1)

    [kept] = send_and_read(phone, entry(think_tank.pk))

    assert (outcome(kept), kept["late"]) == ((201, "kept", None), True)
    assert Contribution.objects.get().late is True


def test_capture_of_a_device_ends_24_hours_after_the_close(phone, think_tank):
    close_hours_ago(think_tank, hours=25)

    [refused] = send_and_read(phone, entry(think_tank.pk))

    assert (outcome(refused), "late" in refused) == ((422, "refused", "closed"), False)
    assert Contribution.objects.count() == 0


def test_capture_slows_a_device_down_and_no_account(account, phone, think_tank):
    sent = [entry(think_tank.pk, text=f"Doma {n}") for n in range(12)]

    with at(timezone.now()):
        response = send_batch(phone, *sent)
        again = send_and_read(phone, *sent[:10])

    items = response.json()["items"]
    assert [item["http"] for item in items] == [201] * 10 + [429] * 2
    assert [item["retry_after"] for item in items[10:]] == [2, 2]
    assert response.headers["Retry-After"] == "2"
    assert [row["http"] for row in again] == [200] * 10
    more = [entry(think_tank.pk, text=f"Vēl {n}") for n in range(20)]
    assert [answer["http"] for answer in send_and_read(account, *more)] == [201] * 20


def test_capture_keeps_nothing_for_another_owner(account, phone, think_tank, facilitator, device):
    of_account, of_device = owner_id(facilitator), owner_id(device)
    account.cookies[settings.DEVICE_COOKIE_NAME] = device.token

    both = send_and_read(
        account, entry(think_tank.pk, owner=of_account), entry(think_tank.pk, owner=of_device)
    )
    alone = send_and_read(phone, entry(think_tank.pk, owner=of_account))

    assert [outcome(row) for row in both] == [(201, "kept", None)] * 2
    assert outcome(alone[0]) == (403, "refused", "other_owner")
    rows = Contribution.objects.order_by("pk").values_list("captured_by", "device")
    assert list(rows) == [(facilitator.pk, None), (None, device.pk)]


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
