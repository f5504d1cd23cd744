"""How fast a device may send, and what it may never send."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from actionplans.models import Contribution, PlanEvent
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.operations.rate_limit import BURST, guard_rate, seconds_to_wait
from actionplans.queries.capture.said import captured_seqs
from tests.support.closing import close_hours_ago
from tests.support.factories import make_device, make_facilitator, make_think_tank, role
from tests.support.refusals import refusal
from thinktanks.models import Device

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)


def at(*seconds):
    return [NOON + timedelta(seconds=second) for second in seconds]


def later(seconds):
    return NOON + timedelta(seconds=seconds)


def say(device, think_tank=None, **fields):
    values = {"text": "Atdodiet skolas virtuvi", "uuid": uuid.uuid4()}
    return capture_contribution(think_tank or device.think_tank, **(values | fields), by=device)


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
    guard_rate(make_facilitator(device.think_tank))
    say(make_device(device.think_tank)[0])


def test_capture_contribution_of_a_device_goes_to_its_own_think_tank_only():
    device, _token = make_device()
    other = make_think_tank()

    refusal("other_think_tank", say, device, other)
    refusal("other_table", say, device, table=other.tables.first())
    assert Contribution.objects.count() == 0
    assert say(device, table=device.think_tank.tables.first()).device == device


def device_of_a_think_tank_closed(hours):
    """Return a device whose think tank was closed so many hours ago."""
    close_hours_ago(make_device()[0].think_tank, hours)
    return Device.objects.get()


def test_capture_contribution_of_a_device_is_late_for_24_hours():
    assert say(device_of_a_think_tank_closed(hours=23)).late is True


def test_capture_contribution_of_a_device_ends_24_hours_after_the_close():
    refusal("closed", say, device_of_a_think_tank_closed(hours=25))
    assert Contribution.objects.count() == 0


def test_capture_contribution_recognises_its_text_after_it_was_withdrawn():
    device, _token = make_device()
    entry = uuid.uuid4()
    first = say(device, uuid=entry, addressed_role=role())
    withdraw_contribution(first, version=1, by=device)

    again = say(device, uuid=entry)

    assert (again.pk, again.state) == (first.pk, "withdrawn")
    refusal("other_text", say, device, uuid=entry, text="Citi vārdi")
    refusal("other_text", say, make_device(device.think_tank)[0], uuid=entry)
    assert Contribution.objects.count() == 1


def test_captured_seqs_are_those_of_the_events():
    device, _token = make_device()
    entries = [uuid.uuid4() for _number in range(3)]
    for entry in entries:
        say(device, uuid=entry)

    seqs = captured_seqs([*entries, uuid.uuid4()])

    events = PlanEvent.objects.filter(kind="contribution.captured").order_by("seq")
    assert [seqs[entry] for entry in entries] == list(events.values_list("seq", flat=True))
    assert len(seqs) == 3
