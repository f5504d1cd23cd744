"""Rows of a table that somebody uploads: the first sheet of an .xlsx, or a .csv."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import openpyxl

from files.gate import (
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    PACKAGE,
    FileRefusedError,
    check_file,
    check_package,
)

ENCODINGS = ("utf-8-sig", "cp1257")
SEPARATORS = ";,\t"


def read_table(data: bytes) -> Iterator[list[str]]:
    """Yield the rows of a file as texts on one line each; the first row is usually the headings.

    Raises FileRefusedError: what `check_file` and `check_package` refuse, damaged, not_text, too_many_rows.
    """
    check_file(data)
    rows = _xlsx_rows(data) if data.startswith(PACKAGE) else _csv_rows(data)
    for count, row in enumerate(rows):
        if count > MAX_ROWS:
            raise FileRefusedError("too_many_rows")
        yield [_text_of(cell) for cell in row[:MAX_COLUMNS]]


def _text_of(cell: object) -> str:
    """Return the cell as text in NFC, with single blanks and without control characters."""
    text = unicodedata.normalize("NFC", "" if cell is None else str(cell)[:MAX_CELL])
    characters = (" " if character.isspace() else character for character in text)
    kept = (character for character in characters if unicodedata.category(character)[0] != "C")
    return " ".join("".join(kept).split())


def _csv_rows(data: bytes) -> Iterable[list[str]]:
    text = _decode(data)
    first_line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first_line.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as error:
        raise FileRefusedError("damaged") from error


def _decode(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
        break
    raise FileRefusedError("not_text")


def _xlsx_rows(data: bytes) -> Iterator[Sequence[object]]:
    """Yield the rows of the first sheet; the dimensions that the file states are not believed."""
    check_package(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(max_col=MAX_COLUMNS, max_row=MAX_ROWS + 2, values_only=True)
    except Exception as error:  # whatever a damaged file makes the library raise
        raise FileRefusedError("damaged") from error
