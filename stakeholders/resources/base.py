"""Tables whose rows an operation writes."""

from collections import defaultdict
from copy import copy

from django.db.models import Manager, Model
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.resources import Diff
from import_export.results import RowResult

from language.clean_text import clean_line

CHANGED = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)


def on_one_line(value) -> str:
    """Return the text of a cell as the operations store a name, however long it is, so that its row is found again."""
    text = str(value or "")
    return clean_line(text, limit=max(len(text), 1))


class Line(widgets.CharWidget):
    """A name on one line."""

    def clean(self, value, row=None, **kwargs):
        return on_one_line(value)


class ByCode(widgets.ForeignKeyWidget):
    """A row by its code or another field; an unknown one is an error with a message. All are read with the first."""

    @cached_property
    def rows(self) -> dict[str, list[Model]]:
        """The rows by their code."""
        rows = defaultdict(list)
        for row in self.model.objects.all():
            rows[getattr(row, self.field)].append(row)
        return rows

    def clean(self, value, row=None, **kwargs):
        code = on_one_line(value)
        if not code:
            return None
        found = self.rows.get(code, [])
        if not found:
            raise ValueError(_("There is no “%(value)s”.") % {"value": value})
        if len(found) > 1:
            raise ValueError(_("There is more than one “%(value)s”.") % {"value": value})
        return found[0]


class ByCodes(widgets.ManyToManyWidget):
    """Several rows by their codes."""

    @cached_property
    def rows(self) -> dict[str, Model]:
        """The rows by their code."""
        return {row.code: row for row in self.model.objects.all()}

    def clean(self, value, row=None, **kwargs):
        codes = [code.strip() for code in (value or "").split(self.separator) if code.strip()]
        for code in codes:
            if code not in self.rows:
                raise ValueError(_("There is no “%(value)s”.") % {"value": code})
        return [self.rows[code] for code in dict.fromkeys(codes)]

    def render(self, value, obj=None, **kwargs):
        codes = [row.code for row in value.all()] if isinstance(value, Manager) else value or []
        return self.separator.join(codes)


def given(instance, name):
    """Return the row that a new row refers to, or None where its cell is empty."""
    return getattr(instance, name, None)


class PlainDiff(Diff):
    """What a row would change, without the library's inline styles, which the content security policy forbids."""

    def as_html(self):
        return [
            str(new) if self.new or old == new else f"{old} → {new}"
            for old, new in zip(self.left, self.right, strict=True)
        ]


class OperationResource(resources.ModelResource):
    """A table whose rows are written at once by an operation, when all of them are in order.

    The rows are checked in memory, so a preview writes nothing and nobody waits for it.
    """

    required_columns = ()

    def import_data(self, dataset, *args, dry_run=False, user=None, **kwargs):
        self.by, self.keys, self.is_preview, self.prepared = user, set(), dry_run, []
        self._meta = copy(self._meta)  # of this import alone
        self._meta.skip_diff = not dry_run  # nobody sees it after the preview
        # The library would hold a transaction, and a savepoint for each row, while it checks them.
        options = kwargs | {"dry_run": False, "use_transactions": False}
        result = super().import_data(dataset, *args, user=user, **options)
        for row in (*result.error_rows, *result.invalid_rows):
            row.number = dataset.lines[row.number - 1]
        return result

    def before_import(self, dataset, **kwargs):
        headings = dataset.headers or []
        for column in self.required_columns:
            if column not in headings:
                raise ValueError(_("The file has no column “%(name)s”.") % {"name": column})
        known = {field.column_name for field in self.fields.values()}
        for column in headings:
            if column not in known:
                sentence = _(
                    "We do not know the column “%(name)s”. Correct its heading or delete the column."
                )
                raise ValueError(sentence % {"name": column})
            if headings.count(column) > 1:
                raise ValueError(_("The file has several columns “%(name)s”.") % {"name": column})

    def before_import_row(self, row, **kwargs):
        """Refuse a row about the same as a row above: only one of them could be kept."""
        key = self._key_of(row)
        if all(key) and key in self.keys:
            raise ValueError(
                _("“%(value)s” is in the file more than once.") % {"value": ", ".join(key)}
            )
        self.keys.add(key)

    @cached_property
    def stored(self) -> dict[tuple, list[Model]]:
        """The stored rows by the values that identify them in a table."""
        stored = defaultdict(list)
        for instance in self.get_queryset():
            stored[tuple(field.get_value(instance) for field in self._identifying())].append(
                instance
            )
        return stored

    def get_instance(self, instance_loader, row):
        found = self.stored.get(tuple(field.clean(row) for field in self._identifying()), [])
        if len(found) > 1:
            value = ", ".join(self._key_of(row))
            raise ValueError(_("There is more than one “%(value)s”.") % {"value": value})
        return found[0] if found else None

    def _identifying(self) -> list[fields.Field]:
        return [self.fields[name] for name in self._meta.import_id_fields]

    def _key_of(self, row) -> tuple[str, ...]:
        return tuple(on_one_line(row.get(name)) for name in self._meta.import_id_fields)

    def save_instance(self, instance, is_create, row, **kwargs):
        self.prepared.append(self.prepare(instance, row))

    def save_m2m(self, instance, row, **kwargs):
        """Write nothing: the operation does."""

    def after_import(self, dataset, result, **kwargs):
        if self.is_preview or result.has_errors() or result.has_validation_errors():
            return
        changed = [row for row in result.rows if row.import_type in CHANGED]
        for row, instance in zip(changed, self.write(self.prepared), strict=True):
            row.instance = instance

    def prepare(self, instance, row):
        """Return what `write` takes for a row of the table. Refuses what its operation refuses."""
        raise NotImplementedError

    def write(self, prepared):
        """Call the operation for all rows and return the written rows in their order."""
        raise NotImplementedError

    def export(self, *args, **kwargs):
        dataset = super().export(*args, **kwargs)
        dataset.title = str(self._meta.model._meta.verbose_name_plural)
        return dataset

    @classmethod
    def get_diff_class(cls):
        return PlainDiff
