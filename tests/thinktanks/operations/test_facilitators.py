"""Who runs a think tank, and until when."""

import datetime

import pytest
from django.utils import timezone

from tests.support.factories import (
    make_administrator,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.think_tanks import changed, last_event
from tests.support.refusals import refusal_code
from thinktanks.operations.facilitators import add_facilitator
from thinktanks.operations.think_tanks import (
    change_think_tank,
)
from thinktanks.permissions import can_run_think_tank

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


def test_add_facilitator_gives_the_right_for_this_think_tank_only(planned, by):
    user, other = make_user(), make_think_tank()

    add_facilitator(planned, user=user, by=by)

    row = planned.facilitators.get()
    assert (row.user, row.granted_by, row.ends_at) == (user, by, None)
    assert [can_run_think_tank(user, think_tank) for think_tank in (planned, other)] == [
        True,
        False,
    ]
    change = {"facilitators": [{}, {str(user.pk): None}]}
    assert last_event(planned) == ("think_tank.changed", change, by.pk)


def test_add_facilitator_keeps_the_end_of_one_who_runs_it_already(planned, by):
    user, end = make_user(), timezone.now() + datetime.timedelta(days=2)
    change_think_tank(planned, **changed(planned, facilitators={user: end}), by=by)
    events = planned.events.count()

    add_facilitator(planned, user=user, by=by)

    assert (planned.facilitators.get().ends_at, planned.events.count()) == (end, events)


def test_change_think_tank_refuses_an_end_in_the_past(planned, by):
    past = {make_user(): timezone.now()}

    code = refusal_code(change_think_tank, planned, **changed(planned, facilitators=past), by=by)

    assert (code, planned.facilitators.count()) == ("past", 0)


def test_change_think_tank_ends_facilitators_that_are_not_named_and_keeps_their_rows(planned, by):
    former, new = make_facilitator(planned), make_user()

    change_think_tank(planned, **changed(planned, facilitators={new: None}), by=by)

    assert planned.facilitators.get(user=former).ends_at is not None
    assert planned.facilitators.get(user=new).granted_by == by
    assert not can_run_think_tank(former, planned)
    assert can_run_think_tank(new, planned)


def test_change_think_tank_restores_a_facilitator_that_is_named_again(planned, by):
    facilitator = make_facilitator(planned)
    change_think_tank(planned, **changed(planned, facilitators={}), by=by)

    change_think_tank(planned, **changed(planned, facilitators={facilitator: None}), by=by)

    assert planned.facilitators.get().ends_at is None
    assert can_run_think_tank(facilitator, planned)
