"""Who comes is marked, and who is not on the list is added."""

import re

import pytest

from stakeholders.models import OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.published_versions import text_of
from thinktanks.models import Programme
from thinktanks.operations.attendance import remove_attendee

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def think_tank():
    return make_think_tank(is_open=False)


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


def names_at(client, think_tank, query=""):
    page = client.get(address("attendance-check-in", think_tank.pk) + query)
    return re.findall(r'<span class="name">(.*?)</span>', html_of(page))


def mark(client, attendee, came, **options):
    return client.post(address("attendee-mark-came", attendee.pk), {"came": came}, **options)


def test_check_in_lists_everybody_in_latvian_order_with_organisation_and_role(think_tank, client):
    for name in ("Žanete", "Ādams", "Anna"):
        make_attendee(think_tank, name=name, organisation_name=f"{name} un draugi", role=role())

    text = text_of(client.get(address("attendance-check-in", think_tank.pk)))

    assert names_at(client, think_tank) == ["Anna", "Ādams", "Žanete"]
    assert "Anna Anna un draugi Municipalities" in " ".join(text.split())
    assert "Came: 0 of 3" in text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("an", ["Anna Kalēja"]),
        ("KALEJ", ["Anna Kalēja"]),
        ("kal an", ["Anna Kalēja"]),
        ("biedr", ["Zane Ziediņa"]),
        ("alēja", []),
        ("", ["Anna Kalēja", "Zane Ziediņa"]),
        ("%", ["Anna Kalēja", "Zane Ziediņa"]),
    ],
)
def test_check_in_finds_by_the_first_letters_of_a_name_or_organisation(
    think_tank, client, typed, found
):
    make_attendee(think_tank, name="Anna Kalēja")
    make_attendee(think_tank, name="Zane Ziediņa", organisation_name="Parauga biedrība")

    assert names_at(client, think_tank, f"?q={typed}") == found


def test_mark_came_by_its_button_and_back(think_tank, client):
    attendee = make_attendee(think_tank, name="Anna Parauga")
    url = address("attendance-check-in", think_tank.pk)

    for came, count in ((True, "Came: 1 of 1"), (False, "Came: 0 of 1")):
        page = client.get(f"{url}?q=ann")
        done = form_with(page, "Here Anna Parauga").press("Here Anna Parauga")
        attendee.refresh_from_db()
        assert (attendee.came, done.url) == (came, f"{url}?q=ann#attendee-{attendee.pk}")
        assert count in text_of(client.get(url))


def test_mark_came_twice_is_the_same(think_tank, client):
    attendee, other = make_attendee(think_tank), make_attendee(think_tank)

    assert [mark(client, attendee, "1").status_code for _time in range(2)] == [302, 302]

    assert list(think_tank.attendees.filter(came=True)) == [attendee]
    other.refresh_from_db()
    assert other.came is False


def test_mark_came_by_script_answers_the_row_and_the_number(think_tank, client):
    attendee = make_attendee(think_tank, name="Anna Parauga")
    make_attendee(think_tank, name="Cits")

    answer = mark(client, attendee, "1", headers=HTMX)

    html = html_of(answer)
    assert [text in html for text in ("<html", "Cits", "Anna Parauga")] == [False, False, True]
    assert 'aria-pressed="true"' in html
    assert "Came: 1 of 2" in text_of(answer)


def test_mark_came_is_refused_in_an_archived_programme(think_tank, client):
    attendee = make_attendee(think_tank)
    Programme.objects.update(state="archived")

    plain, script = (
        mark(client, attendee, "1", follow=True),
        mark(client, attendee, "1", headers=HTMX),
    )

    assert messages_of(plain) == [
        "This programme is archived: everything can be read, but nothing can be changed."
    ]
    assert (script.status_code, script["HX-Redirect"].partition("#")[0]) == (
        204,
        address("attendance-check-in", think_tank.pk),
    )
    attendee.refresh_from_db()
    assert attendee.came is False


