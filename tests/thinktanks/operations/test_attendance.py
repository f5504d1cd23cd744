"""Who counts as the same person on an attendance list, and which people the columns do not hold."""

import pytest
from django.core.exceptions import ValidationError

from stakeholders.models import Municipality, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import make_think_tank, make_user, role
from tests.support.refusals import refusal_code
from thinktanks.models import Programme, ProgrammeEvent
from thinktanks.operations.attendance import (
    Recorded,
    change_attendee,
    mark_came,
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


@pytest.mark.parametrize(("is_open", "came"), [(False, False), (True, True)])
def test_record_attendance_counts_a_person_as_come_once_the_think_tank_has_begun(is_open, came):
    think_tank = make_think_tank(is_open=is_open)

    record(think_tank, ANNA)
    record(think_tank, ANNA | {"name": "Cits", "came": not came})

    assert [person.came for person in think_tank.attendees.order_by("name")] == [came, not came]


def test_record_attendance_again_afterwards_marks_who_was_on_the_list(think_tank):
    record(think_tank, ANNA | {"came": False, "registered": True})

    assert record(think_tank, ANNA) == Recorded(0, 1, ())

    assert think_tank.attendees.values_list("registered", "came").get() == (True, True)


def test_record_attendance_links_the_organisation_and_change_attendee_links_another(think_tank):
    first, second = (
        register_organisation(
            name, kind=OrganisationKind.objects.first(), role=role(), regions=[], by=None
        )
        for name in ("SIA „Saule”", "Otrs fonds")
    )
    record(think_tank, ANNA)
    attendee = think_tank.attendees.get()
    assert attendee.organisation == first

    change_attendee(attendee, person=ANNA | {"organisation_name": "otrs fonds"}, by=make_user())
    attendee.refresh_from_db()
    assert attendee.organisation == second


@pytest.mark.parametrize(("count", "changes"), [(4, []), (5, [{"people": [1, 6]}])])
def test_record_attendance_is_an_event_without_people_from_five_on(think_tank, count, changes):
    record(think_tank, ANNA)

    record(think_tank, *[ANNA | {"name": f"Parauga {number}"} for number in range(count)])

    events = ProgrammeEvent.objects.filter(kind="attendance.recorded")
    assert [event.changes for event in events] == changes


def test_mark_came_notes_it_and_takes_it_back(think_tank):
    record(think_tank, ANNA | {"came": False})
    attendee = think_tank.attendees.get()

    for came in (True, True, False, False):
        assert mark_came(attendee, came=came, by=make_user()).came == came
        assert think_tank.attendees.get().came == came

    assert not think_tank.events.exclude(kind__startswith="think_tank.").exists()


def test_mark_came_refuses_a_person_who_was_removed(think_tank):
    record(think_tank, ANNA)
    attendee = think_tank.attendees.get()
    remove_attendee(think_tank.attendees.get(), by=make_user())

    assert refusal_code(mark_came, attendee, came=True, by=make_user()) == "gone"


def test_attendance_of_an_archived_programme_is_not_changed_but_people_are_removed(think_tank):
    record(think_tank, ANNA)
    attendee = think_tank.attendees.get()
    Programme.objects.update(state="archived")
    by = make_user()
    think_tank.refresh_from_db()
    attendee = think_tank.attendees.get()

    assert refusal_code(record_attendance, think_tank, people=[ANNA], by=by) == "archived"
    assert refusal_code(change_attendee, attendee, person=ANNA, by=by) == "archived"
    assert refusal_code(mark_came, attendee, came=False, by=by) == "archived"

    remove_attendee(attendee, by=by)
    assert not think_tank.attendees.exists()
