"""A person on the attendance list is corrected, removed, and added again."""

import pytest

from stakeholders.models import Municipality
from tests.support.factories import (
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import Attendee
from thinktanks.operations.attendance import remove_attendee

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


@pytest.fixture
def person(think_tank):
    return make_attendee(
        think_tank,
        name="Anna Parauga & dēls",
        email="anna@example.org",
        role=role(),
        organisation_name="SIA „Saule”",
        municipality=Municipality.objects.get(code="LV-097"),
    )


def values_of(person):
    return (
        person.name,
        person.email,
        person.role,
        person.organisation_name,
        person.municipality and person.municipality.code,
        person.delete_after,
    )


def test_change_attendee_by_the_form_of_the_row(think_tank, client, person):
    listed = client.get(address("think-tank-attendance", think_tank.pk))
    assert f'href="{address("attendee-change", person.pk)}"' in html_of(listed)
    form = form_with(client.get(address("attendee-change", person.pk)), "Save")
    assert (form["name"], form["role"]) == (["Anna Parauga & dēls"], [str(role().pk)])

    saved = form.fill(name="Anna Bērza", role="").press("Save", follow=True)

    before = values_of(person)
    person.refresh_from_db()
    assert messages_of(saved) == ["Saved"]
    assert values_of(person) == ("Anna Bērza", before[1], None, *before[3:])


def test_change_attendee_overwrites_no_change_by_somebody_else(client, person):
    form = form_with(client.get(address("attendee-change", person.pk)), "Save")
    Attendee.objects.update(role=role("policy_makers"), email="cita@example.org")

    refused = form.fill(name="Anna Bērza", role="").press("Save")
    sentence = "Someone changed this in the meantime. Now it is: policy makers. If yours is right, save again."
    assert (refused.status_code, html_of(refused).count(sentence)) == (422, 1)
    assert form_with(refused, "Save").press("Save").status_code == 302

    person.refresh_from_db()
    assert (person.name, person.role, person.email) == ("Anna Bērza", None, "cita@example.org")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": "nav adrese"}, "Enter a valid email address."),
        ({"name": "Cits", "email": ""}, "The same person is already on the list."),
    ],
)
def test_change_attendee_refused_keeps_what_was_typed(client, person, typed, sentence):
    details = {"organisation_name": person.organisation_name, "municipality": person.municipality}
    make_attendee(person.think_tank, name="Cits", role=person.role, **details)
    form = form_with(client.get(address("attendee-change", person.pk)), "Save")

    refused = form.fill(typed).press("Save")

    assert refused.status_code == 422
    assert sentence in html_of(refused)
    again = form_with(refused, "Save")
    assert {name: again[name] for name in typed} == {name: [text] for name, text in typed.items()}
    before = values_of(person)
    person.refresh_from_db()
    assert values_of(person) == before


def test_change_attendee_who_was_removed_meanwhile_is_404(client, person):
    form = form_with(client.get(address("attendee-change", person.pk)), "Save")
    remove_attendee(person, by=make_coordinator())

    assert form.press("Save").status_code == 404


def test_change_attendee_does_not_exist_for_others(client, person):
    url = address("attendee-change", person.pk)

    assert client.get(url).status_code == 200
    for user in (make_coordinator("latgale"), make_facilitator(make_think_tank())):
        assert signed_in(user).get(url).status_code == 404
        assert signed_in(user).post(url, {"name": "Cits"}).status_code == 404
    person.refresh_from_db()
    assert person.name == "Anna Parauga & dēls"


def test_remove_attendee_is_undone_with_every_field(think_tank, client, person):
    before = values_of(person)
    name = "Remove Anna Parauga & dēls"
    page = client.get(address("think-tank-attendance", think_tank.pk))

    removed = form_with(page, name).press(name, follow=True)
    assert not think_tank.attendees.exists()
    undone = form_with(removed, "Undo").press("Undo", follow=True)

    assert messages_of(removed) == ["Removed from the list"]
    assert messages_of(undone) == ["Now on the list: Anna Parauga & dēls"]
    assert values_of(think_tank.attendees.get()) == before
