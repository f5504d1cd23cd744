"""Schedule, change, cancel, open and close think tanks."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import Region, User, max_length_of
from stakeholders.operations.creating import refuse_repeated
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.codes import new_code
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.attendance import deleted_after
from thinktanks.operations.facilitators import Ends, set_facilitators
from thinktanks.operations.locks import lock_live_think_tank, lock_open_think_tank, lock_programme
from thinktanks.operations.log import record, set_fields
from thinktanks.operations.tables import set_tables
from thinktanks.queries.codes import free_code

State = ThinkTank.State


@transaction.atomic
def schedule_think_tank(
    programme: Programme,
    *,
    region: Region,
    code: str = "",
    held_on: datetime.date,
    starts_at: datetime.time | None = None,
    ends_at: datetime.time | None = None,
    town: str,
    venue: str = "",
    tables: dict[int, dict],
    facilitators: list[User],
    by: User | None,
) -> ThinkTank:
    """Plan an event; `tables` are {"name", "role"} by number.

    Its code is made of region and day, „kurzeme-2027-03-04”, unless it is given.
    Refuses: archived, times, empty, too_long, too_many_marks, too_many_tables, known (a think tank has this code).
    """
    programme = lock_programme(programme)
    fields = _cleaned(held_on=held_on, starts_at=starts_at, ends_at=ends_at, town=town, venue=venue)
    with refuse_repeated(_("A think tank with this code already exists.")):
        think_tank = ThinkTank.objects.create(
            programme=programme,
            region=region,
            code=code or free_code(ThinkTank, f"{region.code}-{held_on.isoformat()}"),
            join_code=new_code(),
            feedback_code=new_code(),
            **fields,
        )
    set_tables(think_tank, tables)
    set_facilitators(think_tank, dict.fromkeys(facilitators), by=by)
    return _recorded("think_tank.scheduled", think_tank, by=by)


@transaction.atomic
def change_think_tank(
    think_tank: ThinkTank,
    *,
    held_on: datetime.date,
    starts_at: datetime.time | None = None,
    ends_at: datetime.time | None = None,
    town: str,
    venue: str = "",
    tables: dict[int, dict],
    facilitators: Ends,
    by: User,
) -> ThinkTank:
    """Change an event before, during or after its day; `tables` are {"name", "role"} by number. Its codes stay.

    Accounts that are no longer among `facilitators` may not run it from now on; the others do until their end.
    Refuses: archived, cancelled, times, empty, too_long, too_many_marks, too_many_tables, table_used, past.
    """
    think_tank = lock_live_think_tank(think_tank)
    fields = _cleaned(held_on=held_on, starts_at=starts_at, ends_at=ends_at, town=town, venue=venue)
    changes = set_fields(think_tank, **fields)
    if "held_on" in changes:
        think_tank.attendees.update(delete_after=deleted_after(think_tank))
    changes |= set_tables(think_tank, tables)
    changes |= set_facilitators(think_tank, facilitators, by=by)
    if not changes:
        return think_tank
    return _recorded("think_tank.changed", think_tank, changes, by=by)


def _cleaned(
    *,
    held_on: datetime.date,
    starts_at: datetime.time | None,
    ends_at: datetime.time | None,
    town: str,
    venue: str,
) -> dict:
    """Return when and where an event is held, as it is stored. Refuses: times, empty, too_long, too_many_marks.

    The times are a start and an end after it, or neither.
    """
    if (starts_at is None) != (ends_at is None):
        raise ValidationError(_("Enter both the start and the end, or neither."), code="times")
    if starts_at is not None and ends_at <= starts_at:
        raise ValidationError(_("The end must be after the start."), code="times")
    town_length, venue_length = (max_length_of(ThinkTank, name) for name in ("town", "venue"))
    return {
        "held_on": held_on,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "town": clean_line(town, limit=town_length, missing=_("Enter the town.")),
        "venue": clean_line(venue, limit=venue_length),
    }


@transaction.atomic
def cancel_think_tank(think_tank: ThinkTank, *, reason: str, by: User) -> ThinkTank:
    """Cancel a planned event: it stays as a record, and nothing of it can be changed any more.

    Refuses: archived, cancelled, not_planned, empty, too_long, too_many_marks.
    """
    think_tank = lock_live_think_tank(think_tank)
    _guard_planned(think_tank)
    limit = max_length_of(ThinkTank, "cancellation_reason")
    reason = clean_line(reason, limit=limit, missing=_("Write why it is cancelled."))
    changes = set_fields(
        think_tank,
        state=State.CANCELLED,
        cancelled_at=timezone.now(),
        cancellation_reason=reason,
    )
    return _recorded("think_tank.cancelled", think_tank, changes, by=by)


@transaction.atomic
def open_think_tank(think_tank: ThinkTank, *, by: User | None) -> ThinkTank:
    """Open a planned event: contributions are accepted from now on. Refuses: archived, cancelled, not_planned."""
    think_tank = lock_live_think_tank(think_tank)
    _guard_planned(think_tank)
    changes = set_fields(think_tank, state=State.OPEN, opened_at=timezone.now())
    return _recorded("think_tank.opened", think_tank, changes, by=by)


def _guard_planned(think_tank: ThinkTank) -> None:
    if think_tank.state != State.PLANNED:
        raise ValidationError(_("This think tank has already started."), code="not_planned")


@transaction.atomic
def close_think_tank(think_tank: ThinkTank, *, by: User | None) -> ThinkTank:
    """Close an open event: devices may be late by 24 hours, organisers type up from now on. Its clock stops.

    Refuses: archived, cancelled, not_open.
    """
    think_tank = lock_open_think_tank(think_tank)
    changes = set_fields(
        think_tank, state=State.CLOSED, closed_at=timezone.now(), clock_ends_at=None
    )
    return _recorded("think_tank.closed", think_tank, changes, by=by)


@transaction.atomic
def rotate_join_code(think_tank: ThinkTank, *, by: User) -> ThinkTank:
    """Replace the join code: the old one no longer works, devices that have joined stay. Refuses: archived, cancelled."""
    think_tank = lock_live_think_tank(think_tank)
    think_tank.join_code = new_code()
    think_tank.save(update_fields=["join_code"])
    record("join_code.rotated", programme=think_tank.programme, think_tank=think_tank, actor=by)
    return think_tank


def _recorded(
    kind: str, think_tank: ThinkTank, changes: dict[str, list] | None = None, *, by: User | None
) -> ThinkTank:
    """Record an event that public pages show, and return the think tank."""
    record(
        kind,
        programme=think_tank.programme,
        think_tank=think_tank,
        changes=changes,
        actor=by,
    )
    raise_public_revision()
    return think_tank
