"""How fast a device may send."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from actionplans.models import Contribution
from actionplans.operations.capture import capture_contribution
from actionplans.operations.rate_limit import BURST, guard_rate, seconds_to_wait
from tests.support.factories import make_device, make_facilitator
from tests.support.refusals import refusal

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)


def at(*seconds):
    return [NOON + timedelta(seconds=second) for second in seconds]


def later(seconds):
    return NOON + timedelta(seconds=seconds)


def say(device, **fields):
    values = {"text": "Atdodiet skolas virtuvi", "uuid": uuid.uuid4()}
    return capture_contribution(device.think_tank, **(values | fields), by=device)


def test_seconds_to_wait_lets_ten_at_once_and_then_one_every_two_seconds():
    assert seconds_to_wait([], NOON) == 0
    assert seconds_to_wait(at(*[0] * 9), NOON) == 0
    assert seconds_to_wait(at(*[0] * 10), NOON) == 2
    assert seconds_to_wait(at(*[0] * 10), later(1)) == 1
    assert seconds_to_wait(at(*[0] * 10), later(2)) == 0
    assert seconds_to_wait(at(*[0] * 10, 2), later(2)) == 2
    assert seconds_to_wait(at(*[0] * 10, 2), later(22)) == 0


def test_seconds_to_wait_always_passes_one_every_two_seconds():
    kept = []
    for second in range(0, 200, 2):
        assert seconds_to_wait(kept, later(second)) == 0
        kept += at(second)


def test_capture_contribution_refuses_a_device_that_floods_and_takes_its_retries():
    device, _token = make_device()
    entries = [uuid.uuid4() for _number in range(BURST)]
    kept = [say(device, uuid=entry) for entry in entries]

    refusal("too_fast", say, device)
    assert [say(device, uuid=entry) for entry in entries] == kept
    assert Contribution.objects.count() == BURST
    refusal("too_fast", say, device, text="x" * 10_000)
    guard_rate(make_facilitator(device.think_tank))
    say(make_device(device.think_tank)[0])