@pytest.mark.parametrize("came", ["", "2", "on"])
def test_mark_came_refuses_anything_but_yes_or_no(think_tank, client, came):
    attendee = make_attendee(think_tank)

    answer = mark(client, attendee, came, follow=True)

    assert len(messages_of(answer)) == 1
    attendee.refresh_from_db()
    assert attendee.came is False


def test_mark_came_of_somebody_removed_is_404(think_tank, client):
    attendee = make_attendee(think_tank)
    url = address("attendee-mark-came", attendee.pk)
    remove_attendee(attendee, by=make_coordinator())

    assert client.post(url, {"came": "1"}).status_code == 404


def test_walk_in_is_added_as_somebody_who_came(think_tank, client):
    register_organisation(
        "Parauga fonds", kind=OrganisationKind.objects.first(), role=role(), regions=[], by=None
    )
    page = client.get(address("attendance-check-in", think_tank.pk))
    form = form_with(page, "Add and mark as here")
    fields = {"name": "Jauna Persona", "organisation_name": "parauga fonds", "role": str(role().pk)}

    added = form.fill(fields).press("Add and mark as here", follow=True)

    assert messages_of(added) == ["Now on the list: Jauna Persona"]
    attendee = think_tank.attendees.get()
    assert (attendee.name, attendee.came, attendee.registered) == ("Jauna Persona", True, False)
    assert attendee.role == role()
    assert attendee.organisation.name == "Parauga fonds"


def test_walk_in_has_the_name_that_was_not_found(think_tank, client):
    make_attendee(think_tank, name="Zane Ziediņa")
    url = address("attendance-check-in", think_tank.pk)

    names = [
        form_with(client.get(url, {"q": typed}), "Add and mark as here")["name"]
        for typed in ("Jauna Persona", "zan")
    ]

    assert names == [["Jauna Persona"], [""]]


def test_walk_in_says_that_the_name_was_on_the_list_already(think_tank, client):
    make_attendee(think_tank, name="Anna Parauga", email="anna@example.org")
    make_attendee(think_tank, name="Zane Ziediņa")

    answers = [
        client.post(address("attendance-check-in", think_tank.pk), {"name": name}, follow=True)
        for name in ("Anna Parauga", "Zane Ziediņa")
    ]

    assert [messages_of(answer) for answer in answers] == [
        [
            "Now on the list: Anna Parauga",
            "The same name was on the list, but something else differs, so added: Anna Parauga",
        ],
        ["Already on the list: Zane Ziediņa"],
    ]


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"name": "a" * 121}, {"organisation_name": "a" * 201}]
)
def test_walk_in_refused_keeps_what_was_typed(think_tank, client, typed):
    fields = {"name": "Jauna Persona", "organisation_name": "Parauga fonds"} | typed

    refused = client.post(address("attendance-check-in", think_tank.pk), fields)

    assert refused.status_code == 422
    form = form_with(refused, "Add and mark as here")
    assert {name: form[name] for name in fields} == {name: [text] for name, text in fields.items()}
    assert not think_tank.attendees.exists()


def test_check_in_does_not_exist_for_others(think_tank):
    attendee = make_attendee(think_tank, name="Slepena Parauga")
    url, mark_url = (
        address("attendance-check-in", think_tank.pk),
        address("attendee-mark-came", attendee.pk),
    )

    assert "Slepena Parauga" in html_of(signed_in(make_coordinator()).get(url))
    for user in (make_coordinator("latgale"), make_facilitator(make_think_tank())):
        assert signed_in(user).get(url).status_code == 404
        assert signed_in(user).post(url, {"name": "Cits"}).status_code == 404
        assert signed_in(user).post(mark_url, {"came": "1"}).status_code == 404
    attendee.refresh_from_db()
    assert (attendee.came, think_tank.attendees.count()) == (False, 1)
