"""Publish a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import ChangeForm
from language.clean_text import MAX_LENGTH


class PublishForm(ChangeForm):
    note = forms.CharField(
        label=_("What has changed since the last version?"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "lv"}),
    )
    personal_data_checked = forms.BooleanField(label=_("Checked, may be published"), required=False)
    personal_data_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_personal_data_seen(self) -> set[int] | None:
        """Return the ids of the texts that the page showed; None from a page that showed none."""
        seen = self.cleaned_data["personal_data_seen"].split()
        return {int(pk) for pk in seen if pk.isdecimal()} or None
