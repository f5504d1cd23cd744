"""The clock of load_demo: operations run at the moments of the demo's history. Nothing else sets the clock."""

import contextlib
import datetime
from collections.abc import Iterator

from django.utils import timezone

from language.latvian import RIGA


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


def spread(
    start: datetime.datetime, end: datetime.datetime, count: int
) -> Iterator[datetime.datetime]:
    """Yield `count` moments at equal distances, from `start` to shortly before `end`."""
    for index in range(count):
        yield start + (end - start) * index / count
