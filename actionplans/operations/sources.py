"""Keep and correct when and where a plan that is imported was first published.

The values are those of SOURCE_FIELDS. Each change of them is one event with `source`: what was `set`, and what it `was`.
"""

import datetime
import uuid
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from actionplans.models import Plan, PlanEvent
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.operations.locks import lock_plan
from actionplans.operations.log import PlanChange
from actionplans.queries.log.replay import plain_source
from actionplans.readers.messages import refusal
from language.clean_text import clean_line
from language.numbers import is_possible_day
from stakeholders.models import User, max_length_of

Source = Mapping[str, datetime.date | str | None]


def clean_source(
    *, original_date: datetime.date | None, source_title: str, source_url: str
) -> dict[str, datetime.date | str | None]:
    """Return a source as it is stored. Refuses: impossible_date, future_date, no_address, too_long, too_many_marks."""
    if original_date and not is_possible_day(original_date):
        raise refusal("impossible_date")
    if original_date and original_date > timezone.localdate():
        raise refusal("future_date")
    source_title = clean_line(source_title, limit=max_length_of(Plan, "source_title"))
    source_url = clean_line(source_url, limit=max_length_of(Plan, "source_url"))
    if source_url:
        try:
            URLValidator(schemes=("http", "https"))(source_url)
        except ValidationError:
            raise refusal("no_address", address=source_url) from None
        if "@" in urlsplit(source_url).netloc:  # a name and a password would be published for ever
            raise refusal("no_address", address=source_url)
    return {
        "original_date": original_date,
        "source_title": source_title,
        "source_url": source_url,
    }


def keep_source(plan: Plan, source: Source, *, batch: uuid.UUID, by: User | None) -> None:
    """Keep the source of a locked plan; what is not given stays as it is.

    Refuses other_source: another one than that with which the plan is published.
    """
    new = {
        name: value
        for name, value in source.items()
        if value not in ("", None, getattr(plan, name))
    }
    _change_source(plan, new, batch=batch, by=by)


@transaction.atomic
def correct_source(
    plan: Plan,
    *,
    original_date: datetime.date | None = None,
    source_title: str = "",
    source_url: str = "",
    by: User,
) -> Plan:
    """Make this the source of a plan, without importing its text again; what is empty is taken away.

    Refuses: archived, a bad source as `clean_source` does, other_source as `keep_source` does.
    """
    source = clean_source(
        original_date=original_date, source_title=source_title, source_url=source_url
    )
    plan = lock_plan(plan)
    new = {name: value for name, value in source.items() if value != getattr(plan, name)}
    _change_source(plan, new, batch=None, by=by)
    return plan


def _change_source(plan: Plan, new: Source, *, batch: uuid.UUID | None, by: User | None) -> None:
    if not new:
        return
    if any(getattr(plan, name) for name in new) and plan.versions.standing().exists():
        raise refusal("other_source")
    change = PlanChange(plan, "plan.source_kept", by, batch=batch)
    change.payload = {"source": _write_source(plan, new)}
    change.record()


def restore_source(plan: Plan, events: QuerySet[PlanEvent]) -> dict:
    """Put back the source that a plan had before these events, unless it changed since; return what to record."""
    event = events.filter(kind="plan.source_kept").first()
    if event is None or event.payload["source"]["set"] != plain_source(plan):
        return {}
    was = event.payload["source"]["was"]
    day = was["original_date"]
    before = was | {"original_date": day and datetime.date.fromisoformat(day)}
    return {"source": _write_source(plan, before)}


def _write_source(plan: Plan, values: Source) -> dict[str, dict]:
    """Write these values of a plan's source, and return what its event records."""
    was = plain_source(plan)
    for name, value in values.items():
        setattr(plan, name, value)
    plan.save(update_fields=SOURCE_FIELDS)
    return {"set": plain_source(plan), "was": was}
