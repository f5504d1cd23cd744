"""How a think tank goes, table by table, for who runs it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.utils import timezone

from actionplans.models import Contribution
from actionplans.queries.capture.said import contributions_of
from thinktanks.models import Table, ThinkTank

SILENCE = datetime.timedelta(minutes=15)


@dataclass(frozen=True)
class MonitorRow:
    """One table (None: without a table). `waiting` contributions are on devices, `held` ones are not on the wall.

    A table is silent if nothing came from it for 15 minutes while other tables went on.
    """

    table: Table | None
    count: int
    last_at: datetime.datetime | None
    devices: int
    waiting: int
    held: tuple[Contribution, ...]
    is_silent: bool


@dataclass(frozen=True)
class Monitor:
    """The rows by table, those without a table last, and what they add up to."""

    rows: tuple[MonitorRow, ...]
    count: int
    devices: int
    most: int

    @property
    def silent(self) -> list[MonitorRow]:
        return [row for row in self.rows if row.is_silent]


def monitor_of(think_tank: ThinkTank, held: Iterable[Contribution]) -> Monitor:
    """Return the state of a think tank by table; `held` are its contributions that are held back. Three queries."""
    contributions = contributions_of(think_tank).order_by().values_list("table")
    counted = contributions.annotate(n=Count("pk"), last_at=Max("captured_at"))
    counts = {table: (n, last_at) for table, n, last_at in counted}
    joined = think_tank.devices.order_by().values_list("table")
    reported = joined.annotate(n=Count("pk"), waiting=Sum("waiting"))
    devices = {table: (n, waiting) for table, n, waiting in reported}
    held_at: dict[int | None, list[Contribution]] = {}
    for contribution in held:
        held_at.setdefault(contribution.table_id, []).append(contribution)
    newest = max((last_at for _n, last_at in counts.values()), default=None)
    rows = []
    for table in _tables(think_tank, {*counts, *devices}):
        pk = table and table.pk
        count, last_at = counts.get(pk, (0, None))
        device_count, waiting = devices.get(pk, (0, 0))
        silent = table is not None and _is_silent(think_tank, last_at, newest)
        held_here = tuple(held_at.get(pk, ()))
        rows.append(MonitorRow(table, count, last_at, device_count, waiting, held_here, silent))
    return Monitor(
        rows=tuple(rows),
        count=sum(row.count for row in rows),
        devices=sum(row.devices for row in rows),
        most=max(row.count for row in rows),
    )


def _tables(think_tank: ThinkTank, used: set[int | None]) -> list[Table | None]:
    """Return the tables, and None last if something has no table or there are none."""
    tables: list[Table | None] = list(think_tank.tables.select_related("role"))
    return [*tables, None] if None in used or not tables else tables


def _is_silent(
    think_tank: ThinkTank,
    last_at: datetime.datetime | None,
    newest: datetime.datetime | None,
) -> bool:
    """Return whether nothing came from a table for long, while something came from another one."""
    if think_tank.state != ThinkTank.State.OPEN or newest is None:
        return False
    since = timezone.now() - SILENCE
    return (last_at or think_tank.opened_at) <= since < newest
