"""Tables that somebody uploads: the sheets of an .xlsx, or a .csv."""

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.functions import iterparse

from files.csv_reader import read_csv
from files.gate import (
    MAX_CELL,
    MAX_CHARACTERS,
    MAX_COLUMNS,
    MAX_LINES,
    PACKAGE,
    FileRefusedError,
    check_file,
    check_package,
)
from files.strict_workbook import as_transitional
from language.characters import normalize, without_invisible

CONTENT_TYPES = "[Content_Types].xml"
# The content type of the main part of an .xlsx, which no other package has.
WORKBOOK = re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml")


@dataclass(frozen=True)
class Table:
    """A sheet with the rows that contain text, by their number in a spreadsheet; `name` is empty for a .csv.

    Each row has MAX_COLUMNS texts, each on one line. `is_cut` if there was text in further columns, `is_hidden` if a
    spreadsheet does not show the sheet.
    """

    name: str
    rows: dict[int, list[str]]
    is_cut: bool
    is_hidden: bool = False


@dataclass
class _Rest:
    """How much text the tables of a file may still have."""

    rows: int = MAX_LINES
    characters: int = MAX_CHARACTERS

    def take_row(self, texts: list[tuple[int, str]]) -> None:
        """Count a row with text; `texts` are the cells that have any, with their columns."""
        self.rows -= 1
        self.characters -= sum(len(text) for _column, text in texts)
        if self.rows < 0:
            raise FileRefusedError("too_many_rows")
        if self.characters < 0:
            raise FileRefusedError("too_large_unpacked")


def read_tables(data: bytes) -> list[Table]:
    """Return the tables of a file. A cell that is merged downwards has its text in each of its rows that has other text.

    Raises FileRefusedError: what `check_file`, `check_package` and `read_csv` refuse, damaged, too_many_rows,
    too_large_unpacked.
    """
    check_file(data)
    if data.startswith(PACKAGE):
        return _sheets(data)
    rows = ((number, enumerate(row, 1)) for number, row in enumerate(read_csv(data), 1))
    return [_table("", rows, _Rest())]


def column_letters(position: int) -> str:
    """Return the letters by which a spreadsheet names a column; the first has position 0."""
    return get_column_letter(position + 1)


def _sheets(data: bytes) -> list[Table]:
    check_package(data)
    try:
        if not _is_workbook(data):
            raise FileRefusedError("not_text")
        source = io.BytesIO(as_transitional(data))
        book = openpyxl.load_workbook(source, read_only=True, data_only=True)
        rest = _Rest()
        tables = [_sheet(sheet, rest) for sheet in book.worksheets]
    except FileRefusedError:
        raise
    except Exception as error:  # whatever a damaged file makes the library raise
        raise FileRefusedError("damaged") from error
    return tables


def _is_workbook(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return CONTENT_TYPES in package.namelist() and bool(
            WORKBOOK.search(package.read(CONTENT_TYPES))
        )


class RowParser(WorkSheetParser):
    """Reads the rows and merged cells of a sheet; whatever else is in it can neither cost time nor be damaged."""

    def parse(self):
        for _event, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                if len(element) > MAX_LINES:
                    raise FileRefusedError("too_large_unpacked")
                self.merged_cells = MergeCells.from_tree(element)


def _sheet(sheet, rest: _Rest) -> Table:
    """Return a sheet; only rows and cells that are in the file cost time, whatever their numbers.

    openpyxl's own `iter_rows` fills every gap with empty rows, and knows nothing of merged cells.
    """
    book = sheet.parent
    with sheet._get_source() as source:
        parser = RowParser(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        rows = (
            (number, ((cell["column"], _as_typed(cell["value"])) for cell in cells))
            for number, cells in parser.parse()
        )
        table = _table(sheet.title, rows, rest)
    _fill_down(table.rows, parser.merged_cells.mergeCell if parser.merged_cells else ())
    return replace(table, is_hidden=sheet.sheet_state != "visible")


def _as_typed(value: object) -> object:
    """Return a value with the characters that Excel wrote as „_x000D_”, since XML refuses them."""
    return unescape(value) if isinstance(value, str) else value


def _table(
    name: str, rows: Iterable[tuple[int, Iterable[tuple[int, object]]]], rest: _Rest
) -> Table:
    """Return a table of the rows with text; each row comes with its number, each cell with that of its column."""
    filled: dict[int, list[str]] = {}
    is_cut = False
    for number, cells in rows:
        texts = [(column, text) for column, value in cells if (text := _text_of(value))]
        if not texts:
            continue
        rest.take_row(texts)
        row = filled.setdefault(number, [""] * MAX_COLUMNS)
        for column, text in texts:
            if column <= MAX_COLUMNS:
                row[column - 1] = text
            else:
                is_cut = True
    return Table(name, filled, is_cut)


def _fill_down(rows: dict[int, list[str]], ranges: Iterable) -> None:
    """Copy the text of a merged cell to the rows below it. Ranges that overlap are damage."""
    numbers = sorted(rows)
    seen = set()
    for merged in ranges:
        column = merged.min_col - 1
        if merged.min_row not in rows or column >= MAX_COLUMNS:
            continue
        text = rows[merged.min_row][column]
        below = slice(bisect_left(numbers, merged.min_row), bisect_right(numbers, merged.max_row))
        for number in numbers[below]:
            if (number, column) in seen:
                raise FileRefusedError("damaged")
            seen.add((number, column))
            rows[number][column] = rows[number][column] or text


def _text_of(cell: object) -> str:
    """Return the cell as text in NFC, with single blanks and without what cannot be seen."""
    if cell is None:
        return ""
    return " ".join(normalize("NFC", without_invisible(str(cell)[:MAX_CELL])).split())
