"""A workbook as bytes: every text stays text, dates are dates, and it prints as it looks.

xlsxwriter is told nothing it could take for a formula, a link or a number. Two of its habits are met here: a text
longer than a cell holds goes on in the row below, and a text from `<r>` to `</r>`, which it would pass on as markup,
is wrapped and escaped.
"""

import datetime
import io
import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.core import Core
from xlsxwriter.packager import Packager

from files.cells import LONGEST, clean, cut, is_dangerous
from files.look import (
    ACCENT,
    BODY,
    HEAD,
    HIGHEST,
    LINE_HEIGHT,
    QUIET,
    RIGHT,
    SPOKEN_VOICE,
    SUBTITLE,
    SURELY_ENOUGH,
    TITLE,
    TOTAL,
    WIDE,
    Look,
)
from files.workbook_values import Block, Book, Cell, Cover, OfRole, Sheet
from language.latvian import RIGA, is_latvian

AUTHOR = "Domnīca"
A4 = 9
COVER_COLUMNS, FIRST_WIDTH = 8, 34
DATE_WIDTH_LV, DATE_WIDTH_EN = 14, 17
LONGEST_NAME = 31
LONGEST_FOOTER = 80
MARKUP = ("<r>", "</r>")
ESCAPED_GROWS = 6
MAY_BE_TOO_LONG = LONGEST // 2 // ESCAPED_GROWS


