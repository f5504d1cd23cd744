"""Read a CSV file as spreadsheets write it: with any of their separators and encodings."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from files.gate import FileRefusedError

SEPARATORS = ";,\t|"
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=([;,\t|])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Excel writes the code page of Windows where nobody chose UTF-8.
EIGHT_BIT = ("utf-8-sig", "cp1257")
SAMPLE_LINES = 100


def read_csv(data: bytes) -> Iterator[list[str]]:
    """Yield the rows as a spreadsheet counts them: an empty line is an empty row, a line „sep=;” is none.

    Raises FileRefusedError: not_text; damaged, where a quotation mark is never closed or is followed by more text.
    """
    text = _decode(data)
    if line := SEPARATOR_LINE.match(text):
        separator, text = line[1], text[line.end() :]
    else:
        separator = _separator_of(text)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error as error:
        raise FileRefusedError("damaged") from error


def _decode(data: bytes) -> str:
    for encoding in _encodings_of(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileRefusedError("not_text")


def _encodings_of(data: bytes) -> tuple[str, ...]:
    """Return the encodings to try; in UTF-16 without its mark every second byte of most letters is zero."""
    if data.startswith(UTF_16_MARKS):
        return ("utf-16",)
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        halves = data[start::2]
        if halves.count(0) * 2 > len(halves):
            return (encoding,)
    return EIGHT_BIT


def _separator_of(text: str) -> str:
    """Return the separator that gives most rows the same number of columns; one inside quotation marks divides nothing.

    A title above the table may contain any of them.
    """
    lines = io.StringIO(text, newline=None).readlines(SAMPLE_LINES * 1000)[:SAMPLE_LINES]
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
