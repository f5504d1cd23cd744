"""Read the people of an attendance list from an uploaded table."""

from dataclasses import dataclass

from files.gate import FileRefusedError
from files.tables import read_table
from language.fold import fold

COLUMNS = {
    "name": (
        "vards uzvards",
        "vards, uzvards",
        "vards un uzvards",
        "vards",
        "name",
        "first name",
        "dalibnieks",
    ),
    "surname": ("uzvards", "surname", "last name", "family name"),
    "email": ("e-pasts", "epasts", "e-pasta adrese", "email", "e-mail", "e-mail address"),
    "role": ("loma", "role", "parstav"),
    "organisation_name": ("organizacija", "iestade", "organisation", "organization"),
    "municipality": ("pasvaldiba", "novads", "pasvaldiba (novads)", "municipality"),
}


@dataclass(frozen=True)
class Person:
    """One row of the list as the file has it; `line` as Excel counts. A column of surnames is joined to the name."""

    line: int
    name: str
    email: str
    role: str
    organisation_name: str
    municipality: str


def read_people(data: bytes) -> list[Person]:
    """Return the people of a .csv or .xlsx, by the headings of its first row that is not empty.

    Raises FileRefusedError: what `read_table` refuses, and no_name where no column holds names.
    """
    people = []
    positions = None
    for line, cells in enumerate(read_table(data), start=1):
        if not any(cells):
            continue
        if positions is None:
            positions = _positions_of(cells)
            continue
        row = {field: _cell_at(cells, position) for field, position in positions.items()}
        row["name"] = " ".join(filter(None, (row["name"], row.pop("surname"))))
        people.append(Person(line, **row))
    if positions is None:
        raise FileRefusedError("no_name")
    return people


def plain(text: str) -> str:
    """Return a text as it is compared with others: folded, with single blanks."""
    return " ".join(fold(text).split())


def _positions_of(headings: list[str]) -> dict[str, int | None]:
    folded = [plain(heading) for heading in headings]
    positions = {
        field: next((folded.index(heading) for heading in known if heading in folded), None)
        for field, known in COLUMNS.items()
    }
    if positions["name"] is None:
        raise FileRefusedError("no_name")
    return positions


def _cell_at(cells: list[str], position: int | None) -> str:
    return cells[position] if position is not None and position < len(cells) else ""
