"""Capture contributions and take them back."""

import uuid

import pytest
from django.utils import timezone

from actionplans.models import Contribution, ItemState
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.operations.imports import import_contributions, undo_batch
from actionplans.operations.items import set_aside
from actionplans.queries.imports.new_rows import ImportRow
from stakeholders.models import Role
from tests.support.closing import close_hours_ago
from tests.support.factories import (
    hours_ago,
    make_device,
    make_programme,
    make_think_tank,
    make_user,
    role,
    seen,
)
from tests.support.refusals import refusal
from thinktanks.models import Device, Programme, ThinkTank
from thinktanks.operations.think_tanks import close_think_tank, open_think_tank

pytestmark = pytest.mark.django_db


def capture(think_tank, by, **fields):
    values = {"text": "Atdodiet skolas virtuvi", "uuid": uuid.uuid4(), "by": by}
    return capture_contribution(think_tank, **(values | fields))


def test_capture_contribution_keeps_the_text_and_records_one_event(think_tank, by):
    contribution = capture(think_tank, by, author_role=role("policy_makers"), addressed_role=role())

    event = contribution.plan.events.last()
    assert (contribution.current_text, contribution.state, contribution.version) == (
        "Atdodiet skolas virtuvi",
        "undecided",
        1,
    )
    assert (contribution.plan.programme, contribution.plan.region) == (
        think_tank.programme,
        think_tank.region,
    )
    assert (event.kind, event.seq, event.actor) == ("contribution.captured", 2, by.pk)
    assert [(change["item"], change["id"]) for change in event.payload["changes"]] == [
        ("contribution", contribution.pk)
    ]


def test_capture_contribution_sent_again_is_the_first(think_tank, by):
    entry = uuid.uuid4()

    first, again = (capture(think_tank, by, uuid=entry) for _number in range(2))

    assert first == again
    assert (Contribution.objects.count(), first.plan.events.count()) == (1, 2)


def test_capture_contribution_refuses_the_same_uuid_with_anything_else(think_tank, by):
    entry = uuid.uuid4()
    first = capture(think_tank, by, uuid=entry)

    refusal("other_text", capture, think_tank, by, uuid=entry, text="Citi vārdi")
    refusal("other_text", capture, think_tank, make_user(), uuid=entry)
    refusal("other_text", capture, make_think_tank(), by, uuid=entry)
    assert Contribution.objects.get() == first
    assert first.current_text == "Atdodiet skolas virtuvi"


def test_capture_contribution_sent_again_after_it_was_taken_back_brings_nothing_back(
    think_tank, by
):
    entry = uuid.uuid4()
    withdraw_contribution(capture(think_tank, by, uuid=entry), version=1, by=by)

    assert capture(think_tank, by, uuid=entry).state == ItemState.WITHDRAWN
    assert Contribution.objects.count() == 1


def save_list(plan, think_tank, by, batch):
    rows = [ImportRow("Viens"), ImportRow("Divi")]
    return import_contributions(plan, rows=rows, think_tank=think_tank, batch=batch, by=by)


@pytest.mark.parametrize("text", ["Viens\nDivi", "Viens", "x\n" * 2001])
def test_capture_contribution_refuses_the_text_of_a_saved_list_until_that_is_undone(
    plan, think_tank, by, text
):
    batch = uuid.uuid4()
    save_list(plan, think_tank, by, batch)

    refusal("known_list", capture, think_tank, by, uuid=batch, text=text)
    assert Contribution.objects.count() == 2
    undo_batch(plan, batch=batch, by=by)
    assert capture(think_tank, by, uuid=batch, text="Viens\nDivi").uuid == batch


def test_import_contributions_refuses_a_list_that_is_one_contribution_until_that_is_taken_back(
    plan, think_tank, by
):
    batch = uuid.uuid4()
    whole = capture(think_tank, by, uuid=batch, text="Viens\nDivi")

    refusal("known_list", save_list, plan, think_tank, by, batch)
    assert Contribution.objects.get() == whole
    withdraw_contribution(whole, version=1, by=by)
    assert len(save_list(plan, think_tank, by, batch)) == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Tikties biežāk \r\n ceturtdienās ", "Tikties biežāk \n ceturtdienās"),
        ("a\u0304trāk", "ātrāk"),
        ("dro\u200bši\u202e", "droši"),
        ("=1+1 👍 <b>", "=1+1 👍 <b>"),
        ("x" * 2000, "x" * 2000),
    ],
)
def test_capture_contribution_takes_away_only_what_cannot_be_seen(think_tank, by, typed, kept):
    assert capture(think_tank, by, text=typed).current_text == kept


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \n\u200b", "empty"), ("x" * 2001, "too_long")]
)
def test_capture_contribution_refuses_an_empty_text_and_one_that_is_too_long(
    think_tank, by, text, code
):
    refusal(code, capture, think_tank, by, text=text)
    assert capture(think_tank, by).pk


