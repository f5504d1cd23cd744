"""The attendance list: by hand and from files, for those who run the think tank."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.factories import (
    make_administrator,
    make_attendee,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    role,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db
HEADINGS = ("Vārds, uzvārds", "E-pasts", "Loma", "Organizācija", "Piezīmes")
ROWS = (
    ("Anna Parauga", "anna@example.org", "pašvaldības", "Parauga novads", "x"),
    ("Pēteris Paraugs", None, "nezināma", None, None),
)
KEPT = [
    ("Anna Parauga", "anna@example.org", "municipalities", "Parauga novads"),
    ("Pēteris Paraugs", "", None, ""),
]


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


def workbook(*rows) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def csv_file(*rows, encoding="utf-8") -> bytes:
    return "\r\n".join(";".join(cell or "" for cell in row) for row in rows).encode(encoding)


def packed(**entries) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in entries.items():
            book.writestr(name, content)
    return stream.getvalue()


def send(client, think_tank, data, name="saraksts.xlsx"):
    url = address("think-tank-attendance", think_tank.pk)
    return client.post(url, {"list": "1", "file": SimpleUploadedFile(name, data)}, follow=True)


def listed(think_tank):
    return [
        (
            attendee.name,
            attendee.email,
            attendee.role and attendee.role.code,
            attendee.organisation_name,
        )
        for attendee in think_tank.attendees.all()
    ]


def test_record_attendance_by_hand_with_its_last_day(think_tank, client):
    url = address("think-tank-attendance", think_tank.pk)
    fields = {
        "name": "Anna Parauga",
        "email": "anna@example.org",
        "role": role().pk,
        "organisation_name": "Parauga novads",
    }

    response = client.post(url, fields, follow=True)

    assert messages_of(response) == ["Added to the list: 1"]
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
    ],
)
def test_record_attendance_from_a_file_once(think_tank, client, data):
    first, again = send(client, think_tank, data), send(client, think_tank, data)

    unknown = "Unknown roles or municipalities, left empty: nezināma"
    assert messages_of(first) == ["Added to the list: 2", unknown]
    assert messages_of(again) == ["Added to the list: 0", unknown]
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
    ("data", "message"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04 no zip", "The file is damaged."),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "The file has a password."),
        (b"\xd0\xcf\x11\xe0 an old .xls", "We cannot read this kind of file."),
        (b"x" * (10 * 1024 * 1024 + 1), "The file is too large. The limit is 10 MB."),
        (b"a\x00b", "We cannot read this kind of file."),
        (csv_file(("Summa",), ("3",)), "We found no column with names."),
        (csv_file(HEADINGS), "There are no people in the file."),
        (csv_file(HEADINGS, ROWS[0], ("", "b@example.org", "", "", "")), "Row 3 has no name."),
        (
            csv_file(HEADINGS, ROWS[0], ("B", "b at c", "", "", "")),
            "Row 3: this is not an e-mail address",
        ),
        (csv_file(HEADINGS, ROWS[0], ("B" * 121, "", "", "", "")), "Row 3 is too long."),
        (csv_file(HEADINGS, *[ROWS[0]] * 2001), "Too many rows."),
        (workbook(HEADINGS, *[ROWS[0]] * 2001), "Too many rows."),
        (packed(**{f"{n}.xml": "x" for n in range(201)}), "The content of the file is larger"),
        (packed(**{"a.xml": b"\0" * 30_000_000}), "The content of the file is larger"),
        (packed(**{"xl/vbaProject.bin": "x"}), "The file contains macros."),
        (packed(**{"a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]>"}), "The file is damaged."),
    ],
)
def test_record_attendance_refuses_a_file_whole(think_tank, client, data, message):
    response = send(client, think_tank, data)

    assert response.status_code == 422
    assert message in html_of(response)
    assert listed(think_tank) == []


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
    assert messages_of(response) == ["Added to the list: 1"] + is_unknown * [
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
    assert removed.name not in html_of(response)


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
