"""A device takes back its own contributions."""

import pytest
from django.test import Client

from actionplans.models import Contribution, ItemState
from actionplans.operations.contributions import correct_contribution
from tests.support.closing import close_hours_ago
from tests.support.contributions.devices import make_device_contribution
from tests.support.factories import (
    make_action,
    make_contribution,
    make_device,
    make_user,
)
from tests.support.messages import in_latvian
from tests.support.pages.requests import html_of

pytestmark = pytest.mark.django_db


def withdraw(client, contribution):
    return client.post(f"/device/contributions/{contribution.pk}/withdraw/")


def test_device_withdraw_takes_back_until_it_is_considered(client, device):
    own, placed = make_device_contribution(device), make_device_contribution(device, "Otrs")
    correct_contribution(own, text="Labots", version=1, by=make_user())
    make_action(placed)

    assert [withdraw(client, row).status_code for row in (own, placed, own)] == [302] * 3

    own.refresh_from_db()
    placed.refresh_from_db()
    assert (own.state, placed.state) == (ItemState.WITHDRAWN, ItemState.PLACED)
    page = html_of(client.get("/device/"))
    assert in_latvian("Taken back") in page
    assert in_latvian("It has already been considered and can no longer be taken back.") in page


def test_device_withdraw_knows_only_the_own_contributions(client, think_tank, device):
    neighbour, _token = make_device(think_tank)
    others = [
        make_device_contribution(neighbour, "Kaimiņa"),
        make_contribution(think_tank, text="Moderatora"),
    ]

    statuses = [withdraw(client, row).status_code for row in others]
    statuses.append(client.post("/device/contributions/999999/withdraw/").status_code)
    statuses.append(withdraw(Client(), others[0]).status_code)

    assert statuses == [404] * 4
    assert set(Contribution.objects.values_list("state", flat=True)) == {ItemState.UNDECIDED}
    assert "Kaimiņa" not in html_of(client.get("/device/"))


def test_device_withdraw_ends_24_hours_after_the_close(client, think_tank, device):
    own = make_device_contribution(device)
    there = f"/device/contributions/{own.pk}/"
    assert there in html_of(client.get("/device/"))

    close_hours_ago(think_tank, 25)

    assert withdraw(client, own).status_code == 404
    assert there not in html_of(client.get("/device/"))
