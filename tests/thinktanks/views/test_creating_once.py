"""A form that creates something creates it once, however often it is sent."""

import re

import pytest
from django.db import connection
from django.test import Client

from stakeholders.models import Grant, MapEntry, Organisation, OrganisationKind, User
from tests.support.factories import (
    make_administrator,
    make_editor,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.pages.admin_pages import page_address
from tests.support.pages.requests import address, signed_in
from tests.support.servers.child_process import all_at_once
from tests.thinktanks.views.test_preparing_programme import programme_fields
from thinktanks.models import Device, Programme, Question, ThinkTank

LOCAL = {"SERVER_NAME": "localhost"}  # the one host of a portal in local mode
THINK_TANK = {"held_on": "2027-03-04", "town": "Talsi", "venue": "", "table_count": 1}


def organisation_fields():
    return {
        "name": "Parauga biedrība",
        "kind": OrganisationKind.objects.first().pk,
        "role": role().pk,
        "regions": [region().pk],
    }


# Each page that creates something: its address, the rows, what is sent.
PAGES = {
    "a programme": (lambda: address("programme-start"), Programme, programme_fields),
    "a think tank": (
        lambda: address("think-tank-schedule"),
        ThinkTank,
        lambda: THINK_TANK | {"programme": make_programme().pk, "region": region().pk},
    ),
    "a question": (
        lambda: address("question-add", make_programme().code),
        Question,
        lambda: {"text_lv": "Kas vēl?", "text_en": "What else?"},
    ),
    "an account": (
        lambda: page_address(("stakeholders", "user"), "add"),
        User,
        lambda: {"email": "jauna@example.org", "name": "Jauna"},
    ),
    "a grant": (
        lambda: page_address(("stakeholders", "grant"), "add"),
        Grant,
        lambda: {"user": make_user().pk, "kind": "coordinator", "region": region().pk},
    ),
    "an organisation": (
        lambda: page_address(("stakeholders", "organisation"), "add"),
        Organisation,
        organisation_fields,
    ),
    "a mapping entry": (
        lambda: page_address(("stakeholders", "mapentry"), "add"),
        MapEntry,
        lambda: {"organisation": make_editor().grants.get().organisation_id, "region": region().pk},
    ),
    "a device": (
        lambda: f"/join/{make_think_tank().join_code}/",
        Device,
        lambda: {"role": "unknown"},
    ),
}


def opened(client, there):
    """Open the page of a form and return the UUID that it sends."""
    html = client.get(there).content.decode()
    return re.search(r'name="form_uuid" value="([^"]+)"', html)[1]


def send_twice(client, page, **changes):
    """Send the same page twice, the second time with these changes; return the answers and how many rows are new."""
    where, rows, fields = PAGES[page]
    sent, there = fields(), where()
    sent["form_uuid"] = opened(client, there)
    before = rows.objects.count()
    answers = [client.post(there, fields) for fields in (sent, sent | changes)]
    return answers, rows.objects.count() - before


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_form_sent_twice_creates_one_row(page):
    (first, second), new = send_twice(signed_in(make_administrator()), page)

    assert (first.status_code, second.status_code) == (302, 302)
    assert (second.url, new) == (first.url, 1)


@pytest.mark.django_db
def test_a_page_from_the_history_filled_in_differently_creates_another_row():
    client = signed_in(make_administrator())

    answers, new = send_twice(client, "a think tank", town="Sabile")

    assert ([answer.status_code for answer in answers], new) == ([302, 302], 2)
    assert set(ThinkTank.objects.values_list("town", flat=True)) == {"Talsi", "Sabile"}


@pytest.mark.django_db
def test_a_refused_form_can_be_corrected_and_sent_again():
    client = signed_in(make_administrator())
    there, _rows, fields = PAGES["a think tank"]
    sent = fields() | {"form_uuid": opened(client, there())}

    assert client.post(there(), sent | {"town": ""}).status_code == 422
    assert client.post(there(), sent).status_code == 302
    assert ThinkTank.objects.count() == 1


def create_at_once(page, rounds):
    """Send the form of a page twice at once, round by round; return the answers and how many rows are new."""
    client = Client(**LOCAL)
    client.force_login(make_administrator())
    session = client.cookies["sessionid"].value
    where, rows, fields = PAGES[page]
    answers, there, before = [], where(), rows.objects.count()
    for number in range(rounds):
        sent = fields() | {"form_uuid": opened(client, there)}
        sent |= {"code": f"number-{number}"} if "code" in sent else {}
        sent |= {"email": f"person-{number}@example.org"} if "email" in sent else {}
        connection.close()
        answers.append(all_at_once(_post, [[session, there, sent]] * 2))
    return {"answers": answers, "new": rows.objects.count() - before}


def _post(request):
    session, there, sent = request
    client = Client(**LOCAL)
    client.cookies["sessionid"] = session
    response = client.post(there, sent)
    return [response.status_code, response.headers.get("Location")]


@pytest.mark.server
@pytest.mark.parametrize(
    "page", ["a programme", "a think tank", "an account", "an organisation", "a device"]
)
def test_a_form_sent_twice_at_once_creates_one_row(installation, page):
    played = installation.call(create_at_once, page=page, rounds=3)

    assert [status for pair in played["answers"] for status, _address in pair] == [302] * 6
    assert all(first == second for first, second in played["answers"])
    assert played["new"] == 3
