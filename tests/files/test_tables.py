"""Rows of an uploaded .csv or .xlsx, as texts; what cannot be read is refused with its code."""

import io
import zipfile

import openpyxl
import pytest

from files.gate import MAX_CELL, MAX_COLUMNS, MAX_ROWS, FileRefusedError
from files.tables import read_table

ROWS = [["Vārds", "E-pasts"], ["Anna", "anna@example.org"], ["", ""], ["Ēriks", ""]]
LONGER_THAN_CSV_READS = 131_073


def csv_file(rows, separator=";", encoding="utf-8") -> bytes:
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)


def xlsx_file(rows) -> bytes:
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Cita").append(["x"])
    book.save(stream)
    return stream.getvalue()


def without_sheets() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        list(read_table(data))
    return refused.value.code


@pytest.mark.parametrize(
    "data",
    [
        csv_file(ROWS),
        csv_file(ROWS, ","),
        csv_file(ROWS, "\t"),
        csv_file(ROWS, encoding="utf-8-sig"),
        csv_file(ROWS, encoding="cp1257"),
        xlsx_file(ROWS),
    ],
)
def test_read_table_reads_the_same_rows_from_each_kind_of_file(data):
    assert [row[:2] for row in read_table(data)] == ROWS


def test_read_table_reads_a_cell_as_one_clean_line():
    cells = ["a\u0304  b", "a\nb", "a\u200bb", "x" * (MAX_CELL + 1), 7, None]

    [row] = read_table(xlsx_file([cells]))

    assert row[: len(cells)] == ["ā b", "a b", "ab", "x" * MAX_CELL, "7", ""]


def test_read_table_cuts_columns_and_refuses_rows_over_the_limit():
    row = ["a"] * (MAX_COLUMNS + 1)

    assert list(read_table(csv_file([row] * (MAX_ROWS + 1)))) == [row[1:]] * (MAX_ROWS + 1)
    for made in (csv_file, xlsx_file):
        assert refusal(made([row] * (MAX_ROWS + 2))) == "too_many_rows"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a\x00b", "not_text"),
        (b'a;"b' + b"x" * LONGER_THAN_CSV_READS, "damaged"),  # a quote that never ends
        (b"PK\x03\x04 no zip", "damaged"),
        (without_sheets(), "damaged"),
        (b"\xd0\xcf\x11\xe0", "not_text"),
        (b"\x98\x81 is in neither encoding", "not_text"),
    ],
)
def test_read_table_refuses(data, code):
    assert refusal(data) == code
