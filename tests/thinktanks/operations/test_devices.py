"""Devices without an account: until when they may join, where they sit, and what they report."""

import datetime
import uuid

import pytest
from django.utils import timezone

from tests.support.factories import (
    hours_ago,
    make_device,
    make_programme,
    make_think_tank,
    role,
)
from tests.support.pages.think_tanks import changed, without_table
from tests.support.refusals import refusal_code
from tests.support.servers.in_turn import in_turn
from thinktanks.codes import hash_of
from thinktanks.models import Device, Table, ThinkTank
from thinktanks.operations.devices import join_think_tank, report_device, seat_device
from thinktanks.operations.think_tanks import change_think_tank, close_think_tank
from thinktanks.queries.codes import device_by_token

pytestmark = pytest.mark.django_db


def seat(think_tank, **fields):
    return {
        "code": think_tank.join_code,
        "table": None,
        "role": None,
        "sent_uuid": uuid.uuid4(),
    } | fields


def test_join_think_tank_gives_a_token_and_keeps_only_its_hash():
    think_tank = make_think_tank()
    table = think_tank.tables.get(number=2)

    device, token = join_think_tank(
        think_tank, **seat(think_tank, table=table, role=role("social_enterprises"))
    )

    assert (device.think_tank, device.table, device.role.code) == (
        think_tank,
        table,
        "social_enterprises",
    )
    assert device.token_hash == hash_of(token)
    assert len(device.receipt_code) == 10
    assert device_by_token(token) == device
    assert device_by_token(token + "x") is None
    assert device_by_token(device.token_hash) is None


def test_join_think_tank_sent_again_gives_the_same_device():
    first, second, another = make_think_tank(), make_think_tank(), uuid.uuid4()
    sent = seat(first)

    device, token = join_think_tank(first, **sent)

    assert join_think_tank(first, **sent) == (device, token)
    assert join_think_tank(first, **(sent | {"sent_uuid": another}))[1] != token
    assert join_think_tank(second, **(sent | {"code": second.join_code}))[1] != token
    assert Device.objects.count() == 3


def test_join_think_tank_works_before_the_opening_and_not_after_the_close():
    planned = make_think_tank(is_open=False)
    closed = close_think_tank(make_think_tank(), by=None)

    device, _token = join_think_tank(planned, **seat(planned))

    assert device.think_tank == planned
    assert refusal_code(join_think_tank, closed, **seat(closed)) == "closed"
    assert Device.objects.count() == 1


def test_join_think_tank_refuses_code_table_and_role_of_another_event():
    programme = make_programme(speaker_roles=[role("municipalities")])
    think_tank = make_think_tank(programme=programme, tables=[None])
    other = make_think_tank()

    assert refusal_code(join_think_tank, think_tank, **seat(other)) == "wrong_code"
    assert (
        refusal_code(join_think_tank, think_tank, **seat(think_tank, table=other.tables.first()))
        == "other_table"
    )
    assert (
        refusal_code(join_think_tank, think_tank, **seat(think_tank, role=role("policy_makers")))
        == "not_speaking"
    )
    assert Device.objects.count() == 0
    assert join_think_tank(think_tank, **seat(think_tank, role=role("municipalities")))


@pytest.mark.parametrize("operation", [join_think_tank, seat_device])
def test_devices_are_refused_at_a_table_that_was_removed_meanwhile(operation):
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    chosen = think_tank.tables.get(number=2)
    Table.objects.filter(pk=chosen.pk).delete()
    sent = seat(think_tank, table=chosen)

    if operation == seat_device:
        code = refusal_code(seat_device, device, table=chosen, role=None)
    else:
        code = refusal_code(join_think_tank, think_tank, **sent)

    assert code == "other_table"
    assert list(Device.objects.values_list("pk", "table")) == [(device.pk, device.table_id)]


def test_seat_device_changes_the_table_until_the_think_tank_is_over():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    table = think_tank.tables.get(number=3)

    seat_device(device, table=table, role=None)

    device.refresh_from_db()
    assert (device.table, device.role) == (table, None)
    other = make_think_tank().tables.first()
    assert refusal_code(seat_device, device, table=other, role=None) == "other_table"
    think_tank = close_think_tank(think_tank, by=None)
    think_tank.closed_at = hours_ago(25)
    think_tank.save()
    device = Device.objects.get(pk=device.pk)
    assert refusal_code(seat_device, device, table=None, role=None) == "closed"


@pytest.mark.parametrize(
    ("reports", "written"),
    [
        # An honest phone reports every 15 s: each change is written, and the same number once a minute.
        ([(0, 2), (15, 3), (30, 0)], [0, 15, 30]),
        ([(0, 2), (15, 2), (30, 2), (45, 2), (60, 2)], [0, 60]),
        ([(0, 2), (50, 2), (55, 0)], [0, 55]),
        # One that reports all the time is written every 10 s.
        ([(second, second % 7) for second in range(31)], [0, 10, 20, 30]),
        ([(tenth / 10, tenth % 2) for tenth in range(102)], [0, 10.1]),
    ],
)
def test_report_device_writes_a_change_soon_and_never_more_often(
    think_tank, monkeypatch, reports, written
):
    device, _token = make_device(think_tank)
    start, seen = timezone.now(), []

    for second, waiting in reports:
        moment = start + datetime.timedelta(seconds=second)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        report_device(Device.objects.get(pk=device.pk), waiting=waiting)
        seen.append(Device.objects.values_list("seen_at", "waiting").get(pk=device.pk))

    waiting_at = dict(reports)
    assert list(dict.fromkeys(seen)) == [
        (start + datetime.timedelta(seconds=second), waiting_at[second]) for second in written
    ]


def test_report_device_writes_one_of_two_at_the_same_moment(think_tank):
    device, _token = make_device(think_tank)
    first, second = (Device.objects.get(pk=device.pk) for _report in range(2))

    answers = [report_device(first, waiting=2), report_device(second, waiting=5)]

    assert [answer.waiting for answer in answers] == [2, 0]
    assert Device.objects.get(pk=device.pk).waiting == 2


def remove_while_joining(removal_first):
    """Let a device join at a table while it is removed; return both answers, the tables and the devices there."""
    think_tank = make_think_tank()
    pair = [[join_at, think_tank.pk], [remove, think_tank.pk]]
    [answers] = in_turn(call, [reversed(pair) if removal_first else pair])
    return (
        answers,
        list(think_tank.tables.values_list("number", flat=True)),
        list(think_tank.devices.values_list("table__number", flat=True)),
    )


def call(request):
    operation, pk = request
    return operation(ThinkTank.objects.get(pk=pk))


def join_at(think_tank):
    sent = seat(think_tank, table=think_tank.tables.get(number=4))
    device, _token = join_think_tank(think_tank, **sent)
    return device.table.number


def remove(think_tank):
    fields = changed(think_tank, tables=without_table(think_tank, 4))
    change_think_tank(think_tank, **fields, by=None)
    return "removed"


@pytest.mark.server
@pytest.mark.parametrize("installation", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("removal_first", "expected"),
    [
        (False, [[4, ["ValidationError", "table_used"]], [1, 2, 3, 4], [4]]),
        (True, [["removed", ["ValidationError", "other_table"]], [1, 2, 3], []]),
    ],
    ids=["device-first", "removal-first"],
)
def test_a_table_is_kept_or_removed_while_a_device_joins_at_it(
    installation, removal_first, expected
):
    found = installation.call(remove_while_joining, removal_first=removal_first)

    assert found == expected
