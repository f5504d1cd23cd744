"""A CSV table: no program takes a text for a formula, and every text is read back as it was."""

import csv
import datetime
import io
import random

import pytest

from files.cells import clean, without_text_mark
from files.csv_table import table
from files.workbook_values import RoleName
from tests.files.test_workbook import HOSTILE, PLAIN


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("text", HOSTILE)
def test_table_marks_a_text_that_looks_like_a_formula(text):
    (heading,), (cell,) = cells(table((text,), [(text,)]))

    assert (heading, cell) == ("'" + clean(text), "'" + clean(text))


@pytest.mark.parametrize("text", PLAIN[:5])
def test_table_leaves_other_texts_as_they_are(text):
    assert cells(table(("Teksts",), [(text,)])) == [["Teksts"], [text]]


def test_table_gives_2000_texts_back_as_they_were():
    chance = random.Random(32)
    characters = "=+-@\t\n '\";,<>&\N{FULLWIDTH EQUALS SIGN}āčēģīķļņšūž°„”–…😀\u200b\ufeff0123abc"
    texts = [
        "".join(chance.choices(characters, k=chance.randint(1, 40))) for _number in range(2000)
    ]

    read = cells(table(("Teksts",), [(text,) for text in texts]))

    assert [without_text_mark(cell) for (cell,) in read[1:]] == texts
    assert sum(cell != text for (cell,), text in zip(read[1:], texts, strict=True)) > 300


def test_table_has_dates_numbers_roles_and_line_breaks():
    row = (datetime.date(2026, 12, 1), 7, None, RoleName("Pašvaldībām", "PAS"), "a\r\nb;c")

    content = table(("Termiņš", "Teikts", "Tukšs", "Kam", "Teksts"), [row])

    assert content.startswith(b"\xef\xbb\xbfTermi")
    assert cells(content)[1] == ["2026-12-01", "7", "", "Pašvaldībām", "a\nb;c"]
