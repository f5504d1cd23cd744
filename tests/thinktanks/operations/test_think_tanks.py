"""Schedule, change, open and close a think tank, and what each refuses."""

import datetime
import uuid

import pytest

from stakeholders.models import PublicRevision
from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    numbered_tables,
    region,
    role,
)
from tests.support.pages.think_tanks import changed, last_event
from tests.support.refusals import refusal_code
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.devices import join_think_tank
from thinktanks.operations.think_tanks import (
    change_think_tank,
    close_think_tank,
    open_think_tank,
    rotate_join_code,
    schedule_think_tank,
)
from thinktanks.queries.codes import device_by_token, think_tank_by_join_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


DAY = datetime.date(2027, 3, 4)


def fields(**more):
    """What is scheduled: two tables, nobody who runs it."""
    planned = {"held_on": DAY, "town": "Talsi", "tables": numbered_tables(role(), None)}
    return planned | {"facilitators": []} | more


def revision() -> int:
    return PublicRevision.objects.get().number


def closed():
    return close_think_tank(make_think_tank(), by=None)


def test_schedule_think_tank_refuses_an_archived_programme(by):
    programme = make_programme()
    Programme.objects.update(state=Programme.State.ARCHIVED)
    programme.refresh_from_db()
    think_tank = fields(region=region(), code="talsi", by=by)

    assert refusal_code(schedule_think_tank, programme, **think_tank) == "archived"
    assert ThinkTank.objects.count() == 0

    programme.state = Programme.State.OPEN
    programme.save()
    assert schedule_think_tank(programme, **think_tank).tables.count() == 2


def test_schedule_think_tank_records_its_event(by):
    think_tank = schedule_think_tank(make_programme(), **fields(region=region(), by=by))

    assert last_event(think_tank) == ("think_tank.scheduled", {}, by.pk)


@pytest.mark.parametrize("made", [lambda: make_think_tank(is_open=False), make_think_tank, closed])
def test_change_think_tank_at_any_time_records_what_changed(made, by):
    think_tank = made()
    times = {"starts_at": datetime.time(10), "ends_at": datetime.time(16, 30)}

    change_think_tank(think_tank, **changed(think_tank, held_on=DAY, town="Talsi", **times), by=by)

    think_tank.refresh_from_db()
    assert (think_tank.held_on, think_tank.town, think_tank.starts_at) == (
        DAY,
        "Talsi",
        datetime.time(10),
    )
    changes = {
        "held_on": ["2026-11-12", "2027-03-04"],
        "starts_at": [None, "10:00:00"],
        "ends_at": [None, "16:30:00"],
        "town": ["Kuldīga", "Talsi"],
    }
    assert last_event(think_tank) == ("think_tank.changed", changes, by.pk)


def test_change_think_tank_without_a_change_records_nothing(planned, by):
    events, before = planned.events.count(), revision()

    change_think_tank(planned, **changed(planned), by=by)

    assert (planned.events.count(), revision()) == (events, before)


def test_change_think_tank_moves_the_day_until_which_attendance_is_kept(planned, by):
    attendee = make_attendee(planned)

    change_think_tank(planned, **changed(planned, held_on=DAY), by=by)

    attendee.refresh_from_db()
    assert attendee.delete_after == DAY + datetime.timedelta(days=365)


@pytest.mark.parametrize(("start", "end"), [(10, None), (None, 16), (10, 10), (16, 10)])
def test_change_think_tank_refuses_times_that_do_not_fit(planned, by, start, end):
    times = {
        "starts_at": start and datetime.time(start),
        "ends_at": end and datetime.time(end),
    }

    assert refusal_code(change_think_tank, planned, **changed(planned, **times), by=by) == "times"
    refused = fields(region=region(), by=by, **times)
    assert refusal_code(schedule_think_tank, make_programme(), **refused) == "times"
    planned.refresh_from_db()
    assert (planned.starts_at, ThinkTank.objects.count()) == (None, 1)


def test_open_think_tank_refuses_what_is_not_planned(planned, by):
    opened = open_think_tank(planned, by=by)

    assert opened.state == ThinkTank.State.OPEN
    assert refusal_code(open_think_tank, opened, by=by) == "not_planned"
    closed = close_think_tank(opened, by=by)
    assert refusal_code(open_think_tank, closed, by=by) == "not_planned"


def test_close_think_tank_refuses_what_is_not_open(planned, by):
    assert refusal_code(close_think_tank, planned, by=by) == "not_open"

    closed = close_think_tank(open_think_tank(planned, by=by), by=by)

    assert closed.state == ThinkTank.State.CLOSED
    assert refusal_code(close_think_tank, closed, by=by) == "not_open"


def test_opening_closing_and_a_new_code_record_their_events(planned, by):
    close_think_tank(open_think_tank(rotate_join_code(planned, by=by), by=by), by=by)

    kinds = list(planned.events.values_list("kind", flat=True))
    assert kinds == [
        "think_tank.scheduled",
        "join_code.rotated",
        "think_tank.opened",
        "think_tank.closed",
    ]
    planned.refresh_from_db()
    assert planned.join_code not in str(list(planned.events.values_list("changes", flat=True)))


def test_each_change_of_a_think_tank_raises_the_public_revision(by):
    programme = make_programme()
    revisions = [revision()]

    think_tank = schedule_think_tank(programme, **fields(region=region(), code="a", by=by))
    revisions.append(revision())
    think_tank = change_think_tank(think_tank, **changed(think_tank, town="Sabile"), by=by)
    revisions.append(revision())
    think_tank = open_think_tank(think_tank, by=by)
    revisions.append(revision())
    close_think_tank(think_tank, by=by)
    revisions.append(revision())

    assert revisions == list(range(revisions[0], revisions[0] + 5))


def test_rotate_join_code_replaces_the_old_code_and_keeps_joined_devices():
    think_tank = make_think_tank()
    old = think_tank.join_code
    device, token = make_device(think_tank)

    rotated = rotate_join_code(think_tank, by=make_facilitator(think_tank))

    assert think_tank_by_join_code(old) is None
    assert think_tank_by_join_code(rotated.join_code) == think_tank
    seat = {"table": None, "role": None, "sent_uuid": uuid.uuid4()}
    assert refusal_code(join_think_tank, rotated, code=old, **seat) == "wrong_code"
    assert device_by_token(token) == device
