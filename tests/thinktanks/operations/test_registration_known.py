"""What becomes of a row of the attendance list when its person registers, and that nothing shows whether there is one."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import Municipality, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import make_attendee, make_think_tank, role
from thinktanks.models import Attendee
from thinktanks.operations.registration import register_attendee

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


def make_organisation(think_tank, **fields):
    kind, regions = OrganisationKind.objects.first(), [think_tank.region]
    fields |= {"kind": kind, "role": role(), "regions": regions, "by": None}
    return register_organisation("Parauga fonds", **fields)


def listed(think_tank):
    return sorted(think_tank.attendees.values_list("name", "email", "registered", "came"))


def test_register_attendee_with_a_known_address_leaves_the_first_row_as_it_is(think_tank):
    register(think_tank, role=role())
    before = Attendee.objects.values().get()

    answer = register(think_tank, name="Cita Persona", email="ANNA@example.org", may_be_named=True)

    assert answer is None
    assert Attendee.objects.values().get() == before


def test_register_attendee_without_an_address_once(think_tank):
    register(think_tank, email="")
    register(think_tank, email="", name="ANNA  BERZINA")
    register(think_tank, email="", name="Pēteris Bērziņš")

    assert [name for name, *_others in listed(think_tank)] == ["Anna Bērziņa", "Pēteris Bērziņš"]


def test_register_attendee_fills_what_the_organisers_left_empty(think_tank):
    talsi = Municipality.objects.get(code="LV-097")
    known = make_organisation(think_tank, municipality=talsi)
    make_attendee(think_tank, name="Anna Bērza", email="Anna@example.org")

    register(think_tank, organisation_name="parauga fonds", role=role(), may_be_named=True)

    attendee = think_tank.attendees.get()
    assert listed(think_tank) == [("Anna Bērza", "Anna@example.org", True, False)]
    assert (attendee.organisation, attendee.organisation_name) == (known, "parauga fonds")
    assert (attendee.role, attendee.municipality, attendee.may_be_named) == (role(), talsi, True)


def test_register_attendee_leaves_what_the_organisers_wrote(think_tank):
    make_organisation(think_tank)
    written = {
        "name": "Anna Bērza",
        "organisation_name": "Cits fonds",
        "role": role("policy_makers"),
        "municipality": Municipality.objects.get(code="LV-097"),
        "may_be_named": True,
    }
    make_attendee(think_tank, email="anna@example.org", came=True, **written)
    before = Attendee.objects.values().get()

    register(think_tank, organisation_name="Parauga fonds", role=role(), may_be_named=False)

    assert Attendee.objects.values().get() == before | {"registered": True}


def test_register_attendee_leaves_whoever_has_the_address_of_somebody_registered(think_tank):
    register(think_tank)
    make_attendee(think_tank, name="Cita Persona", email="anna@example.org")
    before = list(Attendee.objects.values())

    register(think_tank, role=role(), may_be_named=True)

    assert list(Attendee.objects.values()) == before


@pytest.mark.parametrize(
    "fields", [{}, {"email": "listed@example.org"}, {"email": "new@example.org"}]
)
def test_register_attendee_writes_the_whole_list_whoever_is_on_it(think_tank, fields):
    make_attendee(think_tank, email="listed@example.org")
    register(think_tank)

    with CaptureQueriesContext(connection) as queries:
        register(think_tank, **fields)

    whole_list = [
        (query["sql"].split()[0], query["sql"].count("@example.org"))
        for query in queries
        if "thinktanks_attendee" in query["sql"]
    ][-2:]
    assert whole_list == [("DELETE", 0), ("INSERT", think_tank.attendees.count())]


def test_register_attendee_mails_whoever_is_on_the_list_of_the_organisers_too(
    think_tank, django_capture_on_commit_callbacks
):
    make_attendee(think_tank, email="anna@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        register(think_tank)

    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
