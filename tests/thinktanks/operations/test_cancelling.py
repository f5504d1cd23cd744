"""A cancelled think tank stays as a record and refuses everything."""

import pytest

from stakeholders.models import PublicRevision
from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_contribution,
    make_device,
    make_think_tank,
)
from tests.support.pages.think_tanks import changed, last_event
from tests.support.refusals import refusal, refusal_code
from thinktanks.operations.attendance import change_attendee, mark_came, remove_attendee
from thinktanks.operations.facilitators import add_facilitator
from thinktanks.operations.feedback import send_feedback
from thinktanks.operations.tables import add_table
from thinktanks.operations.think_tanks import (
    cancel_think_tank,
    change_think_tank,
    close_think_tank,
    open_think_tank,
    rotate_join_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


def closed():
    return close_think_tank(make_think_tank(), by=None)


def revision() -> int:
    return PublicRevision.objects.get().number


def test_cancel_think_tank_keeps_it_with_its_reason(planned, by):
    before = revision()

    cancelled = cancel_think_tank(planned, reason="  Zāle\nnav pieejama ", by=by)

    kind, changes, actor = last_event(planned)
    assert (cancelled.state, cancelled.cancellation_reason) == ("cancelled", "Zāle nav pieejama")
    assert cancelled.cancelled_at is not None
    assert (kind, changes["state"], actor) == (
        "think_tank.cancelled",
        ["planned", "cancelled"],
        by.pk,
    )
    assert revision() == before + 1


@pytest.mark.parametrize(("reason", "code"), [(" ", "empty"), ("x" * 301, "too_long")])
def test_cancel_think_tank_needs_a_reason(planned, by, reason, code):
    assert refusal_code(cancel_think_tank, planned, reason=reason, by=by) == code
    planned.refresh_from_db()
    assert planned.state == "planned"
    assert cancel_think_tank(planned, reason="x" * 300, by=by).state == "cancelled"


@pytest.mark.parametrize("made", [make_think_tank, closed])
def test_cancel_think_tank_refuses_what_has_started(made, by):
    assert refusal_code(cancel_think_tank, made(), reason="Slimība", by=by) == "not_planned"


# What nobody may do with a cancelled think tank.
REFUSED = {
    "cancel": lambda it, by: cancel_think_tank(it, reason="Vēlreiz", by=by),
    "change": lambda it, by: change_think_tank(it, **changed(it), by=by),
    "open": lambda it, by: open_think_tank(it, by=by),
    "close": lambda it, by: close_think_tank(it, by=by),
    "rotate": lambda it, by: rotate_join_code(it, by=by),
    "add a table": lambda it, by: add_table(it, role=None, by=by),
    "add a facilitator": lambda it, by: add_facilitator(it, user=by, by=by),
    "join": lambda it, _by: make_device(it),
    "capture": lambda it, by: make_contribution(it, by=by),
    "feedback": lambda it, _by: send_feedback(it, answers=[], by=None),
    "attendance": lambda it, _by: make_attendee(it),
}


@pytest.mark.parametrize("attempt", REFUSED)
def test_cancelled_think_tank_refuses(planned, by, attempt):
    device, _token = make_device(planned)
    cancelled = cancel_think_tank(planned, reason="Slimība", by=by)
    before = cancelled.events.count(), cancelled.tables.count()

    error = refusal("cancelled", REFUSED[attempt], cancelled, by)

    assert error.messages == ["Šī domnīca ir atcelta."]
    assert (cancelled.events.count(), cancelled.tables.count()) == before
    assert list(cancelled.devices.all()) == [device]


def test_cancelled_think_tank_keeps_its_list_from_which_people_may_be_removed(planned, by):
    attendee = make_attendee(planned, name="Anna Parauga")
    cancel_think_tank(planned, reason="Slimība", by=by)
    attendee = planned.attendees.get()
    before = planned.attendees.values().get()

    assert refusal_code(mark_came, attendee, came=True, by=by) == "cancelled"
    assert refusal_code(change_attendee, attendee, person={"name": "Cita"}, by=by) == "cancelled"
    assert planned.attendees.values().get() == before

    remove_attendee(attendee, by=by)
    assert not planned.attendees.exists()
