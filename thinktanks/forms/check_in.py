"""Who comes: a mark for a person on the list, and a person who is not on it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.forms import LineField
from stakeholders.models import max_length_of
from thinktanks.models import Attendee


class MarkCameForm(forms.Form):
    """Whether a person came."""

    came = forms.TypedChoiceField(
        choices=[("1", _("yes")), ("0", _("no"))], coerce=lambda value: value == "1"
    )


class WalkInForm(forms.Form):
    """A person who came without being on the list."""

    name = LineField(
        label=pgettext_lazy("person", "Name and surname"),
        max_length=max_length_of(Attendee, "name"),
    )
    organisation_name = LineField(
        label=_("Organisation"),
        max_length=max_length_of(Attendee, "organisation_name"),
        required=False,
    )

    def clean(self):
        values = super().clean()
        return {"people": [values | {"came": True}]} if not self.errors else values
