"""Read the sheets of an uploaded .xlsx. Run as a process, this takes the file as its input and prints them as JSON.

`files.tables` runs it so, that the memory of the parser is free again when it ends.
"""

import io
import json
import os
import re
import resource
import sys
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.functions import iterparse

from files.gate import MAX_COLUMNS, MAX_LINES, FileRefusedError, check_package
from files.strict_workbook import as_transitional
from files.table import Rest, Table, table_of

CONTENT_TYPES = "[Content_Types].xml"
# The content type of the main part of an .xlsx, which no other package has.
WORKBOOK = re.compile(rb"spreadsheetml\.(?:sheet|template)\.main\+xml")
# Of the process, several times what a file within the limits needs. Pages that people wait for go first.
MAX_SECONDS = 10
MAX_MEMORY = 300 * 1024 * 1024
NICENESS = 10


def read_sheets(data: bytes) -> list[Table]:
    """Return the sheets of a workbook. A cell that is merged downwards has its text in each of its rows with other text.

    Raises FileRefusedError: what `check_package` refuses, not_text, damaged, too_many_rows, too_large_unpacked.
    """
    try:
        check_package(data)
        if not _is_workbook(data):
            raise FileRefusedError("not_text")
        source = io.BytesIO(as_transitional(data))
        book = openpyxl.load_workbook(source, read_only=True, data_only=True)
        rest = Rest()
        return [_sheet(sheet, rest) for sheet in book.worksheets]
    except FileRefusedError:
        raise
    except MemoryError as error:
        raise FileRefusedError("too_large_unpacked") from error
    except Exception as error:  # whatever a damaged file makes the library raise
        raise FileRefusedError("damaged") from error


def main() -> None:
    """Read a file from the input of this process; print its sheets, or the code of its refusal."""
    os.nice(NICENESS)
    _limit(resource.RLIMIT_CPU, MAX_SECONDS)
    _limit(resource.RLIMIT_AS, MAX_MEMORY)
    try:
        sheets = read_sheets(sys.stdin.buffer.read())
    except FileRefusedError as refused:
        json.dump({"refused": refused.code}, sys.stdout)
    else:
        json.dump({"sheets": [_values_of(sheet) for sheet in sheets]}, sys.stdout)


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


def _sheet(sheet, rest: Rest) -> Table:
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
        table = table_of(sheet.title, rows, rest)
    _fill_down(table.rows, parser.merged_cells.mergeCell if parser.merged_cells else (), rest)
    return replace(table, is_hidden=sheet.sheet_state != "visible")


def _as_typed(value: object) -> object:
    """Return a value with the characters that Excel wrote as „_x000D_”, since XML refuses them."""
    return unescape(value) if isinstance(value, str) else value


def _fill_down(rows: dict[int, list[str]], ranges: Iterable, rest: Rest) -> None:
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
            if text and not rows[number][column]:
                rest.take_copy(text)
                rows[number][column] = text


def _limit(kind: int, most: int) -> None:
    """Limit this process, or leave it the lower limit that its host has set."""
    _soft, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _values_of(sheet: Table) -> tuple:
    return sheet.name, list(sheet.rows.items()), sheet.is_cut, sheet.is_hidden


if __name__ == "__main__":
    main()
