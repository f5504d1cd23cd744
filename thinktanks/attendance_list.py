"""Read the people of an attendance list from an uploaded file."""

import re
from dataclasses import dataclass, field

from files.gate import MAX_COLUMNS, MAX_ROWS, FileRefusedError
from files.table import Table, column_letters
from files.tables import read_tables
from language.fold import fold_words

# The headings of each column, as `fold_words` gives them.
COLUMNS = {
    "name": (
        "vards uzvards", "vards un uzvards", "uzvards vards", "uzvards un vards", "vards", "pilns vards",
        "dalibnieks", "dalibnieki", "dalibniece", "dalibnieka vards", "dalibnieka vards uzvards",
        "dalibnieka vards un uzvards", "persona", "kontaktpersona", "name", "full name", "first name", "given name",
        "name surname", "name and surname", "first and last name", "participant", "attendee",
    ),
    "surname": ("uzvards", "surname", "last name", "family name"),
    "email": (
        "e pasts", "epasts", "e pasta adrese", "epasta adrese", "elektroniskais pasts", "elektroniska pasta adrese",
        "dalibnieka e pasts", "e pasts sazinai", "email", "e mail", "e mail address", "email address", "mail",
    ),
    "role": (
        "loma", "parstav", "ko parstav", "ko parstavat", "parstaveta puse", "puse", "iesaistita puse", "dalibnieka loma",
        "dalibnieku grupa", "merkgrupa", "role", "represents", "stakeholder", "stakeholder group",
    ),
    "organisation_name": (
        "organizacija", "organizacijas nosaukums", "parstaveta organizacija", "parstavetas organizacijas nosaukums",
        "iestade", "iestades nosaukums", "parstaveta iestade", "iestade organizacija", "organizacija iestade",
        "uznemums", "organizacija uznemums", "uznemums organizacija", "institucija", "parstaveta institucija",
        "darbavieta", "darba vieta", "organisation", "organization", "organisation name", "organization name",
        "institution", "company", "affiliation",
    ),
    "municipality": (
        "pasvaldiba", "novads", "pasvaldiba novads", "novads pasvaldiba", "novads pilseta", "pilseta novads",
        "novads vai pilseta", "pasvaldibas nosaukums", "parstaveta pasvaldiba", "municipality",
    ),
}  # fmt: skip
FIELD_OF = {heading: name for name, headings in COLUMNS.items() for heading in headings}
IN_BRACKETS = re.compile(r"\([^()]*\)")
HEADINGS_WITHIN = 30  # rows with text, from the top of a sheet


@dataclass(frozen=True)
class Person:
    """One row of the list as the file has it; `line` as Excel counts. A column of surnames is joined to the name."""

    line: int
    name: str
    email: str
    role: str
    organisation_name: str
    municipality: str


@dataclass(frozen=True)
class LeftOut:
    """What a file has in addition to its people: names of sheets, headings or letters of columns, numbers of rows."""

    sheets: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class AttendanceList:
    """The people of a file, and whatever else in it has text."""

    people: list[Person]
    left_out: LeftOut


def read_attendance_list(data: bytes) -> AttendanceList:
    """Return the people of the first sheet that lists any, under the row that has most of the headings we know.

    A hidden sheet is not read: nobody who sends the file sees who is on it.

    Raises FileRefusedError: what `read_tables` refuses, no_name where no column holds names, too_many_rows.
    """
    tables = read_tables(data)
    shown = [table for table in tables if not table.is_hidden]
    lists = [(table, line) for table in shown if (line := _heading_line(table)) is not None]
    if not lists:
        raise FileRefusedError("no_name")
    table, line = next((found for found in lists if max(found[0].rows) > found[1]), lists[0])
    people, left_out = _people_of(table, line)
    if len(people) > MAX_ROWS:
        raise FileRefusedError("too_many_rows")
    left_out.sheets.extend(other.name for other in tables if other is not table and other.rows)
    return AttendanceList(people, left_out)


def _heading_line(table: Table) -> int | None:
    """Return the number of the row that names most columns, one of them that of the names; the upper of equals."""
    first = list(table.rows)[:HEADINGS_WITHIN]
    found = {line: _positions_of(table.rows[line]) for line in first}
    named = [line for line in first if "name" in found[line]]
    return max(named, key=lambda line: len(found[line]), default=None)


def _positions_of(headings: list[str]) -> dict[str, int]:
    """Return the first column of each field."""
    positions: dict[str, int] = {}
    for position, heading in enumerate(headings):
        name = FIELD_OF.get(fold_words(heading)) or FIELD_OF.get(
            fold_words(IN_BRACKETS.sub(" ", heading))
        )
        if name:
            positions.setdefault(name, position)
    return positions


def _people_of(table: Table, heading_line: int) -> tuple[list[Person], LeftOut]:
    positions = _positions_of(table.rows[heading_line])
    left_out = LeftOut(rows=[line for line in table.rows if line < heading_line])
    people, others = [], set()
    for line, cells in table.rows.items():
        if line <= heading_line:
            continue
        row = {name: cells[positions[name]] if name in positions else "" for name in COLUMNS}
        is_heading = fold_words(row["name"]) in FIELD_OF  # repeated on each printed page
        if is_heading or not any(row.values()):
            left_out.rows.append(line)
            continue
        row["name"] = " ".join(filter(None, (row["name"], row.pop("surname"))))
        people.append(Person(line, **row))
        others.update(position for position, text in enumerate(cells) if text)
    others.difference_update(positions.values())
    left_out.columns.extend(
        table.rows[heading_line][position] or column_letters(position)
        for position in sorted(others)
    )
    if table.is_cut:
        left_out.columns.append(f"{column_letters(MAX_COLUMNS)}…")
    return people, left_out
