"""Read a CSV file as spreadsheets write it: with any of their separators and encodings."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from files.encodings import decode_text
from files.gate import MAX_CHARACTERS, FileRefusedError

SEPARATORS = ";,\t|"
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=([;,\t|])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
MAX_CELLS = 500_000  # 10,000 rows of 50 columns; empty ones count
SAMPLE_LINES, SAMPLE_CHARACTERS = 100, 100_000


def read_csv(data: bytes) -> Iterator[list[str]]:
    """Yield the rows as a spreadsheet counts them: an empty line is an empty row, a line „sep=;” is none.

    Raises FileRefusedError: not_text; too_large_unpacked, where it has more cells or characters than anybody fills;
    damaged, where a quotation mark is never closed or is followed by more text.
    """
    text = _text_of(data)
    if line := SEPARATOR_LINE.match(text):
        separator, text = line[1], text[line.end() :]
    else:
        separator = _separator_of(text)
    cells = text.count(separator) + max(text.count("\n"), text.count("\r"))
    if cells > MAX_CELLS or len(text) > MAX_CHARACTERS:
        raise FileRefusedError("too_large_unpacked")
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise FileRefusedError("damaged") from error


def _text_of(data: bytes) -> str:
    if found := decode_text(data):
        return found[0]
    raise FileRefusedError("not_text")


def _separator_of(text: str) -> str:
    """Return the separator that gives most rows the same number of columns; one inside quotation marks divides nothing.

    A title above the table may contain any of them.
    """
    lines = io.StringIO(text[:SAMPLE_CHARACTERS], newline=None).readlines()[:SAMPLE_LINES]
    return max(SEPARATORS, key=lambda separator: _rows_alike(lines, separator))


def _rows_alike(lines: list[str], separator: str) -> tuple[int, int]:
    """Return how many lines have the commonest number of columns over one, and that number."""
    try:
        widths = Counter(
            len(row) for line in lines for row in csv.reader([line], delimiter=separator)
        )
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
