"""Who is put on the attendance list by registering, once, and to whom the calendar entry is mailed."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import translation

from stakeholders.models import Municipality, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import make_attendee, make_programme, make_think_tank, role
from tests.support.refusals import refusal_code
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations import registration
from thinktanks.operations.registration import register_attendee
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db
ANNA = {
    "name": "Anna Bērziņa",
    "organisation_name": "",
    "role": None,
    "email": "anna@example.org",
    "may_be_named": False,
}


@pytest.fixture
def think_tank():
    return make_think_tank(is_open=False)


def register(think_tank, **fields):
    return register_attendee(think_tank, **(ANNA | fields))


def make_organisation(name, think_tank, **fields):
    values = {
        "kind": OrganisationKind.objects.first(),
        "role": role(),
        "regions": [think_tank.region],
        "by": None,
    }
    return register_organisation(name, **(values | fields))


def listed(think_tank):
    return sorted(think_tank.attendees.values_list("name", "email", "registered", "came"))


def test_register_attendee_puts_a_person_on_the_list_who_has_not_come_yet(think_tank):
    register(think_tank, role=role(), may_be_named=True)

    assert listed(think_tank) == [("Anna Bērziņa", "anna@example.org", True, False)]
    attendee = think_tank.attendees.get()
    assert (attendee.role, attendee.may_be_named) == (role(), True)


@pytest.mark.parametrize("state", [ThinkTank.State.PLANNED, ThinkTank.State.OPEN])
def test_register_attendee_is_possible_until_the_close(state):
    think_tank = make_think_tank(is_open=state == ThinkTank.State.OPEN)

    register(think_tank)

    assert think_tank.state == state
    assert think_tank.attendees.count() == 1


@pytest.mark.parametrize("typed", ["parauga fonds", "„Parauga fonds”", "PARAUGA  FONDS"])
def test_register_attendee_links_the_organisation_that_is_named(think_tank, typed):
    known = make_organisation("Parauga fonds", think_tank)

    register(think_tank, organisation_name=typed)

    attendee = think_tank.attendees.get()
    assert (attendee.organisation, attendee.organisation_name) == (known, typed)
    assert attendee.organisation_shown == "Parauga fonds"


def test_register_attendee_of_a_municipality_comes_from_it(think_tank):
    talsi = Municipality.objects.get(code="LV-097")
    make_organisation("Talsu novada pašvaldība", think_tank, municipality=talsi)

    register(think_tank, organisation_name="talsu novada pasvaldiba")

    assert think_tank.attendees.get().municipality == talsi


def test_register_attendee_links_no_name_that_two_organisations_have(think_tank):
    make_organisation("Parauga fonds", think_tank)
    make_organisation("PARAUGA FONDS", think_tank)

    register(think_tank, organisation_name="Parauga fonds")

    assert think_tank.attendees.get().organisation is None


def test_register_attendee_keeps_an_organisation_that_is_not_known_as_typed(think_tank):
    register(think_tank, organisation_name="Nezināma biedrība")

    attendee = think_tank.attendees.get()
    assert (attendee.organisation, attendee.organisation_shown) == (None, "Nezināma biedrība")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "closed"}, "closed"),
        ({"state": "cancelled"}, "cancelled"),
        ({"programme": Programme.State.ARCHIVED}, "archived"),
    ],
)
def test_register_attendee_refuses_a_think_tank_that_takes_no_registrations(change, code):
    think_tank = make_think_tank()
    if change.get("state") == "closed":
        close_think_tank(think_tank, by=None)
    elif change.get("state") == "cancelled":
        ThinkTank.objects.update(
            state="cancelled", cancelled_at=think_tank.opened_at, opened_at=None
        )
    else:
        Programme.objects.update(state=change["programme"])

    assert refusal_code(register_attendee, think_tank, **ANNA) == code
    assert not think_tank.attendees.exists()


def test_register_attendee_refuses_a_role_that_does_not_speak():
    programme = make_programme(speaker_roles=[role()])
    think_tank = make_think_tank(programme=programme, tables=[])

    other = ANNA | {"role": role("policy_makers")}

    assert refusal_code(register_attendee, think_tank, **other) == "not_speaking"


def test_register_attendee_refuses_more_than_a_think_tank_takes(think_tank, monkeypatch):
    monkeypatch.setattr(registration, "MOST_REGISTERED", 2)
    make_attendee(think_tank)
    register(think_tank)
    register(think_tank, email="otra@example.org")

    assert refusal_code(register_attendee, think_tank, **ANNA | {"email": ""}) == "full"
    # Whoever is on the list gets the same answer, so that it does not show who is.
    assert refusal_code(register_attendee, think_tank, **ANNA) == "full"


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "a" * 121}, {"email": "a at b"}, {"organisation_name": "a" * 201}],
)
def test_register_attendee_refuses_what_the_columns_do_not_hold(think_tank, wrong):
    with pytest.raises(ValidationError) as refused:
        register(think_tank, **wrong)

    assert list(refused.value.error_dict) == list(wrong)
    assert not think_tank.attendees.exists()


def test_register_attendee_mails_the_calendar_entry_once(
    think_tank, django_capture_on_commit_callbacks
):
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        register(think_tank, name="http://example.org/ Anna", organisation_name="CANARY")
        register(think_tank)
        register(think_tank, email="", name="Pēteris")

    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    message = mail.outbox[0]
    assert message.subject == "You are registered for the think tank: Kuldīga, 12 November 2026"
    assert [text in message.body for text in ("example.org/ Anna", "CANARY")] == [False, False]
    name, entry, kind = message.attachments[0]
    assert (name, kind) == (f"{think_tank.code}.ics", "text/calendar")
    assert "BEGIN:VEVENT" in entry


def test_register_attendee_refused_mails_nothing(django_capture_on_commit_callbacks):
    think_tank = close_think_tank(make_think_tank(), by=None)

    with django_capture_on_commit_callbacks(execute=True):
        assert refusal_code(register_attendee, think_tank, **ANNA) == "closed"

    assert mail.outbox == []


def test_register_attendee_is_in_no_event(think_tank):
    register(think_tank)

    assert not think_tank.events.exclude(kind__startswith="think_tank.").exists()
