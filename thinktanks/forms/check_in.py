"""Who comes: a mark for a person on the list, and a person who is not on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thinktanks.forms.attendance import PersonForm


class MarkCameForm(forms.Form):
    """Whether a person came."""

    came = forms.TypedChoiceField(
        choices=[("1", _("yes")), ("0", _("no"))], coerce=lambda value: value == "1"
    )


class WalkInForm(PersonForm):
    """A person who came without being on the list."""

    class Meta(PersonForm.Meta):
        fields = ("name", "organisation_name", "role")

    def clean(self):
        values = super().clean()
        return {"people": [values | {"came": True}]} if not self.errors else values
