"""Who may send a batch, from where, how fast, and for whom."""

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
