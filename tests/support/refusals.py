import pytest
from django.core.exceptions import ValidationError

from actionplans.models import PlanEvent, Text


def refusal(code, operation, *subject, **fields):
    """Refused with this code, and nothing written."""
    before = PlanEvent.objects.count(), Text.objects.count()
    with pytest.raises(ValidationError) as refused:
        operation(*subject, **fields)
    assert refused.value.code == code
    assert (PlanEvent.objects.count(), Text.objects.count()) == before


def refusal_code(operation, *subject, **fields) -> str:
    """Call an operation that refuses, and return the code of its error."""
    with pytest.raises(ValidationError) as refused:
        operation(*subject, **fields)
    return refused.value.code
