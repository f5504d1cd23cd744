"""Parts of the administrators' pages of all apps: they show rows, and write by operations only."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stakeholders.forms import CreatingForm
from stakeholders.operations import create_once


def attribute_column(path, label, *, ordering=None):
    """Return a column or line that shows an attribute of a row („plan.region”) under our label; yes and no in words."""
    ordering = ordering or path.replace(".", "__")

    @admin.display(description=label, ordering=ordering)
    def value(row):
        for name in path.split("."):
            row = getattr(row, name, None)
        if isinstance(row, bool):
            return gettext("Yes") if row else gettext("No")
        return display_for_value(row, "-")

    return value


class ReadOnlyAdmin(admin.ModelAdmin):
    """Pages that show `shown_fields` of a row and nothing else."""

    shown_fields = ()
    actions = None

    def get_fields(self, request, obj=None):
        return self.shown_fields

    def get_readonly_fields(self, request, obj=None):
        return self.shown_fields

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class OperationForm(CreatingForm, forms.ModelForm):
    """A form that an operation saves, once however often it is sent; validation writes nothing."""

    by = None
    refusal = None  # what the operation refused the first time, see OperationAdmin

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)

    def clean(self):
        if self.refusal:
            raise self.refusal
        return super().clean()

    def validate_unique(self):
        """Leave this to the operation, which knows whether the same form was sent before."""

    def perform(self, cleaned_data):
        """Call the operation and return the written row."""
        raise NotImplementedError

    def save(self, commit=True):
        values = {name: value for name, value in self.cleaned_data.items() if name != "form_uuid"}
        self.instance = create_once(self.sent_uuid, partial(self.perform, values))
        return self.instance

    def save_m2m(self):
        """Write nothing: the operation has written the row."""


class OperationAdmin(ReadOnlyAdmin):
    """Pages that show rows and add one by the operation of `form`.

    Where the operation refuses, its transaction is rolled back and the page is shown again with the error on the form.
    """

    def has_add_permission(self, request):
        return True

    def get_fields(self, request, obj=None):
        return self.shown_fields if obj else tuple(self.form.base_fields)

    def get_readonly_fields(self, request, obj=None):
        return self.shown_fields if obj else ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj:
            return forms.modelform_factory(self.model, fields=())
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        form.refusal = getattr(request, "refusal", None)
        return form

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            request.refusal = error
            return super().changeform_view(request, *args, **kwargs)

    def save_form(self, request, form, change):
        return form.save()

    def save_model(self, request, obj, form, change):
        """Write nothing: the operation has written the row."""


def apply_to_each(page, request, queryset, operation):
    """Call an operation with each selected row; a refusal becomes a message and does not stop the others."""
    for row in queryset:
        try:
            operation(row, by=request.user)
        except ValidationError as error:
            page.message_user(request, " ".join(error.messages), level="ERROR")
        else:
            page.message_user(request, _("Done: %(row)s") % {"row": row})
