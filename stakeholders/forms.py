"""Fields that the forms of several apps share."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from stakeholders.models import Role


class RolesField(forms.ModelMultipleChoiceField):
    """Several roles, as check boxes. A pk that is too large for SQLite is refused before it reaches a query."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(Role.objects.order_by("order"), **kwargs)

    def clean(self, value):
        for pk in set(map(str, value or ())) - {str(role.pk) for role in self.queryset}:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": pk},
            )
        return super().clean(value)


class LenientUUIDField(forms.UUIDField):
    """A UUID, or None where something else was sent."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return None


class SentOnceField(LenientUUIDField):
    """The UUID that a page made for its form, so that sending it twice keeps it once; a new one where that is lost."""

    widget = forms.HiddenInput

    def clean(self, value):
        return super().clean(value) or uuid.uuid4()
