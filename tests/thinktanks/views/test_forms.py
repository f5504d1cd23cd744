"""Each form of the event's pages, sent as the page made it."""

import gc
import weakref

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_coordinator,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, messages_of, signed_in
from thinktanks.models import Answer, Device, Programme, ThinkTank
from thinktanks.views.respond import show_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(make_coordinator())


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


def test_start_a_programme_with_the_proposed_questions():
    make_programme(code="2026", name_lv="Pirmā", addressed_roles=[role("municipalities")])
    client = signed_in(make_administrator())
    page = client.get(address("programme-start") + "?like=2026")
    form = form_with(page, "Start the programme")
    assert (form["name_lv"], form["gains_lv"]) == (["Pirmā"], ["Ko ieguvāt?"])

    response = form.fill(code="2027", name_lv="Otrā").press("Start the programme", follow=True)

    programme = Programme.objects.get(code="2027")
    assert messages_of(response) == [f"Programme started: {programme.name_en}"]
    assert list(programme.addressed_roles.all()) == [role("municipalities")]
    assert programme.questions.count() == 3


def test_a_refused_programme_stays_in_the_form():
    client = signed_in(make_administrator())
    form = form_with(client.get(address("programme-start")), "Start the programme")

    refused = form.fill(code="ar atstarpi", name_lv="Jaunā").press("Start the programme")

    again = form_with(refused, "Start the programme")
    assert refused.status_code == 422
    assert (again["code"], again["name_lv"]) == (["ar atstarpi"], ["Jaunā"])


def test_plan_a_think_tank(client):
    programme = make_programme()
    form = form_with(client.get(address("think-tank-schedule")), "Plan the think tank")
    assert form.fields["programme"].offered == [str(programme.pk)]

    form.fill(held_on="2027-03-04", town="Talsi", table_count="2", table_1="municipalities")
    form.fill(name_1=" Pie loga ").press("Plan the think tank")

    think_tank = ThinkTank.objects.get()
    assert (think_tank.programme, think_tank.region) == (programme, region())
    assert [(table.number, table.role, table.name) for table in think_tank.tables.all()] == [
        (1, role("municipalities"), "Pie loga"),
        (2, None, ""),
    ]


def test_change_a_think_tank_keeps_what_is_not_changed(client, planned):
    facilitator = make_user()
    planned.facilitators.create(user=facilitator)
    tables = [table.role for table in planned.tables.order_by("number")]
    form = form_with(client.get(address("think-tank-change", planned.pk)), "Save")

    form.fill(town="Talsi").press("Save")

    planned.refresh_from_db()
    assert (planned.town, planned.held_on.isoformat()) == ("Talsi", "2026-11-12")
    assert [table.role for table in planned.tables.order_by("number")] == tables
    assert [row.user for row in planned.facilitators.filter(ends_at=None)] == [facilitator]


@pytest.mark.parametrize(
    ("name", "button"),
    [("think-tank-schedule", "Plan the think tank"), ("think-tank-change", "Save")],
)
def test_a_refused_think_tank_stays_in_the_form(client, planned, name, button):
    url = address(name, *([planned.pk] if name == "think-tank-change" else []))
    typed = {"town": "Kandava", "held_on": "", "facilitators": "nav@example.org"}

    refused = form_with(client.get(url), button).fill(typed).press(button)

    again = form_with(refused, button)
    assert refused.status_code == 422
    assert {field: again[field][0] for field in typed} == typed


def test_make_a_new_join_code(client, planned):
    before = planned.join_code
    page = client.get(address("think-tank-prepare", planned.pk))

    form_with(page, "Create a new join code").press("Create a new join code")

    planned.refresh_from_db()
    assert planned.join_code != before


