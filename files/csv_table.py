"""A table as a CSV file that Excel in Latvia opens by itself."""

import csv
import datetime
import io
from collections.abc import Iterable

from files.cells import marked_as_text
from files.workbook_values import Cell, OfRole

# Where a comma divides decimals, Excel divides columns at semicolons; the mark in front tells it that this is UTF-8.
SEPARATOR = ";"
BYTE_ORDER_MARK = "\ufeff"


def table(headings: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> bytes:
    """UTF-8 with its mark; dates in ISO form, texts that look like formulas marked (see `marked_as_text`)."""
    stream = io.StringIO()
    stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, delimiter=SEPARATOR, lineterminator="\r\n")
    writer.writerow([_plain(heading) for heading in headings])
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _plain(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, OfRole):
        return marked_as_text(cell.words)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else marked_as_text(cell)
