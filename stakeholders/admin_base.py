"""What the administrators' pages of all apps are made of: they look things up, and write by operations only."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin

from stakeholders.resources import ConfirmForm, Csv, ExportForm, ImportForm, KeptForAnHour, Xlsx


def told(path, label, *, ordering=None):
    """A column or line that tells a row's attribute („plan.region”) under our label; yes and no in words."""
    ordering = ordering or path.replace(".", "__")

    @admin.display(description=label, ordering=ordering)
    def value(row):
        for name in path.split("."):
            row = getattr(row, name, None)
        if isinstance(row, bool):
            return gettext("Yes") if row else gettext("No")
        return display_for_value(row, "-")

    return value


class ReadOnly(admin.ModelAdmin):
    """Pages to look at. What stands in `told_fields` is told of a row, nothing else."""

    told_fields = ()
    actions = None

    def get_fields(self, request, obj=None):
        return self.told_fields

    def get_readonly_fields(self, request, obj=None):
        return self.told_fields

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class OperationForm(forms.ModelForm):
    """Saved by an operation; what that refuses stands above the form like any other error."""

    by = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def perform(self, cleaned_data):
        """Call the operation; returns the written row."""
        raise NotImplementedError

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self._errors:
            try:
                self.instance = self.perform(self.cleaned_data)
            except ValidationError as error:
                self.add_error(None, error)

    def save(self, commit=True):
        return self.instance

    def save_m2m(self):
        """The operation has written it."""


class ByOperation(ReadOnly):
    """Pages to look at, and to add a row by the operation of `form`."""

    def has_add_permission(self, request):
        return True

    def get_fields(self, request, obj=None):
        return self.told_fields if obj else tuple(self.form.base_fields)

    def get_readonly_fields(self, request, obj=None):
        return self.told_fields if obj else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            return forms.modelform_factory(self.model, fields=())
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

    def save_model(self, request, obj, form, change):
        """The operation has written it."""


class AsTable(ImportExportMixin):
    """Tables in (CSV) and out (CSV, Excel); a file that cannot be read is refused with a sentence."""

    import_form_class, confirm_form_class = ImportForm, ConfirmForm
    export_form_class = ExportForm
    import_formats, export_formats = (Csv,), (Csv, Xlsx)
    tmp_storage_class = KeptForAnHour
    import_template_name = "stakeholders/admin_import.html"
    export_template_name = "stakeholders/admin_export.html"

    def add_data_read_fail_error_to_form(self, form, e):
        refused = isinstance(e, ValidationError)
        form.add_error("import_file", e if refused else _("We cannot read this kind of file."))


def for_each(page, request, queryset, operation):
    """Do one operation with each chosen row; what it refuses is said, the others are done."""
    for row in queryset:
        try:
            operation(row, by=request.user)
        except ValidationError as error:
            page.message_user(request, " ".join(error.messages), level="ERROR")
        else:
            page.message_user(request, _("Done: %(row)s") % {"row": row})
