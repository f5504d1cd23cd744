"""The page of the day: its next step, and opening and closing a think tank."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone, translation

from language.latvian import LOCATIVE, date_in_case
from tests.support.closing import close_hours_ago
from tests.support.factories import (
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.desk import closed_with, desk, primary_buttons, rows_of
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.pages.think_tanks import changed
from thinktanks.operations.think_tanks import (
    change_think_tank,
    close_think_tank,
    open_think_tank,
)
from thinktanks.queries.changes import Detail

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def state(think_tank) -> str:
    think_tank.refresh_from_db()
    return think_tank.state


@pytest.fixture
def planned():
    return make_think_tank(is_open=False)


@pytest.fixture
def opened():
    return make_think_tank()


def test_think_tank_open_begins_the_event_on_its_day():
    planned = make_think_tank(is_open=False, held_on=timezone.localdate())
    client = signed_in(make_facilitator(planned))

    response = client.post(address("think-tank-open", planned.pk), follow=True)

    assert state(planned) == "open"
    assert messages_of(response) == ["The think tank is open"]
    assert response.request["PATH_INFO"] == address("think-tank-show", planned.pk)


@pytest.mark.parametrize("days", [-1, 1])
def test_think_tank_open_asks_once_on_another_day(days):
    day = timezone.localdate() + datetime.timedelta(days=days)
    planned = make_think_tank(is_open=False, held_on=day)
    client = signed_in(make_facilitator(planned))

    asked = client.post(address("think-tank-open", planned.pk))
    before = state(planned)
    opened = form_with(asked, "Open it today").press("Open it today", follow=True)

    with translation.override("en"):
        date = date_in_case(day, LOCATIVE)
    assert asked.status_code == 422
    assert html_of(asked).count(f"This think tank is planned for {date}, not for today.") == 1
    assert (before, state(planned)) == ("planned", "open")
    assert messages_of(opened) == ["The think tank is open"]


def test_think_tank_open_refuses_what_has_started(opened):
    client = signed_in(make_facilitator(opened))

    response = client.post(address("think-tank-open", opened.pk), follow=True)

    assert messages_of(response) == ["This think tank has already started."]
    assert state(opened) == "open"


def test_think_tank_close_ends_the_event(opened):
    client = signed_in(make_coordinator())

    response = client.post(address("think-tank-close", opened.pk), follow=True)

    assert state(opened) == "closed"
    assert messages_of(response) == ["The slide and the wall now show the code for feedback"]


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


@pytest.mark.parametrize("name", ["think-tank-open", "think-tank-close"])
def test_think_tank_is_not_changed_by_a_link(planned, name):
    client = signed_in(make_facilitator(planned))

    assert client.get(address(name, planned.pk)).status_code == 200
    assert state(planned) == "planned"


def primary_of(client, think_tank) -> list[str]:
    """Return the text of each primary button of the page of the day."""
    return primary_buttons(client.get(address("think-tank-prepare", think_tank.pk)))


@pytest.mark.parametrize(
    ("days", "expected"), [(1, []), (0, ["Open the think tank"]), (-1, ["Open the think tank"])]
)
@pytest.mark.parametrize("page", ["think-tank-prepare", "think-tank-show"])
def test_think_tank_offers_to_open_and_on_the_day_or_later_first_of_all(page, days, expected):
    day = timezone.localdate() + datetime.timedelta(days=days)
    think_tank = make_think_tank(is_open=False, held_on=day)
    client = signed_in(make_facilitator(think_tank))

    shown = client.get(address(page, think_tank.pk))

    assert primary_buttons(shown) == expected
    assert form_with(shown, "Open the think tank")


STATES = {
    "open": (lambda: make_think_tank(held_on=timezone.localdate()), ["Capture"]),
    "left open": (make_think_tank, ["Close"]),
    "without contributions": (closed_with, ["Capture"]),
    "undecided": (lambda: closed_with(undecided=1), ["Consolidate"]),
    "considered": (lambda: closed_with(actions=1), ["Publish version 1"]),
    "published": (lambda: closed_with(actions=1, versions=1), ["See the plan"]),
    "changed": (lambda: closed_with(actions=1, versions=1, changes=1), ["Publish version 2"]),
}


@pytest.mark.parametrize("name", STATES)
def test_think_tank_prepare_has_the_next_step_of_the_desk(name):
    make, expected = STATES[name]
    think_tank = make()
    user = make_facilitator(think_tank)

    assert primary_of(signed_in(user), think_tank) == expected
    assert expected[0].startswith(rows_of(desk(user))[0][2])


OF_THE_DAY = ("Registration page", "Print the sheets", "Open the wall", "Try it:", "Join code")


@pytest.mark.parametrize(
    ("days", "codes"), [(1, ["Open the slide", "Feedback code"]), (15, [])], ids=["takes", "took"]
)
def test_think_tank_prepare_shows_what_still_applies_after_the_close(opened, days, codes):
    client = signed_in(make_facilitator(opened))
    page = address("think-tank-prepare", opened.pk)

    before = html_of(client.get(page))
    close_hours_ago(opened, 24 * days)
    after = html_of(client.get(page))

    assert [text for text in OF_THE_DAY if text in before] == list(OF_THE_DAY)
    assert [text for text in OF_THE_DAY if text in after] == []
    assert [text for text in ("Open the slide", "Feedback code") if text in after] == codes


def test_think_tank_prepare_shows_each_code_once_and_what_is_missing(planned):
    client = signed_in(make_facilitator(planned))
    make_attendee(planned, registered=True)

    page = html_of(client.get(address("think-tank-prepare", planned.pk)))

    code = planned.join_code
    assert page.count(f"{code[:5]}-{code[5:]}") == 1
    assert page.count(f"/join/{code}/") == 1
    missing = ["The venue is missing.", "The time is missing.", "Registered: 1", "Try it: scan"]
    assert [page.count(sentence) for sentence in missing] == [1, 1, 1, 1]


def test_think_tank_prepare_warns_of_what_is_missing_only_before_its_day(planned):
    page = address("think-tank-prepare", planned.pk)
    client = signed_in(make_facilitator(planned))

    before = html_of(client.get(page))
    open_think_tank(planned, by=None)
    close_think_tank(planned, by=None)
    after = html_of(client.get(page))

    lists = [
        html[html.index('class="checks') : html.index('id="changes"')] for html in (before, after)
    ]
    shown = ("The venue is missing.", 'class="is-open"', "#i-circle-alert")
    assert [[part in checks for part in shown] for checks in lists] == [
        [True, True, True],
        [True, False, False],
    ]


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
        Detail("Start", "", "10:00"),
        Detail("End", "", "16:00"),
        Detail("Town", "Kuldīga", "Talsi"),
        Detail("Table 1", "policy makers", "Jaunieši (without a role)"),
        Detail("Facilitator Jānis", "", "without an end"),
    )
