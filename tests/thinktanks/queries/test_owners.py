"""Whose the entries in an outbox are."""

import pytest

from tests.support.factories import make_device, make_facilitator, make_think_tank
from thinktanks.models import Device
from thinktanks.queries.owners import owner_id

pytestmark = pytest.mark.django_db


def test_owner_id_differs_for_account_and_device_and_identifies_nobody():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    user = make_facilitator(think_tank)
    user.pk = device.pk

    ids = {owner_id(device), owner_id(user)}

    assert len(ids) == 2
    assert {len(owner) for owner in ids} == {22}
    assert owner_id(device) == owner_id(Device.objects.get(pk=device.pk))
