"""Import and export of tables on the administrators' pages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from import_export import forms as import_forms
from import_export.admin import ImportExportMixin
from import_export.tmp_storages import CacheStorage

from stakeholders.resources.formats import Csv, Xlsx

LARGEST_FILE = 1024 * 1024
HOUR = 60 * 60


class HourStorage(CacheStorage):
    """Keeps an upload in the cache, never in a file, until it is confirmed or an hour has passed."""

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
    """The format only; everybody gets the same columns."""


class TableAdmin(ImportExportMixin):
    """Import (CSV) and export (CSV, Excel) of tables; a file that cannot be read is refused with a message."""

    import_form_class, confirm_form_class = ImportForm, ConfirmForm
    export_form_class = ExportForm
    import_formats, export_formats = (Csv,), (Csv, Xlsx)
    tmp_storage_class = HourStorage
    import_template_name = "stakeholders/admin_import.html"
    export_template_name = "stakeholders/admin_export.html"

    def generate_log_entries(self, result, request):
        if not _is_refused(result):
            super().generate_log_entries(result, request)

    def add_success_message(self, result, request):
        """Say so where a confirmed table was not imported: it is gone, or what it names has changed since the preview."""
        if _is_refused(result):
            sentence = _("Nothing was imported. Send the file again.")
            self.message_user(request, sentence, level="ERROR")
        else:
            super().add_success_message(result, request)

    def add_data_read_fail_error_to_form(self, form, e):
        refused = isinstance(e, ValidationError)
        form.add_error("import_file", e if refused else _("We cannot read this kind of file."))


def _is_refused(result) -> bool:
    return result.has_errors() or result.has_validation_errors()