def test_add_a_person_by_hand_and_remove_them(client, planned):
    url = address("think-tank-attendance", planned.pk)
    added = form_with(client.get(url), "Add").fill(
        name="Anna Bērza", email="anna@example.org", role=str(role().pk)
    )

    listed = added.press("Add", follow=True)
    person = planned.attendees.get()
    removed = form_with(listed, "Remove Anna Bērza").press("Remove Anna Bērza", follow=True)

    assert (person.email, person.role) == ("anna@example.org", role())
    assert (messages_of(removed), planned.attendees.count()) == (["Removed from the list"], 0)


def test_add_people_from_a_file(client, planned):
    url = address("think-tank-attendance", planned.pk)
    file = SimpleUploadedFile("list.csv", "Vārds,E-pasts\nAnna Bērza,anna@example.org\n".encode())

    form_with(client.get(url), "Add the list").fill(file=file).press("Add the list", "1")

    assert [person.name for person in planned.attendees.all()] == ["Anna Bērza"]


def test_a_refused_person_stays_in_the_form(client, planned):
    make_attendee(planned)
    url = address("think-tank-attendance", planned.pk)

    refused = form_with(client.get(url), "Add").fill(name="Anna", email="nav adrese").press("Add")

    again = form_with(refused, "Add")
    assert refused.status_code == 422
    assert (again["name"], again["email"]) == (["Anna"], ["nav adrese"])


def test_join_by_the_code_on_the_sheet():
    think_tank = make_think_tank()
    client = Client()
    entry = form_with(client.get("/join/?lang=en"), "Open").fill(code=think_tank.join_code)
    page = client.get(entry.press("Open").url)

    form = form_with(page, "Join the think tank")
    response = form.fill(role="municipalities", table="2").press("Join the think tank")

    device = Device.objects.get()
    assert (device.role, device.table.number) == (role(), 2)
    assert response.url == "/device/?lang=en"
    assert settings.DEVICE_COOKIE_NAME in response.cookies


def test_the_table_of_a_sheet_is_chosen_already():
    think_tank = make_think_tank(tables=[role(), role("policy_makers")])
    page = Client().get(f"/join/{think_tank.join_code}/?table=2&lang=en")

    form = form_with(page, "Join the think tank")

    assert (form["table"], form["role"]) == (["2"], ["policy_makers"])


def test_send_feedback_once_by_its_code():
    think_tank = make_think_tank()
    client = Client()
    entry = form_with(client.get("/feedback/?lang=en"), "Open").fill(code=think_tank.feedback_code)
    form = form_with(client.get(entry.press("Open").url), "Send feedback")
    form.fill({"gains": "Jaunas pazīšanās", "gains-quotable": "on"})

    answers = [form.press("Send feedback").status_code for _time in range(2)]

    answer = Answer.objects.get()
    assert (answers, answer.text, answer.quotable) == ([200, 200], "Jaunas pazīšanās", True)


def test_refused_feedback_stays_in_the_form():
    think_tank = make_think_tank()
    page = Client().get(f"/feedback/{think_tank.feedback_code}/?lang=en")
    form = form_with(page, "Send feedback").fill({"gains": "x" * 2001, "use": "Stāstīšu"})

    refused = form.press("Send feedback")

    again = form_with(refused, "Send feedback")
    assert refused.status_code == 422
    assert (again["gains"], again["use"]) == (["x" * 2001], ["Stāstīšu"])
    assert again["uuid"] == form["uuid"]


class Read(str):
    """What was read of a file."""


class RefusingForm(forms.Form):
    """A form that reads something and refuses it."""

    def clean(self):
        read = Read("10 MB")
        self.read = weakref.ref(read)
        try:
            int(read)
        except ValueError as error:
            raise ValidationError("refused") from error


def test_a_refused_form_keeps_nothing_of_what_was_read(rf):
    form = RefusingForm({})
    gc.disable()
    try:
        response = show_form(rf.post("/"), "actionplans/_form_errors.html", form)
        read = form.read()
    finally:
        gc.enable()

    assert (response.status_code, read) == (422, None)
    assert b"refused" in response.content
