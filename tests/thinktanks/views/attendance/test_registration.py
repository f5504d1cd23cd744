"""The page where people register for a think tank, before its close and after."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from stakeholders.models import Municipality, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_attendee,
    make_device,
    make_programme,
    make_think_tank,
    make_user,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import html_of
from tests.support.published_versions import text_of
from thinktanks.models import Attendee, ThinkTank
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank, open_think_tank

pytestmark = pytest.mark.django_db
FIELDS = {
    "name": "Anna Parauga",
    "organisation_name": "Parauga biedrība",
    "role": "municipalities",
    "email": "anna@example.org",
    "may_be_named": "on",
}


@pytest.fixture
def think_tank():
    return make_think_tank(is_open=False, venue="Vecā stacija")


def path_of(think_tank):
    return f"/register/{think_tank.code}/?lang=en"


def send(think_tank, client=None, **fields):
    return (client or Client()).post(path_of(think_tank), FIELDS | fields)


def without_token(response):
    return re.sub(r'csrfmiddlewaretoken" value="\w+', "", html_of(response))


def test_register_by_the_form_of_the_page(think_tank, django_capture_on_commit_callbacks):
    page = Client().get(path_of(think_tank))
    form = form_with(page, "Register")

    with django_capture_on_commit_callbacks(execute=True):
        done = form.fill(FIELDS).press("Register")

    attendee = think_tank.attendees.get()
    assert done.status_code == 200
    assert "Thank you! You are registered." in text_of(done)
    assert (attendee.name, attendee.email, attendee.role) == (
        "Anna Parauga",
        "anna@example.org",
        role(),
    )
    assert (attendee.registered, attendee.came, attendee.may_be_named) == (True, False, True)
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]


def test_register_shows_when_and_where_and_what_becomes_of_the_data(think_tank):
    ThinkTank.objects.update(starts_at="10:00", ends_at="16:00")

    text = text_of(Client().get(path_of(think_tank))).replace("\u00a0", " ")

    for sentence in (
        "12 November 2026, 10:00–16:00",
        "Vecā stacija, Kuldīga",
        think_tank.programme.name_en,
        "Controller: Kurzeme planning region.",
        "It is kept until 12 November 2027 and then deleted.",
        "task in the public interest",
        "complain to the Data State Inspectorate",
    ):
        assert sentence in text


def test_register_is_latvian_unless_english_is_asked_for(think_tank):
    latvian = Client().get(path_of(think_tank).partition("?")[0])

    assert latvian["Content-Language"] == "lv"
    assert "Pieteikties domnīcai Kurzemē" in text_of(latvian)


def test_register_offers_the_organisations_of_the_region(think_tank):
    values = {"kind": OrganisationKind.objects.first(), "role": role(), "regions": [], "by": None}
    for code in ("LV-097", "LV-002"):
        municipality = Municipality.objects.get(code=code)
        register_organisation(f"Parauga {code}", municipality=municipality, **values)

    page = html_of(Client().get(path_of(think_tank)))

    assert re.findall('<option value="(.*?)">', page) == ["Parauga LV-097"]


def test_register_again_is_answered_as_the_first_time(
    think_tank, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first = send(think_tank)
        again = send(think_tank, name="Cita Persona", organisation_name="Cits fonds")
        unknown = send(think_tank, email="nezinama@example.org")

    answers = {(answer.status_code, without_token(answer)) for answer in (first, again, unknown)}
    assert len(answers) == 1
    assert sorted(think_tank.attendees.values_list("name", "email")) == [
        ("Anna Parauga", "anna@example.org"),
        ("Anna Parauga", "nezinama@example.org"),
    ]
    assert len(mail.outbox) == 2


def test_register_shows_nobody_and_no_number(think_tank):
    for number in range(7):
        make_attendee(think_tank, name=f"CANARY {number}", organisation_name="CANARY fonds")
    Attendee.objects.update(may_be_named=True)

    page = html_of(Client().get(path_of(think_tank)))

    assert "CANARY" not in page
    assert re.search(r"\b7\b", text_of(Client().get(path_of(think_tank)))) is None


def test_after_the_close_figures_and_organisations_of_those_who_came_are_public(think_tank):
    fields = {"role": role(), "organisation_name": "Žagatas darbnīca", "may_be_named": True}
    for number in range(5):
        make_attendee(think_tank, name=f"CANARY {number}", came=True, **fields)
    make_attendee(think_tank, organisation_name="Nenosaucama", came=True, role=role())
    make_attendee(think_tank, organisation_name="Neatnāca", may_be_named=True)
    make_attendee(think_tank, organisation_name="Āpses", may_be_named=True, came=True, role=role())
    close_think_tank(open_think_tank(think_tank, by=None), by=None)

    page = Client().get(path_of(think_tank))

    text = text_of(page)
    assert re.findall(r"<li>(.*?)</li>", html_of(page).partition('<ul class="named"')[2]) == [
        "Āpses",
        "Žagatas darbnīca",
    ]
    assert "People 7 Municipalities 7" in " ".join(text.split())
    assert [word in text for word in ("CANARY", "Nenosaucama", "Neatnāca")] == [False] * 3


def test_after_the_close_a_small_group_is_not_shown(think_tank):
    for _number in range(5):
        make_attendee(think_tank, role=role(), came=True)
    make_attendee(think_tank, role=role("policy_makers"), came=True)
    close_think_tank(open_think_tank(think_tank, by=None), by=None)

    text = " ".join(text_of(Client().get(path_of(think_tank))).split())

    assert "People 6 By role Not shown: a group would have fewer than 5 people." in text


def test_registration_calendar_is_the_entry_of_the_think_tank(think_tank):
    response = Client().get(f"/register/{think_tank.code}/calendar.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"think-tank-{think_tank.pk}@" in response.content.decode()


def test_registration_calendar_of_a_cancelled_think_tank_cancels_it(think_tank):
    cancel_think_tank(think_tank, reason="Slimība", by=make_user())

    response = Client().get(f"/register/{think_tank.code}/calendar.ics")

    lines = response.content.decode().split("\r\n")
    assert response.status_code == 200
    assert [line for line in lines if line.startswith(("METHOD", "STATUS"))] == [
        "METHOD:CANCEL",
        "STATUS:CANCELLED",
    ]


def test_register_by_the_phone_that_joined_stores_nothing_of_it(think_tank):
    event = make_think_tank(programme=make_programme())
    device, token = make_device(event)
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = token
    before = type(device).objects.values().get()

    assert send(event, client).status_code == 200

    assert type(device).objects.values().get() == before
    assert not client.session.keys()
