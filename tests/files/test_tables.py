"""Tables of an uploaded .csv or .xlsx, as texts; what cannot be read is refused with its code."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from files.gate import MAX_CELL, MAX_CHARACTERS, MAX_COLUMNS, MAX_LINES, FileRefusedError
from files.strict_workbook import NAMESPACES, STRICT, TRANSITIONAL
from files.table import column_letters
from files.tables import read_tables
from language.clean_text import clean_line
from tests.support.inputs.worst_values import WORST_LISTS

ROWS = [["Vārds", "E-pasts"], ["Anna", "anna@example.org"], ["", ""], ["Ēriks", ""]]
FILLED = {1: ROWS[0], 2: ROWS[1], 4: ROWS[3]}


def csv_file(rows, separator=";", encoding="utf-8") -> bytes:
    return "\r\n".join(separator.join(row) for row in rows).encode(encoding)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx_file(rows, **sheets) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Pirmā"
    for name, content in {"Pirmā": rows, **sheets}.items():
        sheet = book[name] if name in book else book.create_sheet(name)
        for row in content:
            sheet.append(row)
    return saved(book)


def repacked(data: bytes, change) -> bytes:
    """Return a package with the content of each entry as `change` returns it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as changed:
        for name in package.namelist():
            changed.writestr(name, change(package.read(name)))
    return stream.getvalue()


def strict(content: bytes) -> bytes:
    for name, transitional in NAMESPACES:
        content = content.replace(TRANSITIONAL + transitional, STRICT + name)
    return content


def other_package(name="a.xml", content="<a/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read_tables(data)
    return refused.value.code


def first_columns(table, count=2):
    return {number: row[:count] for number, row in table.rows.items()}


@pytest.mark.parametrize(
    "data",
    [
        csv_file(ROWS),
        csv_file(ROWS, ","),
        csv_file(ROWS, "\t"),
        csv_file(ROWS, encoding="utf-8-sig"),
        csv_file(ROWS, encoding="cp1257"),
        csv_file(ROWS, encoding="utf-16"),
        xlsx_file(ROWS),
        repacked(xlsx_file(ROWS), strict),
    ],
)
def test_read_tables_reads_the_same_rows_from_each_kind_of_file(data):
    [table] = read_tables(data)

    assert first_columns(table) == FILLED
    assert not table.is_cut


def test_read_tables_reads_a_csv_that_begins_like_the_name_of_a_zip():
    [table] = read_tables(b"PK;Name\n1;Anna\n")

    assert [row[:2] for row in table.rows.values()] == [["PK", "Name"], ["1", "Anna"]]


def test_read_tables_reads_every_sheet():
    tables = read_tables(xlsx_file([["Par sarakstu"]], Saraksts=ROWS, Tukša=[]))

    assert [table.name for table in tables] == ["Pirmā", "Saraksts", "Tukša"]
    assert [first_columns(table) for table in tables] == [{1: ["Par sarakstu", ""]}, FILLED, {}]


def test_read_tables_reads_a_cell_as_one_clean_line():
    cells = ["a\u0304  b", "a\nb", "a\u200bb", "x" * (MAX_CELL + 1), 7, None, "a\u2028b\xa0c\t"]

    [table] = read_tables(xlsx_file([cells]))

    assert table.rows[1][: len(cells)] == ["ā b", "a b", "ab", "x" * MAX_CELL, "7", "", "a b c"]


@pytest.mark.parametrize("made", [csv_file, xlsx_file])
@pytest.mark.parametrize("text", ["👩‍🌾 🏳️‍🌈", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "newer than Python: \U0001fae9", "\u202eabc"])
def test_read_tables_keeps_the_characters_that_a_form_keeps(made, text):
    [table] = read_tables(made([[text]]))

    assert table.rows[1][0] == clean_line(text)


def test_read_tables_reads_the_characters_that_excel_writes_as_codes():
    cells = ["Anna_x000D_\nParauga", "a_x0007__x000B_b", "a_x005F_x000D_b", "A_xA"]

    [table] = read_tables(xlsx_file([cells]))

    assert table.rows[1][: len(cells)] == ["Anna Parauga", "a b", "a_x000D_b", "A_xA"]


def test_read_tables_knows_hidden_sheets():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(ROWS, Vecā=ROWS, Dziļā=ROWS)))
    book["Vecā"].sheet_state, book["Dziļā"].sheet_state = "hidden", "veryHidden"

    assert [table.is_hidden for table in read_tables(saved(book))] == [False, True, True]


