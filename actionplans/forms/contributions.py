"""Change one contribution: correct, split, assign roles, and the changes that take one click."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import LookupField
from actionplans.models import Contribution
from actionplans.operations.locks import SeenVersion
from stakeholders.forms import NumberField
from stakeholders.models import Role


class SeenVersionForm(forms.Form):
    """A change of one contribution that is refused when it is no longer the version that was shown."""

    version = NumberField(min_value=1, widget=forms.HiddenInput)


class MarkForm(SeenVersionForm):
    """Mark one contribution by an operation that marks several."""

    def __init__(self, *args, contribution: Contribution, **kwargs):
        super().__init__(*args, **kwargs)
        self.contribution = contribution

    def clean(self):
        if self.errors:
            return self.cleaned_data
        return {"contributions": [SeenVersion(self.contribution, self.cleaned_data["version"])]}


class CorrectForm(SeenVersionForm):
    text = forms.CharField(
        label=_("Corrected text"),
        strip=False,
        widget=forms.Textarea(attrs={"class": "own-words", "rows": 3, "lang": "lv"}),
        error_messages={"required": _("Enter the contribution.")},
    )
    withhold_original = forms.BooleanField(
        label=_("Publish only the correction, without the original"), required=False
    )


class SplitContributionForm(SeenVersionForm):
    parts = forms.CharField(
        label=_("One part per line"),
        widget=forms.Textarea(attrs={"class": "own-words", "rows": 5, "lang": "lv"}),
        error_messages={"required": _("Split it into at least two parts.")},
    )

    def clean_parts(self):
        return [line for line in self.cleaned_data["parts"].splitlines() if line.strip()]


class AssignRolesForm(SeenVersionForm):
    author_role = LookupField(required=False)
    addressed_role = LookupField(required=False)

    def __init__(self, *args, speakers: list[Role], addressed: list[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.speakers, self.addressed = speakers, addressed
        self.fields["author_role"].rows = {role.code: role for role in speakers}
        self.fields["addressed_role"].rows = {role.code: role for role in addressed}
