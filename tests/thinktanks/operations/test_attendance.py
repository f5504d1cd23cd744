"""Who counts as the same person on an attendance list, and which people the columns do not hold."""

import pytest
from django.core.exceptions import ValidationError

from stakeholders.models import Municipality
from tests.support.factories import make_user, role
from tests.support.refusals import refusal_code
from thinktanks.operations.attendance import (
    Recorded,
    change_attendee,
    record_attendance,
    remove_attendee,
)

pytestmark = pytest.mark.django_db
ANNA = {
    "name": "Anna Bērziņa",
    "email": "anna@example.org",
    "role": None,
    "organisation_name": "SIA „Saule”",
    "municipality": None,
}


def record(think_tank, *people):
    return record_attendance(think_tank, people=list(people), by=make_user())


def test_record_attendance_adds_the_same_person_once(think_tank):
    first = record(think_tank, ANNA)
    again = {
        "name": "ANNA  BERZINA",
        "email": "Anna@Example.org",
        "organisation_name": "sia Saule",
    }

    second = record(think_tank, ANNA | again, ANNA)

    assert (first, second) == (Recorded(1, 0, ()), Recorded(0, 2, ()))
    assert [attendee.name for attendee in think_tank.attendees.all()] == ["Anna Bērziņa"]


@pytest.mark.parametrize(
    "difference",
    [
        {"email": ""},
        {"organisation_name": "Cits fonds"},
        {"role": "municipalities"},
        {"municipality": "LV-097"},
    ],
)
def test_record_attendance_adds_whoever_differs_and_names_them(think_tank, difference):
    if "role" in difference:
        difference = {"role": role(difference["role"])}
    if "municipality" in difference:
        difference = {"municipality": Municipality.objects.get(code=difference["municipality"])}
    record(think_tank, ANNA)

    recorded = record(think_tank, ANNA | difference)

    assert recorded == Recorded(1, 0, ("Anna Bērziņa",))
    assert think_tank.attendees.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "a" * 121}, {"email": "a at b"}, {"organisation_name": "a" * 201}],
)
def test_record_attendance_refuses_what_the_columns_do_not_hold(think_tank, wrong):
    with pytest.raises(ValidationError) as refused:
        record(think_tank, ANNA, ANNA | wrong)

    assert list(refused.value.error_dict) == list(wrong)
    assert think_tank.attendees.count() == 0


def test_change_attendee_corrects_the_fields(think_tank):
    record(think_tank, ANNA)
    attendee = think_tank.attendees.get()
    corrected = ANNA | {"name": "Anna\nBērza", "role": role(), "email": ""}

    change_attendee(attendee, person=corrected, by=make_user())

    attendee.refresh_from_db()
    assert (attendee.name, attendee.role, attendee.email) == ("Anna Bērza", role(), "")
    assert attendee.organisation_name == "SIA „Saule”"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"email": "a at b"}])
def test_change_attendee_refuses_what_the_columns_do_not_hold(think_tank, wrong):
    record(think_tank, ANNA)
    attendee = think_tank.attendees.get()

    with pytest.raises(ValidationError) as refused:
        change_attendee(attendee, person=ANNA | wrong, by=make_user())

    attendee.refresh_from_db()
    assert list(refused.value.error_dict) == list(wrong)
    assert (attendee.name, attendee.email) == (ANNA["name"], ANNA["email"])


def test_change_attendee_refuses_to_make_two_people_equal(think_tank):
    record(think_tank, ANNA, ANNA | {"email": ""})
    second = think_tank.attendees.get(email="")

    assert refusal_code(change_attendee, second, person=ANNA, by=make_user()) == "known"
    assert change_attendee(second, person=ANNA | {"email": ""}, by=make_user()) == second


def test_change_attendee_refuses_a_person_who_was_removed(think_tank):
    record(think_tank, ANNA)
    attendee = think_tank.attendees.get()
    remove_attendee(think_tank.attendees.get(), by=make_user())

    assert refusal_code(change_attendee, attendee, person=ANNA, by=make_user()) == "gone"
