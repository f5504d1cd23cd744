"""Capture a contribution on a participant's own phone, without an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import LookupField, RawTextField
from stakeholders.forms import SentOnceField
from stakeholders.models import Role


class ParticipantForm(forms.Form):
    """One contribution; its table and speaker are known from the device."""

    text = RawTextField()
    addressed_role = LookupField(error_messages={"required": _("Choose who should do it.")})
    uuid = SentOnceField(required=False)

    def __init__(self, *args, addressed: list[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["addressed_role"].rows = {role.code: role for role in addressed}
