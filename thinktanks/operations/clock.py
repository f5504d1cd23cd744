"""The clock of the room: the time that is left, set by who runs the think tank and seen by everybody in it."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from stakeholders.models import User
from thinktanks.models import ThinkTank
from thinktanks.operations.locks import lock_open_think_tank
from thinktanks.operations.log import record, set_fields

MOST_MINUTES = 240
OUT_OF_BOUNDS = gettext_lazy("The clock shows from 1 to %(most)s minutes.")


@transaction.atomic
def start_clock(think_tank: ThinkTank, *, minutes: int, by: User) -> ThinkTank:
    """Count down from now, whatever the clock shows; `minutes` from 1 to 240.

    Refuses: archived, cancelled, not_open, minutes.
    """
    think_tank = lock_open_think_tank(think_tank)
    return _set(think_tank, timezone.now(), minutes=minutes, kind="clock.started", by=by)


@transaction.atomic
def extend_clock(think_tank: ThinkTank, *, minutes: int, by: User) -> ThinkTank:
    """Add minutes to the time that is left; where none is left, count from now. Refuses: as `start_clock`."""
    think_tank = lock_open_think_tank(think_tank)
    now = timezone.now()
    start = max(now, think_tank.clock_ends_at or now)
    return _set(think_tank, start, minutes=minutes, kind="clock.extended", by=by)


@transaction.atomic
def stop_clock(think_tank: ThinkTank, *, by: User) -> ThinkTank:
    """Take the clock away. Refuses: archived, cancelled, not_open."""
    think_tank = lock_open_think_tank(think_tank)
    changes = set_fields(think_tank, clock_ends_at=None)
    _record(think_tank, "clock.stopped", changes, by=by)
    return think_tank


def _set(
    think_tank: ThinkTank, start: datetime.datetime, *, minutes: int, kind: str, by: User
) -> ThinkTank:
    ends_at = start + datetime.timedelta(minutes=minutes)
    latest = timezone.now() + datetime.timedelta(minutes=MOST_MINUTES)
    if minutes < 1 or ends_at > latest:
        raise ValidationError(OUT_OF_BOUNDS, code="minutes", params={"most": MOST_MINUTES})
    changes = set_fields(think_tank, clock_ends_at=ends_at)
    _record(think_tank, kind, changes, by=by)
    return think_tank


def _record(think_tank: ThinkTank, kind: str, changes: dict, *, by: User) -> None:
    if changes:
        record(
            kind, programme=think_tank.programme, think_tank=think_tank, changes=changes, actor=by
        )
