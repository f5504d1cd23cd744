"""The input that costs most: texts on which a pattern or a normalization may need more than linear time, and large files."""

import io
import random
import zipfile
from functools import partial

import openpyxl
from openpyxl.utils import get_column_letter

SIZE = 1_000_000  # characters; a form takes at most 4 MB
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
HEADING, PERSON = (
    "vārds;e-pasts;organizācija\r\n",
    "Parauga Persona;a@example.org;Parauga fonds\r\n",
)
PLAN = "Pašvaldībām\r\n• Rīkot tirdziņu\r\n"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MERGED = '<mergeCell ref="A1:A2"/>'
MOST_TEXT = 20_000_000  # characters of a part of a workbook
TOO_MUCH = 15_000_000  # characters of cells, which take a parser half a minute


def _filled(beginning, line, size=LARGEST):
    """Return the content of a file of a size in bytes: a beginning, then the same line again and again."""
    encoded = line.encode()
    return (beginning.encode() + encoded * (size // len(encoded)))[:size]


def _cells(value, count, rows):
    """Return rows with the same cell many times."""
    return f"<row>{value * count}</row>" * rows


def _text(text):
    """Return a cell with a text."""
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _merged_columns(text, columns, rows):
    """Return a workbook with this text in each column, in a cell that is merged over all rows; a column has a number."""
    letters = [get_column_letter(number) for number in range(2, columns + 2)]
    number = "<c><v>1</v></c>"
    texts = "".join(
        f'<c r="{letter}2" t="inlineStr"><is><t>{text}</t></is></c>' for letter in letters
    )
    merged = "".join(f'<mergeCell ref="{letter}2:{letter}{rows}"/>' for letter in letters)
    return _workbook(
        f"<row>{number}{texts}</row>" + f"<row>{number}</row>" * (rows - 2),
        f"<mergeCells>{merged}</mergeCells>",
    )


def _workbook(rows, end=""):
    """Return a workbook whose only sheet has a heading and these rows, padded so that it is not packed too densely."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row>{_text("vārds")}</row>{rows}</sheetData>{end}</worksheet>'
    book, content = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(book)
    with (
        zipfile.ZipFile(book) as made,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in made.namelist():
            changed.writestr(name, sheet if name.endswith("sheet1.xml") else made.read(name))
        changed.writestr("padding.bin", random.Random(1).randbytes(600_000))
    return content.getvalue()


# By title, the content of a file of people; it is made when it is needed.
WORST_LISTS = {
    "2,000 people": lambda: (HEADING + PERSON * 2000).encode(),
    "separators": partial(_filled, HEADING, ";"),
    "rows of two cells": partial(_filled, HEADING, "a;a\r\n"),
    "separators and dashes": partial(_filled, HEADING, ";-"),
    "line breaks": partial(_filled, HEADING, "\r\n"),
    "quotation marks": partial(_filled, HEADING, '"'),
    "long cells": partial(_filled, HEADING, f"{'ā' * 900};" * 40 + "\n"),
    "as many cells as may be": partial(_filled, HEADING, ";", size=499_000),
    "as many empty cells": lambda: _workbook(_cells("<c/>", 50, 3_800)),
    "as many empty rows": lambda: _workbook("<row/>" * 199_000),
    "as many numbers": lambda: _workbook(_cells("<c><v>1</v></c>", 50, 980)),
    "as much text": lambda: _workbook(_cells(_text("āb " * 330), 5, 1_000)),
    "millions of cells": lambda: _workbook(_cells("<c/>", TOO_MUCH // 4, 1)),
    "millions of rows": lambda: _workbook("<row/>" * (TOO_MUCH // 6)),
    "texts": lambda: _workbook(_cells(_text("a b " * 250), 5, TOO_MUCH // 5_300)),
    "one text": lambda: _workbook(_cells(_text("a" * MOST_TEXT), 1, 1)),
    "copies of merged cells": lambda: _merged_columns("ā" * 1000, 40, 9_000),
    "merged cells": lambda: _workbook("<row/>", f"<mergeCells>{MERGED * 190_000}</mergeCells>"),
}
MOST_TYPED = 499_000  # bytes of a plan's text that the browser may send
WORST_PLANS = {
    "10 MB of marks": partial(_filled, f"{PLAN}• a", "\u0301\u0327"),
    "10 MB of letters": partial(_filled, f"{PLAN}• a", "a"),
    **{
        f"as many {title}": partial(_filled, PLAN, line, size=MOST_TYPED)
        for title, line in {
            "headings": "Pašvaldībām\r\n",
            "questions": "Kāda veida atbalsta pasākumi?\r\n",
            "bullets": "- a\r\n",
            "numbers": "1. ab cd\r\n",
            "long bullets": f"- {'Rīkot tirdziņu ' * 16}\r\n",
            "quotation marks": '"',
            "brackets": "();",
            "parts": "a;",
            "joined emoji": "👩\u200d",
        }.items()
    },
}
