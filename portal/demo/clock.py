"""The clock of load_demo: operations run at the moments of the demo's history. Nothing else sets the clock."""

import contextlib
import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.utils import timezone

from language.latvian import RIGA

MIDNIGHT, OPENS, CLOSES = "00:00", "09:30", "15:30"
CAPTURE_FROM, CAPTURE_UNTIL, CORRECTS = "10:20", "14:40", "14:50"
# Somebody who loads the demo early in the morning finds a think tank that opened so long ago.
SHORTEST_DAY = datetime.timedelta(hours=2)


class Hours(NamedTuple):
    """The moments of a think tank's day."""

    opens: datetime.datetime
    captures_from: datetime.datetime
    captures_until: datetime.datetime
    corrects: datetime.datetime
    closes: datetime.datetime


@contextlib.contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Run the block as if it were this moment."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def riga_time(day: str, clock: str) -> datetime.datetime:
    """Return a moment by its date and time in Riga: riga_time("2026-02-19", "10:00")."""
    local = datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=RIGA)
    return local.astimezone(datetime.UTC)


def hours_of(day: str, *, now: datetime.datetime) -> Hours:
    """Return the moments of a day. On the present day all of them have passed already, so they follow faster."""
    clocks = (OPENS, CAPTURE_FROM, CAPTURE_UNTIL, CORRECTS, CLOSES)
    hours = Hours(*(riga_time(day, clock) for clock in clocks))
    midnight = riga_time(day, MIDNIGHT)
    if not midnight <= now < hours.closes:
        return hours
    opens = max(midnight, min(hours.opens, now - SHORTEST_DAY))
    factor = (now - opens) / (hours.closes - hours.opens)
    return Hours(*(opens + (moment - hours.opens) * factor for moment in hours))


def spread(
    start: datetime.datetime, end: datetime.datetime, count: int
) -> Iterator[datetime.datetime]:
    """Yield `count` moments at equal distances, from `start` to shortly before `end`."""
    for index in range(count):
        yield start + (end - start) * index / count
