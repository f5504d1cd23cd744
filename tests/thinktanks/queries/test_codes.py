"""Codes and tokens find their think tank or device, and nothing else."""

import pytest

from tests.support.factories import make_device, make_facilitator, make_think_tank
from thinktanks.models import Device
from thinktanks.queries.codes import (
    owner_id,
    think_tank_by_feedback_code,
    think_tank_by_join_code,
)

pytestmark = pytest.mark.django_db


def test_each_code_finds_only_its_own_page():
    think_tank = make_think_tank()

    assert think_tank_by_join_code(think_tank.join_code.lower()) == think_tank
    assert think_tank_by_feedback_code(think_tank.feedback_code) == think_tank
    assert think_tank_by_feedback_code(think_tank.join_code) is None
    assert think_tank_by_join_code(think_tank.feedback_code) is None
    assert think_tank_by_join_code("") is None


def test_owner_id_differs_for_account_and_device_and_identifies_nobody():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    user = make_facilitator(think_tank)
    user.pk = device.pk

    ids = {owner_id(device), owner_id(user)}

    assert len(ids) == 2
    assert {len(owner) for owner in ids} == {22}
    assert owner_id(device) == owner_id(Device.objects.get(pk=device.pk))
