"""The input that costs most: texts on which a pattern or a normalization may need more than linear time, and large files."""

import io
import zipfile
from functools import partial

SIZE = 1_000_000  # characters; a body is at most 12 MB
MARKS = 200_000

WORST_TEXTS = {
    "marks on a letter": "a" + "\u0301\u0327" * MARKS,
    "letters with marks": "ā\u0327\u0301" * MARKS,
    "semicolons and dashes": ";-" * (SIZE // 2),
    "a local part": "a" * SIZE + "@",
    "addresses without end": "a.a@" * (SIZE // 4),
    "digits": "1" * SIZE,
    "digits with blanks": "29 123 456 " * (SIZE // 11),
    "blanks": "a" + " " * SIZE + "b",
    "line breaks": "a" + "\r\n" * (SIZE // 2) + "b",
    "tabs in lines": "\t-\t\r\n" * (SIZE // 5),
    "a nested list": "\r\n".join(" " * depth + "- a" for depth in range(1400)),
    "list numbers": "1.1.1.1." * (SIZE // 8),
    "quotation marks": '"' * SIZE,
    "brackets": "(" * SIZE,
    "markup": "<a href=" * (SIZE // 8),
    "dots": "." * SIZE,
    "joined emoji": "👩\u200d" * (SIZE // 2),
    "one word": "Ļ" * SIZE,
    "2,000 lines": "\r\n".join(f"Rīkot {number}. tirdziņu" for number in range(2000)),
}
LARGEST = 10 * 1024 * 1024 - 1000  # bytes of a file
PERSON = "Parauga Persona;a@example.org;Parauga fonds\r\n"


def _filled(beginning, line):
    """Return the content of a file of the largest size: a beginning, then the same line again and again."""
    encoded = line.encode()
    return (beginning.encode() + encoded * (LARGEST // len(encoded)))[:LARGEST]


def _workbook(row, count):
    """Return a workbook whose only sheet has this row many times."""
    sheet = f"<worksheet><sheetData>{row * count}</sheetData></worksheet>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


HEADING, PLAN = "vārds;e-pasts;organizācija\r\n", "Pašvaldībām\r\n"
# The name and the content of each file, by title; the content is made when it is needed.
WORST_FILES = {
    "2,000 people": ("a.csv", lambda: (HEADING + PERSON * 2000).encode()),
    "10 MB of marks": ("a.txt", partial(_filled, f"{PLAN}• a", "\u0301\u0327")),
    "a sheet of 100,000 rows": (
        "a.xlsx",
        partial(_workbook, '<row><c t="inlineStr"><is><t>a</t></is></c></row>', 100_000),
    ),
}
