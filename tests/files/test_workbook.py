"""A workbook as bytes: text stays text, long texts continue in the next row, sheets print and have names."""

import datetime
import io
import random
import re
import warnings
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest

from files.cells import clean
from files.workbook import sheet_names, workbook
from files.workbook_values import Block, Book, Column, Cover, RoleName, Sheet

MADE = datetime.datetime(2026, 11, 23, 22, 30, tzinfo=datetime.UTC)
HOSTILE = (
    "=1+1",
    "+371 29123456",
    "-5 °C",
    "@vārds",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\x00=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1",
    "\N{FULLWIDTH HYPHEN-MINUS}1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(1)",
    " =1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    '"=1+1',
    ";=1+1",
    "'=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("https://example.org","Spied")',
)
MARKUP = ("<r>evil</r>", "<r><t>a</t></r><t>b</t></is></c><c><f>1+1</f></c><r></r>", "<r>&\n</r>")
PLAIN = ("Tikties biežāk", "'citāts'", "2 reizes", "https://example.org", "12345", "{=1}", "TRUE")


def made(*rows, columns=("Teksts", "Cits"), name="Lapa", title="Nosaukums", is_long=False):
    """Return the file with these rows on its second sheet."""
    cover = Cover("Vāks", title, (("Apraksts", title),), (Block(title, (title,), ((title,),)),))
    sheet = Sheet(name, tuple(Column(heading, 20) for heading in columns), rows)
    return workbook(Book(cover, (sheet,), "lv", MADE, is_long))


def parts(content: bytes) -> dict[str, str]:
    package = zipfile.ZipFile(io.BytesIO(content))
    return {name: package.read(name).decode() for name in package.namelist()}


def read(content: bytes):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(io.BytesIO(content))


def raw_types(content: bytes) -> set[str | None]:
    """Return the types of all cells that have content, from the XML."""
    types = set()
    for name, text in parts(content).items():
        root = ElementTree.fromstring(text)
        if name.startswith("xl/worksheets/"):
            cells = root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")
            types |= {cell.get("t") for cell in cells if len(cell)}
    return types


@pytest.mark.parametrize("is_long", [False, True])
def test_workbook_keeps_every_hostile_text_as_text(is_long):
    texts = HOSTILE + MARKUP + PLAIN

    content = made(*((text, "x") for text in texts), is_long=is_long)

    sheet = read(content)["Lapa"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == [clean(text) for text in texts]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [text in HOSTILE for text in texts]
    assert raw_types(content) == ({"inlineStr"} if is_long else {"s"})
    assert [name for name, text in parts(content).items() if re.search("<f[ >/]", text)] == []
    assert [name for name in parts(content) if "rels" in name and "sheet" in name] == []


@pytest.mark.parametrize("text", HOSTILE + MARKUP)
def test_workbook_keeps_hostile_headings_names_and_properties_as_text(text):
    content = made((text, "x"), columns=(text, "Cits"), name=text, title=text)

    book = read(content)
    assert book.worksheets[1]["A1"].value == clean(text)
    assert book.worksheets[0]["A1"].value == clean(text)
    assert book.properties.title == clean(text)
    assert raw_types(content) == {"s"}
    assert [name for name, part in parts(content).items() if re.search("<f[ >/]", part)] == []
    assert len(book.worksheets[1].title) <= 31


def test_workbook_removes_only_what_xml_refuses():
    texts = [f"a{chr(code)}b" for code in (*range(0x20), 0x7F, 0x85, 0xFFFE, 0xFFFF, 0xD800)]

    content = made(*((text, "x") for text in texts))

    values = [row[0].value for row in read(content)["Lapa"].iter_rows(min_row=2)]
    kept = {"a\tb": "a\tb", "a\nb": "a\nb", "a\rb": "a\nb", "a\x7fb": "a\x7fb", "a\x85b": "a\x85b"}
    assert values == [kept.get(text, "ab") for text in texts]


def test_workbook_gives_2000_texts_back_as_they_were():
    chance = random.Random(32)
    characters = "=+-@\t\n '\";,<>&\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}_x0041 āčēģīķļņšūž°„”–…😀\u200b\ufeff0123abc"
    texts = [
        "".join(chance.choices(characters, k=chance.randint(1, 40))) for _number in range(2000)
    ]

    content = made(*((text, "x") for text in texts))

    values = [row[0].value for row in read(content)["Lapa"].iter_rows(min_row=2)]
    assert values == texts


@pytest.mark.parametrize("start", ["", "<r>", "="])
def test_workbook_continues_a_long_text_in_the_row_below(start):
    text = start + "ž😀 & <vārds> " * 8000 + "</r>"

    content = made(("KUR-PAS-01", text), ("KUR-PAS-02", "īss"))

    rows = list(read(content)["Lapa"].iter_rows(min_row=2, values_only=True))
    note = "\n(turpinājums nākamajā rindā)"
    *starts, end = [value for key, value in rows if key == "KUR-PAS-01"]
    assert all(value.endswith(note) for value in starts)
    assert "".join(value.removesuffix(note) for value in starts) + end == text
    assert max(len(value.encode("utf-16-le")) // 2 for value in starts) <= 32767
    assert rows[-1] == ("KUR-PAS-02", "īss")


def test_workbook_has_dates_numbers_and_roles():
    evening = datetime.datetime(2026, 11, 23, 22, 30, tzinfo=datetime.UTC)

    sheet = read(made((datetime.date(2026, 12, 1), 7), (evening, RoleName("Pašvaldībām", "PAS"))))

    cells = sheet["Lapa"]
    assert cells["A2"].value.date() == datetime.date(2026, 12, 1)
    assert cells["A2"].number_format == "dd.mm.yyyy\\."
    assert cells["A3"].value.date() == datetime.date(2026, 11, 24)  # it is past midnight in Riga
    assert cells["B2"].value == 7
    assert (cells["B3"].value, cells["B3"].fill.fgColor.rgb) == ("Pašvaldībām", "FFE1F0EA")


def test_workbook_has_print_settings_and_properties():
    book = read(made(("=1", "b"), ("c", "d"), title="Plāns & plāns"))

    sheet = book["Lapa"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:B3")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddFooter.left.text == "Plāns && plāns"
    assert (book.properties.title, book.properties.creator) == ("Plāns & plāns", "Domnīca")
    assert book.custom_doc_props["Language"].value == "lv"
    assert book.properties.created == MADE.replace(tzinfo=None)


def test_workbook_without_rows_has_its_headings():
    sheet = read(made())["Lapa"]

    assert list(sheet.values) == [("Teksts", "Cits")]


def test_sheet_names_are_allowed_and_differ():
    titles = ["Rīcības", "rīcības", "a[b]c:d*e?f/g\\h", "'=x'", "", "History", "x" * 40, "x" * 41]

    names = sheet_names(titles)

    assert names[:4] == ["Rīcības", "rīcības 2", "a b c d e f g h", "=x"]
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 for name in names)
