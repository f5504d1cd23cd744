"""Tables whose rows an operation writes."""

from django.utils.translation import gettext as _
from import_export import resources, widgets
from import_export.resources import Diff

from language.clean_text import clean_line


def on_one_line(value) -> str:
    """Return the text of a cell as the operations store a name, however long it is, so that its row is found again."""
    text = str(value or "")
    return clean_line(text, limit=max(len(text), 1))


class Line(widgets.CharWidget):
    """A name on one line."""

    def clean(self, value, row=None, **kwargs):
        return on_one_line(value)


class ByCode(widgets.ForeignKeyWidget):
    """A row by its code or another unique field; an unknown one is an error with a message."""

    def clean(self, value, row=None, **kwargs):
        try:
            return super().clean(on_one_line(value), row=row, **kwargs)
        except self.model.DoesNotExist:
            raise ValueError(_("There is no “%(value)s”.") % {"value": value}) from None
        except self.model.MultipleObjectsReturned:
            raise ValueError(_("There is more than one “%(value)s”.") % {"value": value}) from None


class ByCodes(widgets.ManyToManyWidget):
    """Several rows by their codes."""

    def clean(self, value, row=None, **kwargs):
        codes = [code.strip() for code in (value or "").split(self.separator) if code.strip()]
        found = list(self.model.objects.filter(code__in=codes))
        for code in set(codes) - {row.code for row in found}:
            raise ValueError(_("There is no “%(value)s”.") % {"value": code})
        return found


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
    """A table whose rows are written by an operation."""

    required_columns = ()

    def import_data(self, dataset, *args, user=None, **kwargs):
        self.by, self.keys = user, set()
        result = super().import_data(dataset, *args, user=user, **kwargs)
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
        key = tuple(on_one_line(row.get(name)) for name in self._meta.import_id_fields)
        if all(key) and key in self.keys:
            raise ValueError(
                _("“%(value)s” is in the file more than once.") % {"value": ", ".join(key)}
            )
        self.keys.add(key)

    def get_instance(self, instance_loader, row):
        try:
            return super().get_instance(instance_loader, row)
        except self._meta.model.MultipleObjectsReturned:
            value = ", ".join(row[name] for name in self._meta.import_id_fields)
            raise ValueError(_("There is more than one “%(value)s”.") % {"value": value}) from None

    def do_instance_save(self, instance, is_create):
        instance.pk = self.perform(instance).pk

    def save_instance(self, instance, is_create, row, **kwargs):
        self.row = row
        super().save_instance(instance, is_create, row, **kwargs)

    def save_m2m(self, instance, row, **kwargs):
        """Write nothing: the operation has written the row."""

    def perform(self, instance):
        """Call the operation with the values of the row and return the written row."""
        raise NotImplementedError

    def export(self, *args, **kwargs):
        dataset = super().export(*args, **kwargs)
        dataset.title = str(self._meta.model._meta.verbose_name_plural)
        return dataset

    @classmethod
    def get_diff_class(cls):
        return PlainDiff