def workbook(book: Book) -> bytes:
    """The file, with title, author and language told in its properties."""
    stream = io.BytesIO()
    target = _Workbook(
        stream,
        {
            "constant_memory": book.is_long,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    title = clean(book.cover.title)
    target.set_properties(
        {
            "title": title,
            "author": AUTHOR,
            "created": book.made_at.astimezone(datetime.UTC),
            "language": book.language,
        }
    )
    names = sheet_names([book.cover.name, *(sheet.name for sheet in book.sheets)])
    _Page(target, names[0], title).write_cover(book.cover)
    for name, sheet in zip(names[1:], book.sheets, strict=True):
        _Page(target, name, title).write_table(sheet)
    target.close()
    return stream.getvalue()


def sheet_names(wished: list[str]) -> list[str]:
    """Names that a workbook takes: short enough, without its forbidden signs, each another."""
    names: list[str] = []
    taken = {"", "history"}
    for wish in wished:
        base = " ".join(re.sub(r"[\[\]:*?/\\]", " ", clean(wish)).split()).strip("'")
        name, number = base[:LONGEST_NAME].strip(" '"), 1
        while name.casefold() in taken:
            number += 1
            start = base[: LONGEST_NAME - len(str(number)) - 1].strip(" '")
            name = f"{start} {number}".strip()
        taken.add(name.casefold())
        names.append(name)
    return names


class _Core(Core):
    """Properties of the file with its language, which xlsxwriter does not tell."""

    def _write_dc_description(self):
        super()._write_dc_description()
        self._xml_data_element("dc:language", self.properties["language"])


class _Packager(Packager):
    def _write_core_file(self):
        core = _Core()
        core._set_properties(self.workbook.doc_properties)
        core._set_xml_writer(self._filename("docProps/core.xml"))
        core._assemble_xml_file()


class _Workbook(Workbook):
    def _get_packager(self):
        return _Packager()


class _Page:
    """One sheet while it is written, row by row from the top."""

    def __init__(self, target: Workbook, name: str, title: str):
        self._target, self._sheet, self._row = target, target.add_worksheet(name), 0
        sheet = self._sheet
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_default_row(LINE_HEIGHT)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        left, middle = (part[:LONGEST_FOOTER].replace("&", "&&") for part in (title, name))
        sheet.set_footer(f"&L{left}&C{middle}&R&P / &N")
        sheet.hide_gridlines(2)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def write_table(self, table: Sheet) -> None:
        """A header that stays in sight and on every printed page, then the rows."""
        sheet, columns = self._sheet, table.columns
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        widths = [column.width for column in columns]
        heads = [self._column_look(HEAD, column.number) for column in columns]
        self._write_line([column.heading for column in columns], heads, widths)
        looks = [
            self._column_look(BODY | (SPOKEN_VOICE if column.quoted else {}), column.number)
            for column in columns
        ]
        for row in table.rows:
            self._write_line(row, looks, widths)
        sheet.autofilter(0, 0, self._row - 1, len(columns) - 1)
        sheet.print_area(0, 0, self._row - 1, len(columns) - 1 - table.unprinted)

    def _column_look(self, properties: dict, number: bool) -> Look:
        """What counts stands on the right, its heading too."""
        return Look(self._target, properties | (RIGHT if number else {}))

    def write_cover(self, cover: Cover) -> None:
        """A title, facts each on a line, and small tables below one another, on one page."""
        others = max([COVER_COLUMNS, *(len(block.headings) for block in cover.blocks)]) - 1
        widths = [FIRST_WIDTH, *[DATE_WIDTH_LV if is_latvian() else DATE_WIDTH_EN] * others]
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)
        self._sheet.fit_to_pages(1, 1)
        self._sheet.set_tab_color(ACCENT)
        self._write_wide(cover.title, widths, TITLE)
        self._row += 1
        for label, value in cover.facts:
            self._write_wide(value, widths, WIDE, label)
        for block in cover.blocks:
            self._write_block(block, widths)

    def _write_block(self, block: Block, widths: list[int]) -> None:
        """A small table; headings of numbers stand over their numbers."""
        self._row += 1
        self._write_wide(block.title, widths, SUBTITLE)
        body, total = Look(self._target, BODY), Look(self._target, TOTAL)
        columns = list(zip(*block.rows, strict=True)) or [()] * len(block.headings)
        heads = [
            self._column_look(HEAD, any(isinstance(value, int) for value in column))
            for column in columns
        ]
        self._write_line(block.headings, heads, widths)
        for place, row in enumerate(block.rows):
            look = total if place == block.total else body
            self._write_line(row, [look] * len(row), widths)

    def _write_wide(
        self, value: Cell, widths: list[int], properties: dict, label: str = ""
    ) -> None:
        """A value over all columns, or all after its label, in a row that is high enough for it."""
        look = Look(self._target, WIDE | properties)
        start, last = (1 if label else 0), len(widths) - 1
        self._set_height(look.height(str(value), sum(widths[start:])))
        if label:
            self._write_cell(0, label, Look(self._target, WIDE | {"font_color": QUIET}))
        self._sheet.merge_range(self._row, start, self._row, last, "", look.text)
        self._write_cell(start, value, look)
        self._row += 1

    def _write_line(self, line: Sequence[Cell], looks: list[Look], widths: list[int]) -> None:
        """A row as high as its longest text needs: not every program finds that out by itself."""
        height = longest = 0
        for value, look, width in zip(line, looks, widths, strict=False):
            kind = value.__class__  # this loop is the innermost one
            text = value if kind is str else value.words if kind is OfRole else ""
            if len(text) > width * SURELY_ENOUGH or "\n" in text:
                height, longest = max(height, look.height(text, width)), max(longest, len(text))
        for part in _lines(line) if longest > MAY_BE_TOO_LONG else (line,):
            self._set_height(height)
            for place, value in enumerate(part):
                self._write_cell(place, value, looks[place])
            self._row += 1

    def _set_height(self, height: float) -> None:
        if height > LINE_HEIGHT:
            self._sheet.set_row(self._row, min(height, HIGHEST))

    def _write_cell(self, place: int, value: Cell, look: Look) -> None:
        if isinstance(value, OfRole):
            look, value = look.of_role(value.short), value.words
        if value is None or value == "":
            self._sheet.write_blank(self._row, place, None, look.text)
        elif isinstance(value, str):
            text = clean(value)
            shown = look.formula if is_dangerous(text) else look.text
            self._sheet.write_string(self._row, place, _as_text(text), shown)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, place, value, look.number)
        else:
            self._sheet.write_datetime(self._row, place, _day(value), look.date)


def _day(moment: datetime.date | datetime.datetime) -> datetime.date:
    """The day in Riga."""
    return moment.astimezone(RIGA).date() if isinstance(moment, datetime.datetime) else moment


def _as_text(text: str) -> str:
    """The text as xlsxwriter must get it, so that it is not taken for markup."""
    if text.startswith(MARKUP[0]) and text.endswith(MARKUP[1]):
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text


def _lines(row: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    """The row; where a text is longer than a cell holds, its rest in rows below that begin alike."""
    pieces = [_pieces(cell) for cell in row]
    lines = []
    for number in range(max(map(len, pieces))):
        line = [cells[number] if number < len(cells) else None for cells in pieces]
        lines.append((line[0] or row[0], *line[1:]))
    return lines


def _pieces(cell: Cell) -> list[Cell]:
    """A cell's value as the cells below one another that hold it; all but the last say that it goes on."""
    if not isinstance(cell, str):
        return [cell]
    note = "\n" + _("(continued in the next row)")
    room = LONGEST - len(note)
    pieces = cut(clean(cell), room // ESCAPED_GROWS if cell.startswith(MARKUP[0]) else room)
    return [*(piece + note for piece in pieces[:-1]), pieces[-1]]
