"""Write one sheet of a workbook, row by row from the top.

Texts are written as strings only, so that xlsxwriter takes none for a formula, a link or a number. A text that is
longer than a cell holds continues in the row below. A text from `<r>` to `</r>`, which xlsxwriter would pass on as
markup, is wrapped and escaped.
"""

import datetime
from collections.abc import Sequence
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from files.cells import LONGEST, clean, cut, is_dangerous
from files.look import (
    ACCENT,
    ALWAYS_FITS,
    BODY,
    HEAD,
    HIGHEST,
    LINE_HEIGHT,
    QUIET,
    RIGHT,
    SPOKEN_FONT,
    SUBTITLE,
    TITLE,
    TOTAL,
    WIDE,
    CellFormats,
)
from files.workbook_values import Block, Cell, Cover, RoleName, Sheet
from language.latvian import RIGA, is_latvian

A4 = 9
COVER_COLUMNS, FIRST_WIDTH = 8, 34
DATE_WIDTH_LV, DATE_WIDTH_EN = 14, 17
LONGEST_FOOTER = 80
MARKUP = ("<r>", "</r>")
ESCAPED_GROWS = 6
MAY_BE_TOO_LONG = LONGEST // 2 // ESCAPED_GROWS


class SheetWriter:
    """One sheet and the row that is written next."""

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
        """Write a header, frozen and repeated on every printed page, then the rows."""
        sheet, columns = self._sheet, table.columns
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        widths = [column.width for column in columns]
        heads = [self._column_formats(HEAD, column.number) for column in columns]
        self._write_row([column.heading for column in columns], heads, widths)
        formats = [
            self._column_formats(BODY | (SPOKEN_FONT if column.quoted else {}), column.number)
            for column in columns
        ]
        for row in table.rows:
            self._write_row(row, formats, widths)
        sheet.autofilter(0, 0, self._row - 1, len(columns) - 1)
        sheet.print_area(0, 0, self._row - 1, len(columns) - 1 - table.unprinted)

    def write_cover(self, cover: Cover) -> None:
        """Write a title, facts each on a line, and small tables below one another, on one page."""
        others = max([COVER_COLUMNS, *(len(block.headings) for block in cover.blocks)]) - 1
        widths = [FIRST_WIDTH, *[DATE_WIDTH_LV if is_latvian() else DATE_WIDTH_EN] * others]
        for index, width in enumerate(widths):
            self._sheet.set_column(index, index, width)
        self._sheet.fit_to_pages(1, 1)
        self._sheet.set_tab_color(ACCENT)
        self._write_wide(cover.title, widths, TITLE)
        self._row += 1
        for label, value in cover.facts:
            self._write_wide(value, widths, WIDE, label)
        for block in cover.blocks:
            self._write_block(block, widths)

    def _column_formats(self, properties: dict, number: bool) -> CellFormats:
        """Return the formats of a column; numbers and their heading are aligned to the right."""
        return CellFormats(self._target, properties | (RIGHT if number else {}))

    def _write_block(self, block: Block, widths: list[int]) -> None:
        self._row += 1
        self._write_wide(block.title, widths, SUBTITLE)
        body, total = CellFormats(self._target, BODY), CellFormats(self._target, TOTAL)
        columns = list(zip(*block.rows, strict=True)) or [()] * len(block.headings)
        heads = [
            self._column_formats(HEAD, any(isinstance(value, int) for value in column))
            for column in columns
        ]
        self._write_row(block.headings, heads, widths)
        for index, row in enumerate(block.rows):
            cell_formats = total if index == block.total else body
            self._write_row(row, [cell_formats] * len(row), widths)

    def _write_wide(
        self, value: Cell, widths: list[int], properties: dict, label: str = ""
    ) -> None:
        """Write a value over all columns, or over all after its label, in a row that is high enough."""
        cell_formats = CellFormats(self._target, WIDE | properties)
        start, last = (1 if label else 0), len(widths) - 1
        self._set_height(cell_formats.height(str(value), sum(widths[start:])))
        if label:
            self._write_cell(0, label, CellFormats(self._target, WIDE | {"font_color": QUIET}))
        self._sheet.merge_range(self._row, start, self._row, last, "", cell_formats.text)
        self._write_cell(start, value, cell_formats)
        self._row += 1

    def _write_row(
        self, row: Sequence[Cell], formats: list[CellFormats], widths: list[int]
    ) -> None:
        """Write a row as high as its longest text needs; some programs do not compute that themselves."""
        height = longest = 0
        for value, cell_formats, width in zip(row, formats, widths, strict=False):
            kind = value.__class__  # this loop is the innermost one
            text = value if kind is str else value.text if kind is RoleName else ""
            if len(text) > width * ALWAYS_FITS or "\n" in text:
                height = max(height, cell_formats.height(text, width))
                longest = max(longest, len(text))
        for part in _continued(row) if longest > MAY_BE_TOO_LONG else (row,):
            self._set_height(height)
            for column, value in enumerate(part):
                self._write_cell(column, value, formats[column])
            self._row += 1

    def _set_height(self, height: float) -> None:
        if height > LINE_HEIGHT:
            self._sheet.set_row(self._row, min(height, HIGHEST))

    def _write_cell(self, column: int, value: Cell, cell_formats: CellFormats) -> None:
        if isinstance(value, RoleName):
            cell_formats, value = cell_formats.of_role(value.short), value.text
        if value is None or value == "":
            self._sheet.write_blank(self._row, column, None, cell_formats.text)
        elif isinstance(value, str):
            text = clean(value)
            shown = cell_formats.formula if is_dangerous(text) else cell_formats.text
            self._sheet.write_string(self._row, column, _without_markup(text), shown)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, column, value, cell_formats.number)
        else:
            self._sheet.write_datetime(self._row, column, _day_in_riga(value), cell_formats.date)


def _day_in_riga(moment: datetime.date | datetime.datetime) -> datetime.date:
    return moment.astimezone(RIGA).date() if isinstance(moment, datetime.datetime) else moment


def _without_markup(text: str) -> str:
    """Return the text in a form that xlsxwriter does not take for markup."""
    if text.startswith(MARKUP[0]) and text.endswith(MARKUP[1]):
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text


def _continued(row: Sequence[Cell]) -> list[tuple[Cell, ...]]:
    """Return the row, and below it rows with the rest of its texts; each begins with the same first cell."""
    cells = [_pieces(cell) for cell in row]
    rows = []
    for index in range(max(map(len, cells))):
        part = [pieces[index] if index < len(pieces) else None for pieces in cells]
        rows.append((part[0] or row[0], *part[1:]))
    return rows


def _pieces(cell: Cell) -> list[Cell]:
    """Return a cell's value as the values of cells below one another; all but the last end with a note."""
    if not isinstance(cell, str):
        return [cell]
    note = "\n" + _("(continued in the next row)")
    limit = LONGEST - len(note)
    pieces = cut(clean(cell), limit // ESCAPED_GROWS if cell.startswith(MARKUP[0]) else limit)
    return [*(piece + note for piece in pieces[:-1]), pieces[-1]]
