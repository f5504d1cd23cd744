"""The role that somebody represents, and the table at which a device sits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stakeholders.forms import CreatingForm, NumberField
from stakeholders.models import Role
from thinktanks.models import Table

UNKNOWN = "unknown"  # the value of a role that somebody would rather not give


class RoleForm(forms.Form):
    """The role that a person represents; it must be chosen, if only as unknown."""

    role = forms.ChoiceField(
        label=_("Whom do you represent?"),
        error_messages={
            "required": _("Choose a role from the list."),
            "invalid_choice": _("Choose a role from the list."),
        },
    )

    def __init__(self, *args, roles: list[Role], **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = {role.code: role for role in roles}
        self.fields["role"].choices = [(code, code) for code in [*self.roles, UNKNOWN]]

    def clean_role(self) -> Role | None:
        return self.roles.get(self.cleaned_data["role"])


class SeatForm(RoleForm):
    """Table and role of a device."""

    table = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _("There is no such table at this think tank.")},
    )

    def __init__(self, *args, tables: list[Table], **kwargs):
        super().__init__(*args, **kwargs)
        self.tables = {str(table.number): table for table in tables}
        self.fields["table"].choices = [(number, number) for number in self.tables]

    def clean_table(self) -> Table | None:
        return self.tables.get(self.cleaned_data["table"])


class JoinForm(SeatForm, CreatingForm):
    """The seat of a device that joins; sent twice, it is one device."""

    def clean(self):
        return super().clean() | {"sent_uuid": self.sent_uuid}


class RotateCodeForm(CreatingForm):
    """A new join code, once however often the form is sent."""


class DeviceReportForm(forms.Form):
    """How many contributions wait on a device."""

    waiting = NumberField(min_value=0, max_value=32767)
