"""The tables of a think tank and their roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from stakeholders.forms import CreatingForm
from stakeholders.models import Role

ANY_ROLE = "any"


def role_choices(*first: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the choices of a table's role, after those given."""
    roles = [(role.code, role.name) for role in Role.objects.order_by("order")]
    return [*first, (ANY_ROLE, _("without a role")), *roles]


class TableRoleField(forms.ChoiceField):
    """The role of a table; what a page did not send is as it was."""

    def clean(self, value):
        return super().clean(value or self.initial)


class AddTableForm(CreatingForm):
    """One more table."""

    role = forms.ChoiceField(
        label=_("Role"),
        help_text=_("Who sits at the table. On phones that join it, this role is chosen already."),
        widget=forms.Select(attrs={"autofocus": True}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices()

    def clean(self):
        values = super().clean()
        return values | {"role": Role.objects.filter(code=values.get("role")).first()}
