"""Read the workbooks and CSV files that were exported."""

import csv
import io
import itertools
import re
import warnings
import zipfile

import openpyxl


def book_of(content: bytes):
    """Read a workbook; a warning is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(content: bytes, sheet: str) -> list[dict]:
    """Return the rows of a sheet as dictionaries by heading."""
    headings, *rows = book_of(content)[sheet].values
    return [dict(zip(headings, row, strict=True)) for row in rows]


def block_of(content: bytes, sheet: str, title: str) -> list[tuple]:
    """Return the rows of the table with this title on a sheet, without its headings, up to the first empty row."""
    rows = list(book_of(content)[sheet].values)
    start = next(index for index, row in enumerate(rows) if row[0] == title)
    return list(itertools.takewhile(lambda row: row[0] is not None, rows[start + 2 :]))


def table_of(content: bytes) -> list[dict]:
    """Return the rows of a CSV file as dictionaries by heading."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def parts_of(content: bytes) -> dict[str, str]:
    """Return the files in a workbook by name."""
    package = zipfile.ZipFile(io.BytesIO(content))
    return {name: package.read(name).decode() for name in package.namelist()}


def formulas_in(content: bytes) -> list[str]:
    """Return the names of parts that contain a formula or a link."""
    return [
        name
        for name, text in parts_of(content).items()
        if re.search(r"<f[ >/]|<hyperlink|TargetMode=", text)
    ]
