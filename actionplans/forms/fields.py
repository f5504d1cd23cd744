"""Fields, and the form of one plan change, that the forms of several subjects share."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Contribution, Plan, RegionalAction
from actionplans.operations.locks import SeenVersion
from stakeholders.forms import LinesField, RolesField, SentOnceField, uuid_of_sent
from stakeholders.models import Role

HANDLE = re.compile(r"(contribution|regional_action)-([0-9]{1,18})-([0-9]{1,9})")
BOARD_ITEM_MODELS = {"contribution": Contribution, "regional_action": RegionalAction}


class SeenItemsField(forms.Field):
    """Selected items of one plan with the versions that were shown, each as "<kind>-<pk>-<version>"."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": _("Select at least one item."),
        "invalid": _("A selected item is no longer on this board."),
    }
    plan: Plan

    def to_python(self, value):
        found = [HANDLE.fullmatch(handle) for handle in dict.fromkeys(value or ())]
        if not all(found):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        rows = {}
        for kind, model in BOARD_ITEM_MODELS.items():
            pks = [int(handle[2]) for handle in found if handle[1] == kind]
            if pks:
                of_plan = model.objects.filter(plan=self.plan).in_bulk(pks)
                rows |= {(kind, pk): row for pk, row in of_plan.items()}
        try:
            return [
                SeenVersion(rows[kind, int(pk)], int(version))
                for kind, pk, version in map(re.Match.groups, found)
            ]
        except KeyError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class WordingField(LinesField):
    """A text of a plan, of several lines, in the typeface of plans."""

    widget = forms.Textarea(attrs={"class": "own-words", "rows": 3, "lang": "lv"})


class PublicTextField(LinesField):
    """A text that goes out as it is typed: a note, or the reason of a change that everyone sees."""

    widget = forms.Textarea(attrs={"rows": 3, "lang": "lv"})


class NotPersonalDataField(forms.Field):
    """The checksums of texts that seem to hold personal data and about which a person decided that they hold none."""

    widget = forms.MultipleHiddenInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        return frozenset(value or ())


class ActionField(forms.ModelChoiceField):
    """An action of the form's plan."""

    default_error_messages = {
        "required": _("Choose an action."),
        "invalid_choice": _("Choose an action of this plan."),
    }

    def __init__(self, **kwargs):
        super().__init__(Action.objects.none(), **kwargs)


class RoleField(forms.ModelChoiceField):
    """A role, by its code."""

    default_error_messages = {
        "required": _("Choose a role from the list."),
        "invalid_choice": _("Choose a role from the list."),
    }

    def __init__(self, **kwargs):
        super().__init__(Role.objects.all(), to_field_name="code", **kwargs)


class SupportRolesField(RolesField):
    """Roles whose support is needed, as a list."""

    def label_from_instance(self, obj):
        return capfirst(obj.name)

    def clean(self, value):
        return list(super().clean(value))


class LookupField(forms.Field):
    """One of `rows` by its key, or None."""

    default_error_messages = {"invalid_choice": _("Choose a role from the list.")}
    rows: dict

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if value not in self.rows:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.rows[value]


class TableField(LookupField):
    """A table of the think tank by its number, or None."""

    default_error_messages = {"invalid_choice": _("There is no such table at this think tank.")}


class RawTextField(forms.Field):
    """A contribution's text, unchanged; the operation cleans it."""

    default_error_messages = {"required": _("Enter the contribution.")}

    def to_python(self, value):
        return value if isinstance(value, str) else ""


class ChangeForm(forms.Form):
    """A change of a plan, with the UUID of the operation, so that sending it twice carries it out once."""

    op_uuid = SentOnceField(required=False, initial=uuid.uuid4)

    def __init__(self, *args, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for field in self.fields.values():
            if isinstance(field, SeenItemsField):
                field.plan = plan
            if isinstance(field, ActionField):
                field.queryset = Action.objects.filter(plan=plan)

    def clean_op_uuid(self):
        return uuid_of_sent(self, self.cleaned_data["op_uuid"])

    def summary(self) -> list[tuple[str, str]]:
        """Return what the user asked for, as labels and texts, for the page about a conflict."""
        return []
