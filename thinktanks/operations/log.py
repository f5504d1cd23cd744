"""Record what changes in a programme and its think tanks, in the transaction of the change."""

from typing import Any

from django.db import models
from django.utils import timezone

from stakeholders.models import User
from thinktanks.models import Programme, ProgrammeEvent, ThinkTank


def record(
    kind: str,
    *,
    programme: Programme,
    think_tank: ThinkTank | None = None,
    changes: dict[str, Any] | None = None,
    actor: User | None,
) -> ProgrammeEvent:
    """Add one event and return it; `changes` are {"field": [was, now]}, people by id only."""
    return ProgrammeEvent.objects.create(
        kind=kind,
        programme=programme,
        think_tank=think_tank,
        changes=changes or {},
        actor=actor and actor.pk,
        created_at=timezone.now(),
    )


def set_fields(row: models.Model, **values: Any) -> dict[str, list]:
    """Set and save those fields of a row that have another value; return them as {"field": [was, now]}, as texts."""
    changes = {}
    for name, now in values.items():
        was = getattr(row, name)
        if was != now:
            setattr(row, name, now)
            changes[name] = [_as_json(was), _as_json(now)]
    if changes:
        row.save(update_fields=list(changes))
    return changes


def _as_json(value: Any) -> str | int | None:
    """Return a value as it is kept in an event: numbers and null as they are, a row as its id, the rest as text."""
    if isinstance(value, models.Model):
        return value.pk
    return value if value is None or isinstance(value, int) else str(value)
