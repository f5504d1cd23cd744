"""A table as a CSV file that Excel with Latvian settings opens without questions."""

import csv
import datetime
import io
from collections.abc import Iterable

from files.cells import marked_as_text
from files.workbook_values import Cell, RoleName

# With Latvian settings Excel separates columns by semicolons. By the mark in front it knows UTF-8.
SEPARATOR = ";"
BYTE_ORDER_MARK = "\ufeff"


def table(headings: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    """Return the file in UTF-8 with its byte order mark: dates in ISO form, dangerous texts as `marked_as_text`."""
    stream = io.StringIO()
    stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([_plain(heading) for heading in headings])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _plain(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, RoleName):
        return marked_as_text(cell.text)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else marked_as_text(cell)
