"""Decide about items of the board: place, take out, set aside, form an action of them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import (
    ActionField,
    ChangeForm,
    RoleField,
    SeenItemsField,
    WordingField,
)
from actionplans.models import Reason
from language.clean_text import MAX_LENGTH
from stakeholders.forms import LineField


class PlaceForm(ChangeForm):
    items = SeenItemsField()
    action = ActionField()

    def summary(self):
        return [(_("Place in the action"), str(self.cleaned_data["action"]))]


class TakeOutForm(ChangeForm):
    items = SeenItemsField()

    def summary(self):
        return [("", _("Take out and consider again"))]


class SetAsideForm(ChangeForm):
    items = SeenItemsField()
    reason = forms.ChoiceField(
        label=_("Why set it aside?"),
        choices=Reason.choices,
        error_messages={
            "required": _("Choose a reason from the list."),
            "invalid_choice": _("Choose a reason from the list."),
        },
    )
    note = LineField(label=_("In a few words"), required=False, max_length=MAX_LENGTH)

    def summary(self):
        values = self.cleaned_data
        return [(_("Set aside"), Reason(values["reason"]).label), ("", values["note"])]


class FormActionForm(ChangeForm):
    role = RoleField()
    wording = WordingField(required=False)
    items = SeenItemsField(required=False)

    def summary(self):
        return [(_("New action"), self.cleaned_data["wording"] or _("No wording yet"))]
