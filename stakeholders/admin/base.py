"""Parts of the administrators' pages of all apps: they show rows, and write by operations only."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import display_for_value
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from language.fold import fold
from language.latvian import number
from language.numbers import whole_number
from stakeholders.forms import ChangingForm, CreatingForm, keep_whole
from stakeholders.operations.creating import create_once

MOST_FOUND = 1000  # pks in one condition; SQLite has a limit
FILTER_LOOKUPS = ("", "exact", "isnull")


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


class RowList(ChangeList):
    """A list that is headed by the name of what it lists; Django's heading asks to choose a row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = capfirst(self.opts.verbose_name_plural)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Pages that show `shown_fields` of a row and nothing else."""

    shown_fields = ()
    actions = None
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return RowList

    def get_search_results(self, request, queryset, search_term):
        """Find each word of the search in any of `search_fields`, whatever its capitals and diacritics.

        Both are folded here, since the two databases fold differently.
        """
        words = fold(search_term).split()
        if not (words and self.search_fields):
            return queryset, False
        rows = queryset.values_list("pk", *self.search_fields).iterator()
        found = [pk for pk, *texts in rows if _contain(texts, words)]
        if len(found) > MOST_FOUND:
            sentence = _("More than %(n)s were found, only the first of them are shown.")
            self.message_user(request, sentence % {"n": number(MOST_FOUND)}, level="WARNING")
        return queryset.filter(pk__in=found[:MOST_FOUND]), False

    def lookup_allowed(self, lookup, value, request):
        """Allow what the page's own filters send. The rest (`id__regex`, NUL) is answered 400, as Django does."""
        filtered = {entry if isinstance(entry, str) else entry[0] for entry in self.list_filter}
        name, _separator, kind = lookup.partition("__")
        return name in filtered and kind in FILTER_LOOKUPS and "\x00" not in value

    def response_action(self, request, queryset):
        selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if any(whole_number(pk) is None for pk in selected):
            raise SuspiciousOperation("a selected row has no number")
        return super().response_action(request, queryset)

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


def _contain(texts, words) -> bool:
    folded = [fold(str(text or "")) for text in texts]
    return all(any(word in text for text in folded) for word in words)


class OperationForm(CreatingForm, forms.ModelForm):
    """A form that an operation saves, once however often it is sent; validation writes nothing."""

    by = None
    refusal = None  # what the operation refused the first time, see OperationAdmin

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
        keep_whole(self)

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
        create = partial(self.perform, self.cleaned_data)
        self.instance = create_once(self.sent_uuid, create)
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


class NamesForm(ChangingForm, forms.ModelForm):
    """The names of a row, written by `operation`; validation writes nothing."""

    by = None
    names = ()
    operation = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.names:
            self.fields[name].label = capfirst(self.fields[name].label)
        keep_whole(self)

    def save(self, commit=True):
        names = {name: self.cleaned_data[name] for name in self.names}
        self.instance = self.operation(self.instance, **names, by=self.by)
        return self.instance

    def save_m2m(self):
        """Write nothing: the operation has written the row."""


class NamesAdmin(ReadOnlyAdmin):
    """Pages that show rows and change their names by the operation of `form`."""

    def has_change_permission(self, request, obj=None):
        return True

    def get_fields(self, request, obj=None):
        return (*self.shown_fields, *self.form.names)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.by = request.user
        return form

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
