"""What the reader of attendance lists finds in a file, and what it leaves out."""

import io

import openpyxl
import pytest

from files.gate import MAX_ROWS, FileRefusedError
from thinktanks.attendance_list import COLUMNS, LeftOut, read_attendance_list

HEADINGS = ("Vārds, uzvārds", "E-pasts", "Loma", "Organizācija", "Pašvaldība")
ANNA = ("Anna Parauga", "anna@example.org", "pašvaldība", "Parauga novads", "Talsu novads")


def workbook(**sheets) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(stream)
    return stream.getvalue()


def read(*rows):
    return read_attendance_list(workbook(Saraksts=rows))


def values_of(person):
    return (
        person.name,
        person.email,
        person.role,
        person.organisation_name,
        person.municipality,
    )


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        ("Vārds uzvārds*", "E-pasts*", "Loma *", "Pārstāvētā organizācija", "Novads"),
        ("VĀRDS UN UZVĀRDS:", "E-pasta adrese", "Ko pārstāvat?", "Iestāde / organizācija", "Pašvaldība (novads)"),
        ("Dalībnieks (drukātiem burtiem)", "e-pasts (obligāts)", "Loma", "Organizācijas nosaukums", "Novads/pilsēta"),
        ("Full name", "E-mail", "Role", "Organisation name", "Municipality"),
    ],
)  # fmt: skip
def test_read_attendance_list_knows_usual_headings(headings):
    read_list = read(headings, ANNA)

    assert [values_of(person) for person in read_list.people] == [ANNA]
    assert read_list.left_out == LeftOut()


def test_read_attendance_list_knows_no_heading_for_two_columns():
    headings = [heading for headings in COLUMNS.values() for heading in headings]

    assert len(headings) == len(set(headings))


def test_read_attendance_list_finds_the_headings_below_a_title():
    rows = [("Dalībnieki",), ("Kuldīga, 2026. gada 12. novembris",), (), HEADINGS, ANNA]

    read_list = read(*rows)

    assert [(person.line, person.name) for person in read_list.people] == [(5, "Anna Parauga")]
    assert read_list.left_out == LeftOut(rows=[1, 2])


def test_read_attendance_list_finds_the_sheet_and_names_the_others():
    sheets = {
        "Par sarakstu": [("Aizpildiet otro lapu.",)],
        "Paraugs": [HEADINGS],
        "Saraksts": [HEADINGS, ANNA],
        "Pērn": [HEADINGS, ("Berta Parauga",)],
        "Tukša": [],
    }

    read_list = read_attendance_list(workbook(**sheets))

    assert [values_of(person) for person in read_list.people] == [ANNA]
    assert read_list.left_out == LeftOut(sheets=["Par sarakstu", "Paraugs", "Pērn"])


def test_read_attendance_list_reads_no_hidden_sheet():
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(Vecā=[HEADINGS, ("Berta Parauga",)], Saraksts=[HEADINGS, ANNA]))
    )
    book["Vecā"].sheet_state, stream = "hidden", io.BytesIO()
    book.active = 1
    book.save(stream)

    read_list = read_attendance_list(stream.getvalue())

    assert [values_of(person) for person in read_list.people] == [ANNA]
    assert read_list.left_out == LeftOut(sheets=["Vecā"])


def test_read_attendance_list_takes_no_heading_for_a_person():
    rows = [("Vārds", "Anna", "Berta"), ("E-pasts", "a@example.org", "b@example.org"), ("Loma",)]

    assert read(*rows).people == []


def test_read_attendance_list_names_columns_and_rows_that_it_does_not_read():
    headings = ("Nr.", "Vārds, uzvārds", "E-pasts", "E-pasta adrese", "", "Paraksts")
    rows = [
        (1, "Anna Parauga", "anna@example.org", "cita@example.org", "x"),
        headings,
        (2, "Berta Parauga"),
        (3,),
        (4,),
    ]

    read_list = read(headings, *rows)

    assert [person.name for person in read_list.people] == ["Anna Parauga", "Berta Parauga"]
    assert [person.email for person in read_list.people] == ["anna@example.org", ""]
    assert read_list.left_out == LeftOut(columns=["Nr.", "E-pasta adrese", "E"], rows=[3, 5, 6])


def test_read_attendance_list_names_columns_beyond_the_limit():
    read_list = read(("Vārds",), ("Anna", *[None] * 60, "x"))

    assert read_list.left_out == LeftOut(columns=["AY…"])


def test_read_attendance_list_counts_people_not_rows():
    titles = [("Saraksts",)] * 20
    people = [("Anna",)] * MAX_ROWS

    assert len(read(*titles, ("Vārds",), *people).people) == MAX_ROWS
    with pytest.raises(FileRefusedError, match="too_many_rows"):
        read(("Vārds",), *people, ("Berta",))


@pytest.mark.parametrize("rows", [[], [("Summa", "E-pasts"), (3, "a@example.org")]])
def test_read_attendance_list_refuses_a_file_without_names(rows):
    with pytest.raises(FileRefusedError, match="no_name"):
        read(*rows)
