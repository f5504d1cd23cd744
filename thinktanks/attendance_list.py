"""Reads an attendance list from a file: bytes in, rows out. What could harm is refused before anything is parsed."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import openpyxl

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 200
MAX_ROWS = 2000
MAX_COLUMNS = 50
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and the shell of a workbook with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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


class RefusedError(Exception):
    """A list that cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Person:
    """One row of the list, in the words of the file; `line` as Excel counts. A column of surnames joins the name."""

    line: int
    name: str
    email: str
    role: str
    organisation_name: str
    municipality: str


def read_people(data: bytes) -> list[Person]:
    """The people of a .csv or .xlsx, by the headings of its first row.

    Raises RefusedError: too_large, too_large_unpacked, macros, password, damaged, not_text, too_many_rows, no_name.
    """
    if len(data) > MAX_BYTES:
        raise RefusedError("too_large")
    if data.startswith(OLD_OFFICE):
        raise RefusedError("password" if ENCRYPTED in data else "not_text")
    rows = _workbook(data) if data.startswith(b"PK") else _lines(data)
    people = []
    places = None
    for line, row in enumerate(rows, start=1):
        if line > MAX_ROWS + 1:
            raise RefusedError("too_many_rows")
        cells = [_words(cell) for cell in row[:MAX_COLUMNS]]
        if not any(cells):
            continue
        if places is None:
            places = _places(cells)
            continue
        found = {name: _at(cells, place) for name, place in places.items()}
        found["name"] = " ".join(filter(None, (found["name"], found.pop("surname"))))
        people.append(Person(line, **found))
    if places is None:
        raise RefusedError("no_name")
    return people


def plain(text: str) -> str:
    """A word as it is compared: without capitals and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in letters if not unicodedata.combining(one)).split())


def _places(headings: list[str]) -> dict[str, int | None]:
    named = [plain(heading) for heading in headings]
    places = {
        field: next((named.index(word) for word in words if word in named), None)
        for field, words in COLUMNS.items()
    }
    if places["name"] is None:
        raise RefusedError("no_name")
    return places


def _at(cells: list[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _words(cell: object) -> str:
    text = unicodedata.normalize("NFC", "" if cell is None else str(cell)[:1000])
    shown = (" " if one.isspace() else one for one in text)
    return " ".join("".join(one for one in shown if unicodedata.category(one)[0] != "C").split())


def _lines(data: bytes) -> Iterable[list[str]]:
    for encoding in ("utf-8-sig", "cp1257"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        first = text.partition("\n")[0]
        separator = max(";,\t", key=first.count)
        try:
            yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        except csv.Error as error:
            raise RefusedError("damaged") from error
        return
    raise RefusedError("not_text")


def _workbook(data: bytes) -> Iterator[tuple]:
    """The first sheet, row by row; sizes that the file states about itself are not believed."""
    try:
        _gate(data)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS + 2, values_only=True)
    except RefusedError:
        raise
    except Exception as error:  # whatever a damaged file makes the library stumble over
        raise RefusedError("damaged") from error


def _gate(data: bytes) -> None:
    """Refuse before parsing: entries, their sizes as really unpacked, macros, anything that names outside things."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        if len(entries) > MAX_ENTRIES:
            raise RefusedError("too_large_unpacked")
        if sum(one.file_size for one in entries) > min(MAX_UNPACKED, len(data) * MAX_RATIO):
            raise RefusedError("too_large_unpacked")
        if any("vbaproject" in one.filename.lower() for one in entries):
            raise RefusedError("macros")
        left = MAX_UNPACKED
        for one in entries:
            with packed.open(one) as stream:
                while piece := stream.read(65536):
                    left -= len(piece)
                    if left < 0:
                        raise RefusedError("too_large_unpacked")
                    if one.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in piece:
                        raise RefusedError("damaged")
