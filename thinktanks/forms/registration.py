"""A person who registers for a think tank."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stakeholders.forms import CreatingForm, LineField
from stakeholders.models import max_length_of
from thinktanks.forms.joining import RoleForm
from thinktanks.models import Attendee


class RegisterForm(RoleForm, CreatingForm):
    """Who comes and whom they represent. Sent twice, it is one person, by what is typed, and counts once for the limit."""

    field_order = ("name", "organisation_name", "role", "email", "may_be_named")
    name = LineField(
        label=pgettext_lazy("person", "Name and surname"),
        max_length=max_length_of(Attendee, "name"),
    )
    organisation_name = LineField(
        label=_("Organisation"),
        max_length=max_length_of(Attendee, "organisation_name"),
        required=False,
        help_text=_("You may leave it empty."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=max_length_of(Attendee, "email"),
        required=False,
        help_text=_("Only if you want the calendar entry by e-mail. One address for each person."),
    )
    may_be_named = forms.BooleanField(
        label=_("My organisation may be named among the participants"), required=False
    )
