"""Time within load_demo: its history is entered at the moments at which it happened, and nobody else sets the clock."""

import contextlib
import datetime
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.utils import timezone

RIGA = ZoneInfo("Europe/Riga")


@contextlib.contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Let everything inside happen at this moment."""
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real


def on(day: str, clock: str) -> datetime.datetime:
    """A moment by date and time of day in Riga: on("2026-02-19", "10:00")."""
    local = datetime.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=RIGA)
    return local.astimezone(datetime.UTC)


def spread(
    start: datetime.datetime, end: datetime.datetime, count: int
) -> Iterator[datetime.datetime]:
    """`count` moments from `start` on, evenly, the last one before `end`."""
    for number in range(count):
        yield start + (end - start) * number / count
