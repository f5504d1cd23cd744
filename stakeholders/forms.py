"""Fields that the forms of several apps share."""

from django import forms
from django.core.exceptions import ValidationError

from stakeholders.models import Role


class RolesField(forms.ModelMultipleChoiceField):
    """Several roles to tick. Numbers are compared here: one that is too large for a database stops SQLite."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Role.objects.order_by("order"), **kwargs)

    def clean(self, value):
        for number in set(value or ()) - {str(role.pk) for role in self.queryset}:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": number},
            )
        return super().clean(value)
