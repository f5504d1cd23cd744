"""File formats of tables that administrators import and export."""

import csv
import io

import tablib
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from import_export.formats.base_formats import Format

from files.cells import without_text_mark
from files.csv_table import SEPARATOR, table
from files.workbook import workbook
from files.workbook_values import Book, Column, Cover, Sheet
from language.latvian import number, short_date

MOST_ROWS = 2000


class Csv(Format):
    """The table that `files.csv_table` writes, and its inverse, which also reads commas as separators."""

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
        text = content.decode("utf-8-sig")
        delimiter = SEPARATOR if SEPARATOR in text.partition("\n")[0] else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        if len(rows) > MOST_ROWS:
            raise ValidationError(
                _("Too many rows: %(n)s. The limit is %(limit)s; split the file.")
                % {"n": number(len(rows)), "limit": number(MOST_ROWS)},
                code="too_many",
            )
        headings, *rows = rows or [[]]
        full = [[without_text_mark(cell) for cell in row] for row in rows if any(row)]
        return tablib.Dataset(*full, headers=headings)

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
