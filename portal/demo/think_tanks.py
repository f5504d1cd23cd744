"""Enter the think tanks of the demo: schedule, contributions of the day, and one that is cancelled."""

import datetime
from collections.abc import Iterable

from actionplans.models import Contribution
from actionplans.operations.capture import capture_contribution
from actionplans.operations.contributions import correct_contribution
from portal.demo.clock import Hours, at, spread
from portal.demo.files import read_demo, uuid_of
from stakeholders.models import Region, Role, User
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.think_tanks import (
    cancel_think_tank,
    close_think_tank,
    open_think_tank,
    schedule_think_tank,
)

State = ThinkTank.State


def read_think_tanks(*, today: datetime.date) -> dict[str, dict]:
    """Return the think tanks by code. The open one is held today, a planned one as many days later as in the file."""
    rows = {row["code"]: row for row in read_demo("programme")["think_tanks"]}
    [opened] = [_held_on(row) for row in rows.values() if row["state"] == State.OPEN]
    # The machine's clock may be earlier than the demo.
    later = max(today - opened, datetime.timedelta())
    for row in rows.values():
        if row["state"] in (State.OPEN, State.PLANNED):
            row["held_on"] = (_held_on(row) + later).isoformat()
    return rows


def enter_think_tank(row: dict, programme: Programme, *, facilitator: User, by: User) -> None:
    """Schedule a think tank with its tables."""
    roles = {role.code: role for role in Role.objects.all()}
    schedule_think_tank(
        programme,
        region=Region.objects.get(code=row["region"]),
        code=row["code"],
        held_on=_held_on(row),
        starts_at=datetime.time.fromisoformat(row["starts_at"]),
        ends_at=datetime.time.fromisoformat(row["ends_at"]),
        town=row["town"],
        venue=row["venue"],
        tables={
            table["number"]: {"name": "", "role": roles.get(table["role"])}
            for table in row["tables"]
        },
        facilitators=[facilitator],
        by=by,
    )


def enter_cancellation(row: dict, *, by: User) -> None:
    """Cancel a think tank."""
    cancel_think_tank(ThinkTank.objects.get(code=row["code"]), reason=row["reason"], by=by)


def enter_opening(row: dict, *, by: User) -> None:
    """Open a think tank."""
    open_think_tank(ThinkTank.objects.get(code=row["code"]), by=by)


def enter_contributions(row: dict, hours: Hours, *, by: User) -> None:
    """Capture the contributions of a think tank and correct some."""
    think_tank = ThinkTank.objects.get(code=row["code"])
    contributions = [
        contribution
        for contribution in read_demo("contributions")
        if contribution["think_tank"] == think_tank.code
    ]
    moments = spread(hours.captures_from, hours.captures_until, len(contributions))
    _capture(think_tank, contributions, moments, by=by)
    with at(hours.corrects):
        _correct(contributions, by=by)


def enter_close(row: dict, *, by: User) -> None:
    """Close a think tank."""
    close_think_tank(ThinkTank.objects.get(code=row["code"]), by=by)


def _capture(
    think_tank: ThinkTank, rows: list[dict], moments: Iterable[datetime.datetime], *, by: User
) -> None:
    roles = {role.code: role for role in Role.objects.all()}
    tables = {table.number: table for table in think_tank.tables.all()}
    for row, moment in zip(rows, moments, strict=True):
        with at(moment):
            capture_contribution(
                think_tank,
                text=row["text"],
                uuid=uuid_of(row["id"]),
                author_role=roles.get(row["author_role"]),
                addressed_role=roles[row["addressed_role"]],
                table=tables[row["table"]],
                by=by,
            )


def _correct(rows: list[dict], *, by: User) -> None:
    for row in rows:
        if "correction" in row:
            contribution = Contribution.objects.get(uuid=uuid_of(row["id"]))
            correct_contribution(
                contribution, text=row["correction"], version=contribution.version, by=by
            )


def _held_on(row: dict) -> datetime.date:
    return datetime.date.fromisoformat(row["held_on"])
