"""Fields and their cleaning; the cleaned data of each form are its operation's keyword arguments."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Contribution, Plan, Reason, RegionalAction
from actionplans.models.action import ACTION_DETAILS, text_label
from actionplans.operations.log import SeenVersion
from language.clean_text import MAX_LENGTH
from language.templatetags.latvian import label_date
from stakeholders.forms import RolesField
from stakeholders.models import Role

HANDLE = re.compile(r"(contribution|regional_action)-([0-9]{1,18})-([0-9]{1,9})")
ITEMS = {"contribution": Contribution, "regional_action": RegionalAction}


class SeenItemsField(forms.Field):
    """Ticked items of one plan with the versions that were shown; each value is kind, number and version."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": _("Tick what it is about first."),
        "invalid": _("One of the ticked ones is not on this board."),
    }
    plan: Plan

    def to_python(self, value):
        found = [HANDLE.fullmatch(one) for one in dict.fromkeys(value or ())]
        if not all(found):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        rows = {}
        for kind, model in ITEMS.items():
            numbers = [int(one[2]) for one in found if one[1] == kind]
            if numbers:
                known = model.objects.filter(plan=self.plan).in_bulk(numbers)
                rows |= {(kind, pk): row for pk, row in known.items()}
        try:
            return [SeenVersion(rows[one[1], int(one[2])], int(one[3])) for one in found]
        except KeyError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class WordsField(forms.CharField):
    """Words of a plan: several lines, in the plan's own type."""

    widget = forms.Textarea(attrs={"class": "own-words", "rows": 3, "lang": "lv"})

    def __init__(self, **kwargs):
        super().__init__(max_length=MAX_LENGTH, **kwargs)


class ActionField(forms.ModelChoiceField):
    """An action of the plan in hand."""

    def __init__(self, **kwargs):
        super().__init__(Action.objects.none(), **kwargs)

    default_error_messages = {
        "required": _("Choose an action."),
        "invalid_choice": _("Choose an action of this plan."),
    }


class RoleField(forms.ModelChoiceField):
    """A role that the programme addresses, by its code."""

    def __init__(self, **kwargs):
        super().__init__(Role.objects.all(), to_field_name="code", **kwargs)

    default_error_messages = {
        "required": _("Choose a role from the list."),
        "invalid_choice": _("Choose a role from the list."),
    }


class SupportField(RolesField):
    """Roles whose support is needed, as a list."""

    def label_from_instance(self, obj):
        return capfirst(obj.name)

    def clean(self, value):
        return list(super().clean(value))


class ChangeForm(forms.Form):
    """What every change of a plan carries: the number of the operation, so that sending it twice does it once.

    The number counts together with what is sent: a page taken from history and filled in anew is another operation.
    """

    op_uuid = forms.UUIDField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for field in self.fields.values():
            if isinstance(field, SeenItemsField):
                field.plan = plan
            if isinstance(field, ActionField):
                field.queryset = Action.objects.filter(plan=plan)

    def clean_op_uuid(self):
        sent = [(name, self.data.getlist(name)) for name in self.fields]
        return uuid.uuid5(self.cleaned_data["op_uuid"] or uuid.uuid4(), repr((type(self), sent)))

    def wish(self) -> list[tuple[str, str]]:
        """What the person wants, as names and texts: shown when two people met."""
        return []


class PlaceForm(ChangeForm):
    items = SeenItemsField()
    action = ActionField()

    def wish(self):
        return [(_("Place in the action"), str(self.cleaned_data["action"]))]


class TakeOutForm(ChangeForm):
    items = SeenItemsField()

    def wish(self):
        return [("", _("Take out, to be considered again"))]


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
    note = forms.CharField(label=_("In a few words"), required=False, max_length=MAX_LENGTH)

    def wish(self):
        values = self.cleaned_data
        return [(_("Set aside"), Reason(values["reason"]).label), ("", values["note"])]


class FormActionForm(ChangeForm):
    role = RoleField()
    wording = WordsField(required=False)
    items = SeenItemsField(required=False)

    def wish(self):
        return [(_("New action"), self.cleaned_data["wording"])]


class OneActionForm(ChangeForm):
    """A change of one action."""

    def __init__(self, *args, action: Action, **kwargs):
        initial = {"version": action.version} | kwargs.pop("initial", {})
        super().__init__(*args, plan=action.plan, initial=initial, **kwargs)
        self.action = action


class ActionForm(OneActionForm):
    """A change of one action, which names the version that was shown."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class RewordForm(ActionForm):
    wording = WordsField(label=_("What should be done? Start with a verb."))

    def wish(self):
        return [("", self.cleaned_data["wording"])]


class DetailForm(ActionForm):
    deadline = forms.DateField(
        label=_("Deadline"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    support_roles = SupportField(label=_("Support needed from"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {
            name: forms.CharField(label=text_label(name), required=False, max_length=MAX_LENGTH)
            for name in ACTION_DETAILS
        }
        self.order_fields(ACTION_DETAILS)

    def wish(self):
        return [(field.label, self._shown(field.name)) for field in self.visible_fields()]

    def _shown(self, name: str) -> str:
        value = self.cleaned_data[name]
        if name == "deadline":
            return label_date(value)
        return ", ".join(map(str, value)) if name == "support_roles" else value


class SplitForm(ActionForm):
    items = SeenItemsField()
    wording = WordsField(label=_("Wording of the new action"), required=False)

    def wish(self):
        return [(_("Split off into a new action"), self.cleaned_data["wording"])]


class MergeForm(ActionForm):
    """`into` is chosen together with the version of it that was shown."""

    into = forms.RegexField(
        r"^[0-9]{1,18}-[0-9]{1,9}$",
        error_messages={
            "required": _("Choose an action."),
            "invalid": _("Choose an action of this plan."),
        },
    )

    def clean_into(self):
        number, version = self.cleaned_data["into"].split("-")
        action = Action.objects.filter(plan=self.plan, pk=number).first()
        if action is None:
            raise ValidationError(_("Choose an action of this plan."), code="invalid")
        self.cleaned_data["into_version"] = int(version)
        return action

    def wish(self):
        return [(_("Merge with"), str(self.cleaned_data["into"]))]


class LinkForm(ActionForm):
    other = ActionField()

    def wish(self):
        return [(_("Link with"), str(self.cleaned_data["other"]))]


class UnlinkForm(ActionForm):
    other = ActionField()


class DissolveForm(ActionForm):
    """Nothing but what every change of one action carries."""


class ReorderForm(OneActionForm):
    after = ActionField(required=False)


class UndoForm(ChangeForm):
    seq = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    leave_moved = forms.BooleanField(required=False)


class PublishForm(ChangeForm):
    note = forms.CharField(
        label=_("What has changed since the last version?"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "lv"}),
    )
    personal_data_checked = forms.BooleanField(label=_("Checked, may be published"), required=False)
    personal_data_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_personal_data_seen(self) -> set[int] | None:
        """Numbers of the texts that the page showed; None from a page that showed none."""
        seen = self.cleaned_data["personal_data_seen"].split()
        return {int(number) for number in seen if number.isdecimal()} or None


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason (everyone will see it)"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "lv"}),
    )


class RedactForm(forms.Form):
    reason = forms.CharField(label=_("Reason (everyone will see it)"), max_length=300)
