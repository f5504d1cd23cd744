"""Withdraw a published version, and redact a text in all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import NotPersonalDataField, PublicTextField
from actionplans.operations.redaction import MAX_REASON
from stakeholders.forms import LineField


class WithdrawForm(forms.Form):
    reason = PublicTextField(
        label=_("Reason (everyone will see it)"), error_messages={"required": _("Give a reason.")}
    )
    not_personal_data = NotPersonalDataField()


class RedactForm(forms.Form):
    reason = LineField(
        label=_("Reason (everyone will see it)"),
        max_length=MAX_REASON,
        error_messages={"required": _("Give a reason.")},
    )
    not_personal_data = NotPersonalDataField()
