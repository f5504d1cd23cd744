"""File formats of tables that administrators import and export."""

import tablib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format

from files.cells import is_shown_instead, without_text_mark
from files.csv_reader import read_csv
from files.csv_table import table
from files.gate import MAX_ROWS, FileRefusedError
from files.messages import REFUSED, SHOWN_INSTEAD
from files.workbook import workbook
from files.workbook_values import Book, Column, Cover, Sheet
from language.latvian import number, short_date


class NumberedRows(tablib.Dataset):
    """The rows below the headings; `lines` has the number of each in a spreadsheet."""

    def __init__(self, filled=None):
        (_line, headings), *rows = (filled or {0: []}).items()
        headings = [heading.strip() for heading in headings]
        while headings and not headings[-1]:
            headings.pop()
        for line, row in rows:
            _refuse_shown_instead(line, row)
        super().__init__(
            *(
                [without_text_mark(cell) for cell in _as_wide(row, len(headings))]
                for _line, row in rows
            ),
            headers=headings,
        )
        self.lines = [line for line, _row in rows]


def _refuse_shown_instead(line: int, row: list[str]) -> None:
    for text in filter(is_shown_instead, row):
        raise ValidationError(SHOWN_INSTEAD % {"n": line, "text": text}, code="shown_instead")


def _as_wide(row: list[str], width: int) -> list[str]:
    """Return a row with as many cells as there are headings; text beyond them is damage."""
    if any(row[width:]):
        raise ValidationError(REFUSED["damaged"], code="damaged")
    return [*row, *[""] * (width - len(row))][:width]


class Csv(Format):
    """The table that `files.csv_table` writes, and its inverse, which reads what any spreadsheet writes."""

    def __init__(self, encoding=None):
        self.encoding = encoding

    def get_title(self):
        return "CSV"

    def get_extension(self):
        return "csv"

    def get_content_type(self):
        return "text/csv; charset=utf-8"

    def can_import(self):
        return True

    def can_export(self):
        return True

    def create_dataset(self, content):
        try:
            rows = dict(enumerate(read_csv(content), start=1))
        except FileRefusedError as error:
            raise ValidationError(REFUSED[error.code], code=error.code) from error
        filled = {line: row for line, row in rows.items() if any(row)}
        count = len(filled) - 1  # without the headings
        if count > MAX_ROWS:
            raise ValidationError(
                _("Too many rows: %(n)s. The limit is %(limit)s; split the file.")
                % {"n": number(count), "limit": number(MAX_ROWS)},
                code="too_many_rows",
            )
        return NumberedRows(filled)

    def export_data(self, dataset, **kwargs):
        return table(tuple(dataset.headers), list(dataset))


class Xlsx(Csv):
    """A workbook for export only; a CSV file is easier to check on import."""

    def get_title(self):
        return "Excel"

    def get_extension(self):
        return "xlsx"

    def get_content_type(self):
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def can_import(self):
        return False

    def export_data(self, dataset, **kwargs):
        now = timezone.now()
        prepared = ((pgettext("column", "Prepared"), short_date(now)),)
        cover = Cover(pgettext("sheet", "Summary"), dataset.title, prepared, ())
        columns = tuple(Column(heading, 30) for heading in dataset.headers)
        sheet = Sheet(dataset.title, columns, list(dataset))
        return workbook(Book(cover, (sheet,), get_language(), now))
