"""Withdraw a published version, and redact a text in all of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from language.clean_text import MAX_LENGTH


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason (everyone will see it)"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "lv"}),
    )


class RedactForm(forms.Form):
    reason = forms.CharField(label=_("Reason (everyone will see it)"), max_length=300)
