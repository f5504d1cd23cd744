"""How fast a device may send, and what a device may not at all."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Contribution, PlanEvent
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.operations.rate_limit import BURST, guard_rate, seconds_to_wait
from actionplans.queries.capture.said import captured_seqs
from tests.support.factories import hours_ago, make_device, make_facilitator, make_think_tank, role
from thinktanks.models import Device
from thinktanks.operations.think_tanks import close_think_tank

NOON = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)


def at(*seconds):
    return [NOON + timedelta(seconds=second) for second in seconds]


def later(seconds):
    return NOON + timedelta(seconds=seconds)


def say(device, think_tank=None, **fields):
    values = {"text": "Atdodiet skolas virtuvi", "uuid": uuid.uuid4()}
    return capture_contribution(think_tank or device.think_tank, **(values | fields), by=device)


def refusal(*arguments, **fields):
    with pytest.raises(ValidationError) as error:
        say(*arguments, **fields)
    return error.value.code


def test_seconds_to_wait_lets_ten_at_once_and_then_one_every_two_seconds():
    assert seconds_to_wait([], NOON) == 0
    assert seconds_to_wait(at(*[0] * 9), NOON) == 0
    assert seconds_to_wait(at(*[0] * 10), NOON) == 2
    assert seconds_to_wait(at(*[0] * 10), later(1)) == 1
    assert seconds_to_wait(at(*[0] * 10), later(2)) == 0
    assert seconds_to_wait(at(*[0] * 10, 2), later(2)) == 2
    assert seconds_to_wait(at(*[0] * 10, 2), later(22)) == 0


def test_seconds_to_wait_lets_one_every_two_seconds_pass_for_ever():
    kept = []
    for second in range(0, 200, 2):
        assert seconds_to_wait(kept, later(second)) == 0
        kept += at(second)


def test_capture_contribution_refuses_a_device_that_floods_and_takes_its_retries(db):
    device, _token = make_device()
    names = [uuid.uuid4() for _entry in range(BURST)]
    kept = [say(device, uuid=name) for name in names]

    assert refusal(device) == "too_fast"
    assert [say(device, uuid=name) for name in names] == kept
    assert Contribution.objects.count() == BURST
    guard_rate(make_facilitator(device.think_tank))
    say(make_device(device.think_tank)[0])


def test_capture_contribution_of_a_device_goes_to_its_own_think_tank_only(db):
    device, _token = make_device()
    other = make_think_tank()

    assert refusal(device, other) == "other_think_tank"
    assert refusal(device, table=other.tables.first()) == "other_table"
    assert Contribution.objects.count() == 0
    assert say(device, table=device.think_tank.tables.first()).device == device


@pytest.mark.parametrize(("hours", "late"), [(23, True), (25, None)])
def test_capture_contribution_of_a_device_is_late_for_24_hours(db, hours, late):
    device, _token = make_device()
    think_tank = close_think_tank(device.think_tank, by=None)
    think_tank.closed_at = hours_ago(hours)
    think_tank.save()
    device = Device.objects.get()

    if late:
        assert say(device).late is True
    else:
        assert refusal(device) == "closed"
        assert Contribution.objects.count() == 0


def test_capture_contribution_knows_its_words_again_whoever_took_them_back(db):
    device, _token = make_device()
    name = uuid.uuid4()
    first = say(device, uuid=name, addressed_role=role())
    withdraw_contribution(first, version=1, by=device)

    again = say(device, uuid=name)

    assert (again.pk, again.state) == (first.pk, "withdrawn")
    assert refusal(device, uuid=name, text="Citi vārdi") == "other_text"
    assert refusal(make_device(device.think_tank)[0], uuid=name) == "other_text"
    assert Contribution.objects.count() == 1


def test_captured_seqs_are_the_numbers_that_the_plan_gave(db):
    device, _token = make_device()
    names = [uuid.uuid4() for _entry in range(3)]
    for name in names:
        say(device, uuid=name)

    seqs = captured_seqs([*names, uuid.uuid4()])

    events = PlanEvent.objects.filter(kind="contribution.captured").order_by("seq")
    assert [seqs[name] for name in names] == list(events.values_list("seq", flat=True))
    assert len(seqs) == 3
