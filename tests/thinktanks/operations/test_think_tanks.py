"""Schedule, change, open and close a think tank: its tables, its facilitators, and what each refuses."""

import datetime
import uuid

import pytest

from stakeholders.models import PublicRevision
from tests.support.factories import (
    make_administrator,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)
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
from thinktanks.permissions import can_run_think_tank
from thinktanks.queries.codes import device_by_token, think_tank_by_join_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


def fields(**more):
    day = datetime.date(2027, 3, 4)
    return {"held_on": day, "town": "Talsi", "tables": [role(), None], "facilitators": []} | more


def revision() -> int:
    return PublicRevision.objects.get().number


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


def test_change_think_tank_refuses_one_that_has_started(planned, by):
    opened = open_think_tank(planned, by=by)

    assert refusal_code(change_think_tank, opened, **fields(by=by)) == "not_planned"
    assert ThinkTank.objects.get().town == "Kuldīga"


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


def test_change_think_tank_refuses_to_remove_a_table_that_is_used(planned, by):
    make_device(planned, table=planned.tables.get(number=4))

    assert refusal_code(change_think_tank, planned, **fields(by=by)) == "table_used"
    assert planned.tables.count() == 4


def test_change_think_tank_ends_facilitators_that_are_not_named_and_keeps_their_rows(planned, by):
    former, new = make_facilitator(planned), make_user()

    change_think_tank(planned, **fields(facilitators=[new], by=by))

    assert planned.facilitators.get(user=former).ends_at is not None
    assert planned.facilitators.get(user=new).granted_by == by
    assert not can_run_think_tank(former, planned)
    assert can_run_think_tank(new, planned)


def test_change_think_tank_restores_a_facilitator_that_is_named_again(planned, by):
    facilitator = make_facilitator(planned)
    change_think_tank(planned, **fields(by=by))

    change_think_tank(planned, **fields(facilitators=[facilitator], by=by))

    assert planned.facilitators.get().ends_at is None
    assert can_run_think_tank(facilitator, planned)


def test_each_change_of_a_think_tank_raises_the_public_revision(by):
    programme = make_programme()
    revisions = [revision()]

    think_tank = schedule_think_tank(programme, **fields(region=region(), code="a", by=by))
    revisions.append(revision())
    think_tank = change_think_tank(think_tank, **fields(by=by))
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