def test_capture_contribution_refuses_another_think_tanks_table(think_tank, by):
    other = make_think_tank().tables.first()

    refusal("other_table", capture, think_tank, by, table=other)
    table = think_tank.tables.first()
    assert capture(think_tank, by, table=table).table == table


def test_capture_contribution_refuses_roles_that_the_programme_does_not_know(by):
    speaking, addressed = Role.objects.all()[:2]
    programme = make_programme(speaker_roles=[speaking], addressed_roles=[addressed])
    think_tank = make_think_tank(programme=programme)

    refusal("not_speaking", capture, think_tank, by, author_role=addressed)
    refusal("not_addressed", capture, think_tank, by, addressed_role=speaking)
    assert capture(think_tank, by, author_role=speaking, addressed_role=addressed).pk


def test_capture_contribution_waits_for_the_opening(by):
    think_tank = make_think_tank(is_open=False)

    refusal("not_open", capture, think_tank, by)
    assert capture(open_think_tank(think_tank, by=by), by).typed_up is False


def test_capture_contribution_ends_with_the_programme(think_tank, by):
    closed = close_think_tank(think_tank, by=by)
    closed.programme.state = Programme.State.ARCHIVED
    closed.programme.save()

    refusal("archived", capture, closed, by)
    assert Contribution.objects.count() == 0


def test_capture_contribution_of_a_device_goes_to_its_own_think_tank_only():
    device, _token = make_device()
    other = make_think_tank()

    refusal("other_think_tank", capture, other, device)
    refusal("other_table", capture, device.think_tank, device, table=other.tables.first())
    assert Contribution.objects.count() == 0
    table = device.think_tank.tables.first()
    assert capture(device.think_tank, device, table=table).device == device


def device_of_a_think_tank_closed(hours):
    """Return a device whose think tank was closed `hours` ago."""
    close_hours_ago(make_device()[0].think_tank, hours)
    return Device.objects.get()


def test_capture_contribution_of_a_device_is_late_for_24_hours():
    device = device_of_a_think_tank_closed(hours=23)

    late = capture(device.think_tank, device)

    assert (late.late, late.typed_up) == (True, False)


def test_capture_contribution_of_a_device_ends_24_hours_after_the_close():
    device = device_of_a_think_tank_closed(hours=25)

    refusal("closed", capture, device.think_tank, device)
    assert Contribution.objects.count() == 0


def test_capture_contribution_recognises_its_text_after_it_was_withdrawn():
    device, _token = make_device()
    entry = uuid.uuid4()
    first = capture(device.think_tank, device, uuid=entry, addressed_role=role())
    withdraw_contribution(first, version=1, by=device)

    again = capture(device.think_tank, device, uuid=entry)

    assert (again.pk, again.state) == (first.pk, "withdrawn")
    refusal("other_text", capture, device.think_tank, device, uuid=entry, text="Citi vārdi")
    neighbour, _token = make_device(device.think_tank)
    refusal("other_text", capture, device.think_tank, neighbour, uuid=entry)
    assert Contribution.objects.count() == 1


def test_withdraw_contribution_only_while_nobody_decided(think_tank, by):
    decided, undecided = capture(think_tank, by), capture(think_tank, by)
    set_aside(seen(decided), reason="repeats", by=by)

    refusal("decided", withdraw_contribution, decided, version=2, by=by)
    refusal("moved_on", withdraw_contribution, undecided, version=2, by=by)
    assert withdraw_contribution(undecided, version=1, by=by).state == ItemState.WITHDRAWN
    assert withdraw_contribution(undecided, version=2, by=by).version == 2


def test_withdraw_contribution_by_a_device_ends_24_hours_after_the_close(think_tank, by):
    device, _token = make_device(think_tank)
    first, second = capture(think_tank, device), capture(think_tank, device)

    close_hours_ago(think_tank, 23)
    device = Device.objects.get()
    assert withdraw_contribution(first, version=1, by=device).state == ItemState.WITHDRAWN

    ThinkTank.objects.update(opened_at=hours_ago(40), closed_at=hours_ago(25))
    device = Device.objects.get()
    refusal("closed", withdraw_contribution, second, version=1, by=device)
    assert withdraw_contribution(second, version=1, by=by).state == ItemState.WITHDRAWN


def test_captured_times_are_of_the_moment(think_tank, by):
    before = timezone.now()

    contribution = capture(think_tank, by)

    assert before <= contribution.captured_at <= timezone.now()
    assert (contribution.captured_by, contribution.device) == (by, None)
