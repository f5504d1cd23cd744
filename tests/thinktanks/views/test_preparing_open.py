"""The page of the day: its next step, and opening and closing a think tank."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.support.factories import (
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.pages.think_tanks import changed
from thinktanks.operations.think_tanks import change_think_tank, close_think_tank
from thinktanks.queries.changes import Detail

pytestmark = pytest.mark.django_db


def state(think_tank) -> str:
    think_tank.refresh_from_db()
    return think_tank.state


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


@pytest.fixture
def opened():
    return make_think_tank()


def test_think_tank_open_begins_the_event(planned):
    client = signed_in(make_facilitator(planned))

    response = client.post(address("think-tank-open", planned.pk), follow=True)

    assert state(planned) == "open"
    assert messages_of(response) == ["The think tank is open"]
    assert response.request["PATH_INFO"] == address("think-tank-show", planned.pk)


def test_think_tank_open_refuses_what_has_started(opened):
    client = signed_in(make_facilitator(opened))

    response = client.post(address("think-tank-open", opened.pk), follow=True)

    assert messages_of(response) == ["This think tank has already started."]
    assert state(opened) == "open"


def test_think_tank_close_ends_the_event(opened):
    client = signed_in(make_coordinator())

    response = client.post(address("think-tank-close", opened.pk), follow=True)

    assert state(opened) == "closed"
    assert messages_of(response) == ["The think tank is closed"]


def test_think_tank_close_refuses_what_is_not_open(planned):
    client = signed_in(make_facilitator(planned))

    response = client.post(address("think-tank-close", planned.pk), follow=True)

    assert messages_of(response) == ["This think tank is not open."]
    assert state(planned) == "planned"


@pytest.mark.parametrize("name", ["think-tank-open", "think-tank-close"])
def test_think_tank_of_others_does_not_exist(planned, opened, name):
    other = signed_in(make_facilitator(make_think_tank()))
    elsewhere = signed_in(make_coordinator("latgale"))

    answers = [
        client.post(address(name, think_tank.pk))
        for client in (other, elsewhere, Client())
        for think_tank in (planned, opened)
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404, 302, 302]
    assert "/accounts/login/" in answers[-1].url
    assert (state(planned), state(opened)) == ("planned", "open")


@pytest.mark.parametrize(("name", "status"), [("think-tank-open", 405), ("think-tank-close", 200)])
def test_think_tank_is_not_changed_by_a_link(planned, name, status):
    client = signed_in(make_facilitator(planned))

    assert client.get(address(name, planned.pk)).status_code == status
    assert state(planned) == "planned"


def primary_of(client, think_tank) -> list[str]:
    """Return the text of each primary button of the page of the day."""
    page = html_of(client.get(address("think-tank-prepare", think_tank.pk)))
    found = re.findall(r'btn-primary"[^>]*>(.*?)</', page, re.DOTALL)
    return [" ".join(text.split()) for text in found]


@pytest.mark.parametrize(
    ("days", "expected"), [(1, []), (0, ["Open the think tank"]), (-1, ["Open the think tank"])]
)
def test_think_tank_prepare_offers_to_open_on_the_day_or_later(days, expected):
    day = timezone.localdate() + datetime.timedelta(days=days)
    think_tank = make_think_tank(is_open=False, held_on=day)
    client = signed_in(make_facilitator(think_tank))

    assert primary_of(client, think_tank) == expected
    assert address("think-tank-open", think_tank.pk) in html_of(
        client.get(address("think-tank-prepare", think_tank.pk))
    )


def test_think_tank_prepare_has_one_next_step_in_each_state(opened):
    client = signed_in(make_facilitator(opened))

    while_open = primary_of(client, opened)
    close_think_tank(opened, by=None)
    afterwards = primary_of(client, opened)

    assert (while_open, afterwards) == (["Capture contributions"], ["Consolidate"])


def test_think_tank_prepare_shows_each_code_once_and_what_is_missing(planned):
    client = signed_in(make_facilitator(planned))
    make_attendee(planned, registered=True)

    page = html_of(client.get(address("think-tank-prepare", planned.pk)))

    code = planned.join_code
    assert page.count(f"{code[:5]}-{code[5:]}") == 1
    assert page.count(f"/join/{code}/") == 1
    missing = ["The venue is missing.", "The time is missing.", "Registered: 1", "Try it: scan"]
    assert [page.count(sentence) for sentence in missing] == [1, 1, 1, 1]


def test_think_tank_prepare_lists_the_changes_in_words(planned):
    client, other = signed_in(make_facilitator(planned, name="Anna Kalēja")), make_user("Jānis")
    by = make_user("Ilze Ozola")
    tables = changed(planned)["tables"] | {1: {"name": "Jaunieši", "role": None}}
    fields = {"town": "Talsi", "starts_at": datetime.time(10), "ends_at": datetime.time(16)}
    facilitators = changed(planned)["facilitators"] | {other: None}
    change_think_tank(
        planned, **changed(planned, tables=tables, facilitators=facilitators, **fields), by=by
    )

    newest = client.get(address("think-tank-prepare", planned.pk)).context["changes"][0]

    assert (newest.who, newest.what) == ("Ilze Ozola", "changed the think tank")
    assert newest.details == (
        Detail("Start", "–", "10:00"),
        Detail("End", "–", "16:00"),
        Detail("Town", "Kuldīga", "Talsi"),
        Detail("Table 1", "policy makers", "Jaunieši (without a role)"),
        Detail("Facilitator Jānis", "–", "without an end"),
    )