def test_read_tables_counts_rows_with_text_only():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(ROWS)))
    for number in (*range(5, MAX_LINES + 100, 50), 1_048_576):
        book.active.cell(number, 1).border = Border(top=Side(style="thin"))

    [table] = read_tables(saved(book))

    assert first_columns(table) == FILLED


def test_read_tables_copies_a_cell_that_is_merged_downwards():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file([["Anna", "Fonds"], ["Berta"], [], ["C"]])))
    book.active.merge_cells("B1:B4")

    [table] = read_tables(saved(book))

    assert first_columns(table) == {1: ["Anna", "Fonds"], 2: ["Berta", "Fonds"], 4: ["C", "Fonds"]}


def test_read_tables_refuses_merged_cells_that_overlap():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file([["Anna", "Fonds"], ["Berta"]])))
    book.active.merge_cells("B1:B2")
    data = repacked(
        saved(book), lambda content: content.replace(b"<mergeCell ", b'<mergeCell ref="B1:B3"/><mergeCell ')
    )  # fmt: skip

    assert refusal(data) == "damaged"


def test_read_tables_refuses_more_merged_cells_than_rows():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file([["Anna", "Fonds"], ["Berta"]])))
    book.active.merge_cells("B1:B2")
    more = b'<mergeCell ref="D1:D2"/>' * MAX_LINES + b"<mergeCell "
    data = repacked(saved(book), lambda content: content.replace(b"<mergeCell ", more))

    assert refusal(data + bytes(len(more) // 90)) == "too_large_unpacked"


def test_read_tables_refuses_more_copies_of_merged_cells_than_characters():
    data = WORST_LISTS["copies of merged cells"]()

    assert refusal(data) == "too_large_unpacked"


def test_read_tables_reads_a_sheet_of_which_something_else_is_damaged():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(ROWS)))
    book.active.auto_filter.ref = "A1:B4"
    data = repacked(
        saved(book),
        lambda content: content.replace(b'<autoFilter ref="A1:B4"', b'<autoFilter ref="?"'),
    )

    assert first_columns(read_tables(data)[0]) == FILLED


@pytest.mark.parametrize("made", [csv_file, xlsx_file])
def test_read_tables_marks_cut_columns_and_refuses_rows_over_the_limit(made):
    row = ["a"] * (MAX_COLUMNS + 1)
    [table] = read_tables(made([row] * 2))

    assert (table.rows, table.is_cut) == ({1: row[1:], 2: row[1:]}, True)
    assert len(read_tables(made([["a"]] * MAX_LINES))[0].rows) == MAX_LINES
    assert refusal(made([["a"]] * (MAX_LINES + 1))) == "too_many_rows"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a\x00b", "not_text"),
        (b'a;"b', "damaged"),
        (b"PK\x03\x04 no zip", "damaged"),
        (other_package(), "not_text"),
        (other_package("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "not_text"),
        (other_package("[Content_Types].xml", "spreadsheetml.sheet.main+xml"), "damaged"),
        (b"\xd0\xcf\x11\xe0", "not_text"),
        (csv_file([["x" * MAX_CELL]] * (MAX_CHARACTERS // MAX_CELL + 1)), "too_large_unpacked"),
    ],
)
def test_read_tables_refuses(data, code):
    assert refusal(data) == code


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (50, "AY")])
def test_column_letters_are_those_of_a_spreadsheet(position, letters):
    assert column_letters(position) == letters
