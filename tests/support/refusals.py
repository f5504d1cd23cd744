"""Assertions on operations that refuse."""

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import PlanEvent, Text


def refusal(code, operation, *subject, **fields):
    """Assert that an operation refuses with this code and writes no event and no text; return the refusal."""
    before = PlanEvent.objects.count(), Text.objects.count()
    with pytest.raises(ValidationError) as refused:
        operation(*subject, **fields)
    assert refused.value.code == code
    assert (PlanEvent.objects.count(), Text.objects.count()) == before
    return refused.value


def refusal_code(operation, *subject, **fields) -> str:
    """Return the code with which an operation refuses."""
    with pytest.raises(ValidationError) as refused:
        operation(*subject, **fields)
    return refused.value.code
