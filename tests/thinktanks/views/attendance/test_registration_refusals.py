"""Why a registration is refused: nothing is kept of it, and nothing typed is lost."""

from dataclasses import replace

import pytest
from django.test import Client

from tests.support.factories import make_think_tank, make_user
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import html_of
from tests.support.published_versions import text_of
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.think_tanks import cancel_think_tank, close_think_tank
from thinktanks.throttle import REGISTRATIONS
from thinktanks.views import registration

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


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": " "}, "This field is required."),
        ({"name": "a" * 121}, "The text is too long: 121 of 120 characters."),
        ({"organisation_name": "a" * 201}, "The text is too long: 201 of 200 characters."),
        ({"email": "nav adrese"}, "Enter a valid email address."),
        ({"role": "kings"}, "Choose a role from the list."),
        ({"role": ""}, "Choose a role from the list."),
    ],
)
def test_register_refused_keeps_what_was_typed(think_tank, typed, sentence):
    form = form_with(Client().get(path_of(think_tank)), "Register").fill(FIELDS)

    refused = form.fill({name: text for name, text in typed.items() if name != "role"})
    refused = send(think_tank, **typed)

    assert (refused.status_code, sentence in html_of(refused)) == (422, True)
    kept = {name: text for name, text in FIELDS.items() if name not in typed}
    again = form_with(refused, "Register")
    assert {name: again[name] for name in kept} == {name: [text] for name, text in kept.items()}
    assert not think_tank.attendees.exists()


def test_register_from_one_address_is_limited_and_keeps_what_was_typed(think_tank):
    client = Client()
    for number in range(REGISTRATIONS.slots):
        send(think_tank, client, email=f"persona{number}@example.org")

    refused = send(think_tank, client, email="vel-viena@example.org")

    assert (refused.status_code, int(refused["Retry-After"]) in range(1, 3601)) == (429, True)
    assert html_of(refused).count("Too many people registered from this network.") == 1
    assert form_with(refused, "Register")["email"] == ["vel-viena@example.org"]
    assert think_tank.attendees.count() == REGISTRATIONS.slots
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert send(think_tank, elsewhere, email="vel-viena@example.org").status_code == 200


def test_register_sent_again_counts_once_for_the_limit(think_tank, monkeypatch):
    monkeypatch.setattr(registration, "REGISTRATIONS", replace(REGISTRATIONS, slots=2))
    form = form_with(Client().get(path_of(think_tank)), "Register").fill(FIELDS)
    others = form_with(Client().get(path_of(think_tank)), "Register")

    again = [form.press("Register") for _time in range(3)]
    changed = form.fill({"name": "Anna Cita"}).press("Register")
    other = others.fill(FIELDS | {"email": "cita@example.org"}).press("Register")

    assert [answer.status_code for answer in (*again, changed, other)] == [200] * 4 + [429]


def test_register_over_the_limit_does_not_show_who_is_registered(think_tank):
    for _time in range(REGISTRATIONS.slots):
        send(think_tank)

    assert send(think_tank).status_code == 429


@pytest.mark.parametrize("state", ["closed", "cancelled", "archived"])
def test_register_where_nobody_can_register_takes_no_slot(think_tank, monkeypatch, state):
    monkeypatch.setattr(registration, "REGISTRATIONS", replace(REGISTRATIONS, slots=1))
    other = make_think_tank(is_open=state == "closed")
    if state == "closed":
        close_think_tank(other, by=None)
    elif state == "cancelled":
        cancel_think_tank(other, reason="Slimība", by=make_user())
    else:
        Programme.objects.filter(pk=other.programme_id).update(state="archived")

    assert [send(it).status_code for it in (other, think_tank, think_tank)] == [422, 200, 429]


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("closed", "Registration has ended."),
        ("cancelled", "This think tank has been cancelled. Zāle applūda"),
        ("archived", "Registration has ended."),
    ],
)
def test_register_page_says_why_nobody_can_register(state, sentence):
    think_tank = make_think_tank()
    page = Client().get(path_of(think_tank))
    if state == "closed":
        close_think_tank(think_tank, by=None)
    elif state == "cancelled":
        fields = {"cancelled_at": think_tank.opened_at, "cancellation_reason": "Zāle applūda"}
        ThinkTank.objects.update(state=state, opened_at=None, **fields)
    else:
        Programme.objects.update(state="archived")

    shown = Client().get(path_of(think_tank))
    late = form_with(page, "Register").fill(FIELDS).press("Register")

    assert (shown.status_code, sentence in text_of(shown)) == (200, True)
    assert "<form" not in html_of(shown).partition("<main")[2]
    assert (late.status_code, form_with(late, "Register")["name"]) == (422, ["Anna Parauga"])
    assert not think_tank.attendees.exists()


def test_register_for_an_unknown_think_tank_is_404(think_tank):
    assert Client().get("/register/nav-tadas/").status_code == 404
    assert Client().post("/register/nav-tadas/", FIELDS).status_code == 404
