"""Change one action: its wording, details and order; split, merge, link and dissolve it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplans.forms.fields import (
    ActionField,
    ChangeForm,
    SeenItemsField,
    SupportRolesField,
    WordingField,
)
from actionplans.models import Action
from actionplans.models.action import ACTION_DETAILS, text_label
from language.clean_text import MAX_LENGTH
from language.templatetags.latvian import label_date
from stakeholders.forms import DayField, LineField, NumberField


class ActionForm(ChangeForm):
    """A change of one action."""

    def __init__(self, *args, action: Action, initial: dict | None = None, **kwargs):
        initial = {"version": action.version} | (initial or {})
        super().__init__(*args, plan=action.plan, initial=initial, **kwargs)
        self.action = action


class SeenActionForm(ActionForm):
    """A change of one action that is refused when it is no longer the version that was shown."""

    version = NumberField(min_value=1, widget=forms.HiddenInput)


class RewordForm(SeenActionForm):
    wording = WordingField(
        label=_("What should be done? Start with a verb."),
        error_messages={"required": _("Enter the wording.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wording"].widget.attrs["autofocus"] = True

    def summary(self):
        return [("", self.cleaned_data["wording"])]


class DetailForm(SeenActionForm):
    deadline = DayField(label=_("Deadline"), required=False)
    support_roles = SupportRolesField(label=_("Support needed from"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {
            name: LineField(label=text_label(name), required=False, max_length=MAX_LENGTH)
            for name in ACTION_DETAILS
        }
        self.order_fields(ACTION_DETAILS)

    def summary(self):
        return [(field.label, self._shown(field.name)) for field in self.visible_fields()]

    def _shown(self, name: str) -> str:
        value = self.cleaned_data[name]
        if name == "deadline":
            return label_date(value)
        return ", ".join(map(str, value)) if name == "support_roles" else value


class SplitForm(SeenActionForm):
    items = SeenItemsField()
    wording = WordingField(label=_("Wording of the new action"), required=False)

    def summary(self):
        return [
            (_("Split off into a new action"), self.cleaned_data["wording"] or _("No wording yet"))
        ]


class MergeForm(SeenActionForm):
    """`into` is chosen together with the version of it that was shown, as "<pk>-<version>"."""

    into = forms.RegexField(
        r"^[0-9]{1,18}-[0-9]{1,9}$",
        error_messages={
            "required": _("Choose an action."),
            "invalid": _("Choose an action of this plan."),
        },
    )

    def clean_into(self):
        pk, version = self.cleaned_data["into"].split("-")
        action = Action.objects.filter(plan=self.plan, pk=pk).first()
        if action is None:
            raise ValidationError(_("Choose an action of this plan."), code="invalid")
        self.cleaned_data["into_version"] = int(version)
        return action

    def summary(self):
        return [(_("Merge with"), str(self.cleaned_data["into"]))]


class LinkForm(SeenActionForm):
    other = ActionField()

    def summary(self):
        return [(_("Link with"), str(self.cleaned_data["other"]))]


class UnlinkForm(SeenActionForm):
    other = ActionField()

    def summary(self):
        return [(_("Unlink"), str(self.cleaned_data["other"]))]


class DissolveForm(SeenActionForm):
    """The version alone."""

    def summary(self):
        return [("", _("Remove from the plan"))]


class ReorderForm(ActionForm):
    after = ActionField(required=False)
