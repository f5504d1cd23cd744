"""The calendar entry of a think tank, by RFC 5545."""

import datetime

import pytest

from tests.support.factories import make_facilitator, make_think_tank, make_user
from tests.support.pages.requests import address, signed_in
from tests.support.pages.think_tanks import changed
from thinktanks.calendar import calendar_entry, escaped, folded
from thinktanks.operations.think_tanks import cancel_think_tank, change_think_tank


def unfolded(text) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


@pytest.mark.django_db
def test_calendar_entry_has_the_day_and_the_place():
    think_tank = make_think_tank(venue="Tautas nams; 2. stāvs, zāle", town="Kuldīga")

    response = signed_in(make_facilitator(think_tank)).get(
        address("think-tank-calendar", think_tank.pk)
    )

    lines = unfolded(response.content.decode())
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert [line for line in lines if not line.startswith("DTSTAMP:")] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Domnica//Think tanks//LV",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:think-tank-{think_tank.pk}@127.0.0.1",
        "ORGANIZER:mailto:domnica@localhost",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "DTSTART;VALUE=DATE:20261112",
        "DTEND;VALUE=DATE:20261113",
        "SUMMARY:Regional think tank in Kurzeme",
        r"LOCATION:Tautas nams\; 2. stāvs\, zāle\, Kuldīga",
        f"DESCRIPTION:{think_tank.programme.name_en}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert all(len(line.encode()) <= 75 for line in response.content.decode().split("\r\n"))


@pytest.mark.django_db
def test_calendar_entry_of_a_changed_and_cancelled_think_tank_replaces_the_first(settings):
    settings.BASE_URL = "https://example.org:8443"
    settings.DEFAULT_FROM_EMAIL = "Domnīca <domnica@example.org>"
    think_tank, by = make_think_tank(is_open=False), make_user()
    times = {"starts_at": datetime.time(10), "ends_at": datetime.time(16, 30)}
    change_think_tank(think_tank, **changed(think_tank, **times), by=by)
    cancelled = cancel_think_tank(think_tank, reason="Slimība", by=by)

    lines = unfolded(calendar_entry(cancelled))

    kept = ("METHOD", "ORGANIZER", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "UID")
    assert [line for line in lines if line.startswith(kept)] == [
        "METHOD:CANCEL",
        f"UID:think-tank-{think_tank.pk}@example.org",
        "ORGANIZER:mailto:domnica@example.org",
        "SEQUENCE:2",
        "STATUS:CANCELLED",
        "DTSTART:20261112T080000Z",
        "DTEND:20261112T143000Z",
    ]


def test_escaped_writes_marks_and_line_breaks():
    assert escaped("a\\b; c, d\r\ne\nf") == r"a\\b\; c\, d\ne\nf"


@pytest.mark.parametrize(
    "line", ["x" * 75, "x" * 76, "ā" * 37 + "x", "LOCATION:" + "šķēršļi " * 60]
)
def test_folded_lines_are_short_and_read_back_the_same(line):
    text = folded(line)

    pieces = text.split("\r\n")
    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert (len(pieces) == 1) == (len(line.encode()) <= 75)
    assert text.replace("\r\n ", "") == line
