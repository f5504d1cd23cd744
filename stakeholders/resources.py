"""Organisations and the mapping as tables, in and out: codes instead of names, every write by an operation."""

import csv
import io

import tablib
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export import forms as import_forms
from import_export.formats.base_formats import Format
from import_export.resources import Diff
from import_export.tmp_storages import CacheStorage

from files.cells import without_text_mark
from files.csv_table import SEPARATOR, table
from files.workbook import workbook
from files.workbook_values import Book, Column, Cover, Sheet
from language.latvian import number, short_date
from stakeholders.models import (
    MapEntry,
    Municipality,
    Organisation,
    OrganisationKind,
    Region,
    Role,
)
from stakeholders.operations import map_organisation, register_organisation

LARGEST_FILE = 1024 * 1024
MOST_ROWS = 2000
HOUR = 60 * 60


class Csv(Format):
    """The table that `files.csv_table` writes, and its inverse; commas divide columns too."""

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
                _("Too many rows: %(n)s. The limit is %(limit)s; divide the file.")
                % {"n": number(len(rows)), "limit": number(MOST_ROWS)},
                code="too_many",
            )
        headings, *rows = rows or [[]]
        full = [[without_text_mark(cell) for cell in row] for row in rows if any(row)]
        return tablib.Dataset(*full, headers=headings)

    def export_data(self, dataset, **kwargs):
        return table(tuple(dataset.headers), list(dataset))


class Xlsx(Csv):
    """A workbook of ours, to take away only: a table in the other direction is easier to check."""

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


class KeptForAnHour(CacheStorage):
    """What was uploaded, until it is confirmed or forgotten; never a file."""

    CACHE_LIFETIME = HOUR

    def read(self):
        return super().read() or b""


class ImportForm(import_forms.ImportForm):
    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is too large. The limit is 1 MB."), code="too_large")
        return file


class ConfirmForm(import_forms.ConfirmImportForm):
    format = forms.ChoiceField(choices=[("0", "CSV")], widget=forms.HiddenInput)
    resource = forms.ChoiceField(choices=[("0", "0")], widget=forms.HiddenInput, required=False)


class ExportForm(import_forms.ExportForm):
    """Which format; what is told is the same for everybody."""


class ByCode(widgets.ForeignKeyWidget):
    """A row by its code (or another unique field), or a sentence that there is none."""

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(value, row=row, **kwargs)
        except self.model.DoesNotExist:
            raise ValueError(_("There is no “%(value)s”.") % {"value": value}) from None


class ByCodes(widgets.ManyToManyWidget):
    """Several rows by their codes."""

    def clean(self, value, row=None, **kwargs):
        codes = [code.strip() for code in (value or "").split(self.separator) if code.strip()]
        found = list(self.model.objects.filter(code__in=codes))
        for code in set(codes) - {one.code for one in found}:
            raise ValueError(_("There is no “%(value)s”.") % {"value": code})
        return found


class PlainDiff(Diff):
    """What a row would change, without the library's coloured markup, which our content policy forbids."""

    def as_html(self):
        return [
            str(new) if self.new or old == new else f"{old} → {new}"
            for old, new in zip(self.left, self.right, strict=True)
        ]


class OperationResource(resources.ModelResource):
    """A table whose rows are written by an operation, as by every other door."""

    def import_data(self, dataset, *args, user=None, **kwargs):
        self.by = user
        return super().import_data(dataset, *args, user=user, **kwargs)

    def do_instance_save(self, instance, is_create):
        instance.pk = self.perform(instance).pk

    def save_instance(self, instance, is_create, row, **kwargs):
        self.row = row
        super().save_instance(instance, is_create, row, **kwargs)

    def save_m2m(self, instance, row, **kwargs):
        """The operation has written it."""

    def perform(self, instance):
        """Call the operation with what the row says; returns the written row."""
        raise NotImplementedError

    def export(self, *args, **kwargs):
        dataset = super().export(*args, **kwargs)
        dataset.title = str(self._meta.model._meta.verbose_name_plural)
        return dataset

    @classmethod
    def get_diff_class(cls):
        return PlainDiff


class OrganisationResource(OperationResource):
    """Organisations by codes of kind, role, regions and municipality. A name that is known already is passed over."""

    kind = fields.Field("kind", "kind", ByCode(OrganisationKind, "code"))
    role = fields.Field("role", "role", ByCode(Role, "code"))
    regions = fields.Field("regions", "regions", ByCodes(Region, ",", "code"))
    municipality = fields.Field("municipality", "municipality", ByCode(Municipality, "code"))

    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "role",
            "regions",
            "municipality",
            "website",
            "registration_no",
        )
        import_id_fields = ("name",)
        use_transactions = True
        report_skipped = True

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return instance.pk is not None

    def perform(self, instance):
        return register_organisation(
            instance.name,
            kind=instance.kind,
            role=instance.role,
            regions=self.fields["regions"].clean(self.row),
            municipality=instance.municipality,
            website=instance.website,
            registration_no=instance.registration_no,
            by=self.by,
        )


class MapEntryResource(OperationResource):
    """The mapping by name of the organisation and code of the region; an entry that changes waits to be confirmed."""

    organisation = fields.Field("organisation", "organisation", ByCode(Organisation, "name"))
    region = fields.Field("region", "region", ByCode(Region, "code"))

    class Meta:
        model = MapEntry
        fields = ("organisation", "region", "offers", "source", "seen")
        import_id_fields = ("organisation", "region")
        use_transactions = True
        skip_unchanged = True
        report_skipped = True

    def perform(self, instance):
        return map_organisation(
            instance.organisation,
            region=instance.region,
            offers=instance.offers,
            source=instance.source,
            seen=instance.seen,
            by=self.by,
        )
