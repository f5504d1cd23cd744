"""The attendance list: by hand and from files, for those who run the think tank."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    role,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from tests.support.published_versions import text_of
from tests.support.workbooks.attendance_files import (
    HEADINGS,
    ROWS,
    csv_file,
    packed,
    send,
    workbook,
)

pytestmark = pytest.mark.django_db
KEPT = [
    ("Anna Parauga", "anna@example.org", "municipalities", "Parauga novads"),
    ("Pēteris Paraugs", "", None, ""),
]


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


def listed(think_tank):
    return sorted(
        (
            attendee.name,
            attendee.email,
            attendee.role and attendee.role.code,
            attendee.organisation_name,
        )
        for attendee in think_tank.attendees.all()
    )


def test_record_attendance_by_hand_with_its_last_day(think_tank, client):
    url = address("think-tank-attendance", think_tank.pk)
    fields = {
        "name": "Anna Parauga",
        "email": "anna@example.org",
        "role": role().pk,
        "organisation_name": "Parauga novads",
    }

    response = client.post(url, fields, follow=True)

    assert messages_of(response) == ["Now on the list: Anna Parauga"]
    assert listed(think_tank) == KEPT[:1]
    assert think_tank.attendees.get().delete_after == datetime.date(2027, 11, 12)
    assert "It is kept until 12 November 2027 and then deleted." in html_of(response).replace(
        "\u00a0", " "
    )


@pytest.mark.parametrize(
    "data",
    [
        workbook(HEADINGS, *ROWS),
        csv_file(HEADINGS, *ROWS),
        csv_file(HEADINGS, *ROWS, encoding="cp1257"),
        csv_file(HEADINGS, *ROWS, encoding="utf-16"),
        csv_file(HEADINGS, *ROWS, encoding="utf-16-le"),
        b"sep=;\r\n" + csv_file(HEADINGS, *ROWS),
    ],
)
def test_record_attendance_from_a_file_once(think_tank, client, data):
    first, again = send(client, think_tank, data), send(client, think_tank, data)

    left_out = [
        "Unknown roles or municipalities, left empty: nezināma",
        "Columns that were not read: Piezīmes",
    ]
    known = "Already on the list, not added again: 2"
    assert messages_of(first) == ["Added to the list: 2", *left_out]
    assert messages_of(again) == ["Added to the list: 0", known, *left_out]
    assert listed(think_tank) == KEPT


def test_record_attendance_ignores_the_dimensions_that_a_file_states(think_tank, client):
    source = zipfile.ZipFile(io.BytesIO(workbook(HEADINGS, *ROWS)))
    entries = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b'ref="A1:E3"' in entries[sheet]
    entries[sheet] = entries[sheet].replace(b'ref="A1:E3"', b'ref="A1:A1"')

    send(client, think_tank, packed(**entries))

    assert listed(think_tank) == KEPT


@pytest.mark.parametrize(
    ("typed", "code", "is_unknown"),
    [
        ("Talsu novads", "LV-097", False),
        ("TALSU NOVADA PAŠVALDĪBA", "LV-097", False),
        ("Liepājas valstspilsētas pašvaldība", "LV-LPX", False),
        ("LV-097", "LV-097", False),
        ("Atlantīda", None, True),
        ("", None, False),
    ],
)
def test_record_attendance_knows_a_municipality_by_any_name(
    think_tank, client, typed, code, is_unknown
):
    data = csv_file(("Vārds", "Novads"), ("Anna Parauga", typed))

    response = send(client, think_tank, data)

    municipality = think_tank.attendees.get().municipality
    assert (municipality and municipality.code) == code
    assert messages_of(response) == ["Now on the list: Anna Parauga"] + is_unknown * [
        "Unknown roles or municipalities, left empty: Atlantīda"
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "Anna", "email": "anna"}, "Enter a valid email address."),
        ({"name": "Anna", "role": "999"}, "Select a valid choice."),
    ],
)
def test_record_attendance_refuses_by_hand(think_tank, client, fields, message):
    response = client.post(address("think-tank-attendance", think_tank.pk), {"email": "", **fields})

    assert response.status_code == 422
    assert message in html_of(response)
    assert listed(think_tank) == []


def test_record_attendance_names_everything_that_was_left_out(think_tank, client):
    make_attendee(think_tank, name="Anna Parauga", email="anna@example.org")
    columns = [f"Piezīme {number}" for number in range(1, 8)]
    data = workbook(
        ("Dalībnieku saraksts",),
        ("Vārds*", "E-pasts*", "Loma", *columns),
        ("Anna Parauga", "anna@example.org"),
        ("ANNA PARAUGA", "cita@example.org", "pašvaldība", *columns),
        (None, None, None, "x"),
    )

    response = send(client, think_tank, data)

    assert messages_of(response) == [
        "Added to the list: 1",
        "Already on the list, not added again: 1",
        "The same name was on the list, but something else differs, so added: ANNA PARAUGA",
        "Columns that were not read: "
        "Piezīme 1, Piezīme 2, Piezīme 3, Piezīme 4, Piezīme 5 and 2 more",
        "Rows without a person: 1, 5",
    ]
    assert listed(think_tank)[:1] == [("ANNA PARAUGA", "cita@example.org", "municipalities", "")]


def test_record_attendance_names_the_sheets_that_were_not_read(think_tank, client):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Kā aizpildīt"])
    book.create_sheet("Saraksts").append(HEADINGS)
    book["Saraksts"].append(ROWS[0])
    book.save(stream)

    response = send(client, think_tank, stream.getvalue())

    assert messages_of(response)[-1] == "Sheets that were not read: Sheet"
    assert listed(think_tank) == KEPT[:1]


@pytest.mark.parametrize("headings", [("Vārds", "Uzvārds"), ("Uzvārds", "Vārds")])
def test_record_attendance_joins_names_and_surnames(think_tank, client, headings):
    row = {"Vārds": "Anna", "Uzvārds": "Parauga"}
    send(client, think_tank, csv_file(headings, [row[name] for name in headings]))

    assert [attendee.name for attendee in think_tank.attendees.all()] == ["Anna Parauga"]


def test_remove_attendee_deletes_the_row(think_tank, client):
    removed, kept = make_attendee(think_tank), make_attendee(think_tank)

    response = client.post(address("attendee-remove", removed.pk), follow=True)

    assert messages_of(response) == ["Removed from the list"]
    assert list(think_tank.attendees.all()) == [kept]
    # The button that undoes it has the fields until the page is left.
    assert removed.name not in text_of(response)
    again = client.get(address("think-tank-attendance", think_tank.pk))
    assert removed.name not in html_of(again)


def test_attendance_does_not_exist_for_others(think_tank):
    person = make_attendee(think_tank, name="Slepena Parauga")
    url, remove = (
        address("think-tank-attendance", think_tank.pk),
        address("attendee-remove", person.pk),
    )
    others = (make_coordinator("latgale"), make_facilitator(make_think_tank()))

    for user in (make_administrator(), make_coordinator(), make_facilitator(think_tank)):
        assert "Slepena Parauga" in html_of(signed_in(user).get(url))
    for user in others:
        assert signed_in(user).get(url).status_code == 404
        assert signed_in(user).post(url, {"name": "Cits"}).status_code == 404
        assert signed_in(user).post(remove).status_code == 404
    assert list(think_tank.attendees.all()) == [person]
