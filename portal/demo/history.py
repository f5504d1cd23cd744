"""Enter the nine months of the demo in the order in which they happened."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from actionplans.operations.plans import open_plan
from portal.demo import attendance, feedback, think_tanks
from portal.demo.accounts import enter_accounts, enter_grants
from portal.demo.clock import Hours, at, hours_of, riga_time
from portal.demo.files import read_demo
from portal.demo.organisations import enter_mapping, enter_organisations
from portal.demo.plans import DemoPlan
from portal.demo.programmes import enter_older_programme, enter_programme
from stakeholders.models import Region, User
from thinktanks.models import Programme, ThinkTank

WEEK = datetime.timedelta(weeks=1)
START = riga_time("2026-01-20", "09:00")
State = ThinkTank.State


class Step(NamedTuple):
    """Something that begins at a moment; it may go on for hours or days."""

    moment: datetime.datetime
    enter: Callable[[], None]


def enter_demo(passwords: dict[str, str]) -> Programme:
    """Enter the demo programme through the operations."""
    # Accounts must work also where the machine's clock is earlier than the demo.
    with at(min(START, timezone.now())):
        users = enter_accounts(passwords)
        administrator = next(user for user in users.values() if user.is_administrator)
        enter_organisations(by=administrator)
        enter_grants(users, by=administrator)
    with at(START):
        programme = enter_programme(read_demo("programme"), by=administrator)
    enter_older_programme(by=administrator)
    History(programme, users, administrator).enter()
    return programme


class History:
    """The steps of the demo: what happened when, and who did it."""

    def __init__(self, programme: Programme, users: dict[str, User], administrator: User):
        self.programme, self.users, self.administrator = programme, users, administrator
        self.now = timezone.now()
        self.think_tanks = think_tanks.read_think_tanks(today=timezone.localdate())
        self.coordinators = {
            row["region"]: users[row["name"]]
            for row in read_demo("people")
            if row["kind"] == "coordinator"
        }
        self.actions: dict[str, int] = {}

    def enter(self) -> None:
        """Enter every step at its moment, in order of time."""
        steps = [*self._mappings(), *self._think_tanks(), *self._plans()]
        for step in sorted(steps, key=lambda step: step.moment):
            with at(step.moment):
                step.enter()

    def _mappings(self) -> Iterator[Step]:
        """Yield the mapping of each region, three weeks before its first think tank."""
        for code, coordinator in self.coordinators.items():
            days = [row["held_on"] for row in self.think_tanks.values() if row["region"] == code]
            region = Region.objects.get(code=code)
            moment = riga_time(min(days), "14:00") - 3 * WEEK
            yield Step(moment, partial(enter_mapping, region, by=coordinator))

    def _think_tanks(self) -> Iterator[Step]:
        """Yield the steps of each think tank before its day; those of the day and after it where it took place."""
        for row in self.think_tanks.values():
            facilitator = self.users[row["facilitator"]]
            coordinator = self.coordinators[row["region"]]
            schedule = partial(
                think_tanks.enter_think_tank,
                row,
                self.programme,
                facilitator=facilitator,
                by=coordinator,
            )
            yield Step(riga_time(row["held_on"], "11:00") - 4 * WEEK, schedule)
            register = partial(attendance.enter_registrations, row)
            yield Step(riga_time(row["held_on"], "10:00") - 3 * WEEK, register)
            if row["state"] == State.CANCELLED:
                cancel = partial(think_tanks.enter_cancellation, row, by=coordinator)
                yield Step(riga_time(row["cancelled_on"], "16:00"), cancel)
            hours = hours_of(row["held_on"], now=self.now)
            if row["state"] in (State.OPEN, State.CLOSED):
                yield from self._day(row, hours, by=facilitator)
            if row["state"] == State.CLOSED:
                yield from self._after(row, hours, facilitator=facilitator, coordinator=coordinator)

    def _day(self, row: dict, hours: Hours, *, by: User) -> Iterator[Step]:
        """Yield the steps of a think tank's day until its close."""
        yield Step(hours.opens, partial(think_tanks.enter_opening, row, by=by))
        yield Step(hours.opens, partial(attendance.enter_arrivals, row, by=by))
        yield Step(hours.captures_from, partial(think_tanks.enter_contributions, row, hours, by=by))
        yield Step(hours.corrects, partial(attendance.enter_walk_ins, row, by=by))

    def _after(
        self, row: dict, hours: Hours, *, facilitator: User, coordinator: User
    ) -> Iterator[Step]:
        """Yield the close of a think tank, and its feedback."""
        yield Step(hours.closes, partial(think_tanks.enter_close, row, by=facilitator))
        yield Step(hours.closes, partial(feedback.enter_feedback, row, start=hours.closes))
        group = partial(feedback.enter_groups, row, by=coordinator)
        yield Step(riga_time(row["held_on"], "10:00") + WEEK, group)

    def _plans(self) -> Iterator[Step]:
        """Yield both versions of each plan; the first is published in the evening, a regional one right after the think tank."""
        for row in [*read_demo("actions"), read_demo("national")]:
            first, second = row["version_1"]["date"], row["version_2"]["date"]
            evening = riga_time(first, "15:40"), riga_time(first, "19:10")
            morning = riga_time(second, "09:20"), riga_time(second, "11:50")
            yield Step(evening[0], partial(self._first_version, row, *evening))
            yield Step(morning[0], partial(self._second_version, row, *morning))

    def _first_version(self, row: dict, *times: datetime.datetime) -> None:
        self._plan(row).enter_first_version(row, *times)

    def _second_version(self, row: dict, *times: datetime.datetime) -> None:
        self._plan(row).enter_second_version(row, *times)

    def _plan(self, row: dict) -> DemoPlan:
        """Return the plan of a row, changed by the facilitator, nationally by the administrator."""
        region, by = None, self.administrator
        if "region" in row:
            region = Region.objects.get(code=row["region"])
            by = self.users[self.think_tanks[row["think_tank"]]["facilitator"]]
        return DemoPlan(open_plan(self.programme, region=region, by=by), self.actions, by=by)
