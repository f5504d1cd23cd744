"""When and where a plan that is imported was first published."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.operations.sources import clean_source
from stakeholders.forms import ChangingForm, DayField, LineField
from stakeholders.models import max_length_of


class PlanSourceForm(forms.Form):
    """The source of a plan; first the fields have what the plan keeps already."""

    original_date = DayField(label=_("Date of publication"), required=False)
    source_title = LineField(
        label=_("Title of the source"),
        max_length=max_length_of(Plan, "source_title"),
        required=False,
    )
    source_url = LineField(
        label=_("Address of the source"),
        max_length=max_length_of(Plan, "source_url"),
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )

    def __init__(self, *args, plan: Plan, **kwargs):
        kept = {name: getattr(plan, name) for name in SOURCE_FIELDS}
        super().__init__(*args, initial=kept, **kwargs)
        self.plan = plan

    @cached_property
    def has_new_source(self) -> bool:
        """Whether the plan does not have this source yet."""
        values = {name: self.cleaned_data.get(name) for name in SOURCE_FIELDS}
        return any(value and value != getattr(self.plan, name) for name, value in values.items())

    def check_source(self) -> None:
        """Refuse a source as the operation does, each value at its field."""
        nothing = {"original_date": None, "source_title": "", "source_url": ""}
        for name in SOURCE_FIELDS:
            try:
                clean_source(**nothing | {name: self.cleaned_data.get(name) or nothing[name]})
            except ValidationError as refused:
                self.add_error(name, refused)


class CorrectSourceForm(ChangingForm, PlanSourceForm):
    """The source of a plan, corrected; two people who correct it at once overwrite nothing of each other."""

    def clean(self):
        self.check_source()
        return super().clean()
