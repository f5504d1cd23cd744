"""Nine months of the demo, in the order in which they happened."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from django.utils import timezone

from actionplans.operations.plans import open_plan
from portal.demo import events
from portal.demo.accounts import grant_regions_and_organisations, open_accounts
from portal.demo.clock import at, on
from portal.demo.files import read
from portal.demo.organisations import map_region, register_organisations
from portal.demo.plans import Draft
from stakeholders.models import Region, User
from thinktanks.models import Programme

WEEK = datetime.timedelta(weeks=1)
BEGINS = on("2026-01-20", "09:00")


class Step(NamedTuple):
    """Something that begins at a moment; what it does may go on for hours or days."""

    moment: datetime.datetime
    do: Callable[[], None]


def enter(passwords: dict[str, str]) -> Programme:
    """Enter the whole demo programme through the operations, step by step."""
    # A machine whose clock is behind the demo must let people in all the same.
    with at(min(BEGINS, timezone.now())):
        users = open_accounts(passwords)
        administrator = next(user for user in users.values() if user.is_administrator)
        register_organisations(by=administrator)
        grant_regions_and_organisations(users, by=administrator)
    with at(BEGINS):
        programme = events.start(read("programme"), by=administrator)
    History(programme, users, administrator).happen()
    return programme


class History:
    """Who did what when, as the files tell it."""

    def __init__(self, programme: Programme, users: dict[str, User], administrator: User):
        self.programme, self.users, self.administrator = programme, users, administrator
        self.think_tanks = {row["code"]: row for row in read("programme")["think_tanks"]}
        self.coordinators = {
            row["region"]: users[row["name"]]
            for row in read("people")
            if row["kind"] == "coordinator"
        }
        self.actions: dict[str, int] = {}

    def happen(self) -> None:
        """Do every step at its moment, the earliest first."""
        steps = [*self._mappings(), *self._events(), *self._plans()]
        for step in sorted(steps, key=lambda step: step.moment):
            with at(step.moment):
                step.do()

    def _mappings(self) -> Iterator[Step]:
        """Each region maps its organisations three weeks before its first think tank."""
        for code, coordinator in self.coordinators.items():
            days = [row["held_on"] for row in self.think_tanks.values() if row["region"] == code]
            region = Region.objects.get(code=code)
            moment = on(min(days), "14:00") - 3 * WEEK
            yield Step(moment, partial(map_region, region, by=coordinator))

    def _events(self) -> Iterator[Step]:
        for row in self.think_tanks.values():
            day, facilitator = row["held_on"], self.users[row["facilitator"]]
            yield Step(on(day, "11:00") - 4 * WEEK, partial(self._schedule, row, facilitator))
            yield Step(on(day, events.OPENS), partial(events.hold, row, by=facilitator))
            yield Step(on(day, events.CLOSES), partial(events.answer, row))

    def _schedule(self, row: dict, facilitator: User) -> None:
        coordinator = self.coordinators[row["region"]]
        events.schedule(row, self.programme, facilitator=facilitator, by=coordinator)

    def _plans(self) -> Iterator[Step]:
        """The first version of a plan is published in the evening, a regional one right after the think tank."""
        for row in [*read("actions"), read("national")]:
            first, second = row["version_1"]["date"], row["version_2"]["date"]
            evening = on(first, "15:40"), on(first, "19:10")
            morning = on(second, "09:20"), on(second, "11:50")
            yield Step(evening[0], partial(self._first_version, row, *evening))
            yield Step(morning[0], partial(self._second_version, row, *morning))

    def _first_version(self, row: dict, *hours: datetime.datetime) -> None:
        self._draft(row).first_version(row, *hours)

    def _second_version(self, row: dict, *hours: datetime.datetime) -> None:
        self._draft(row).second_version(row, *hours)

    def _draft(self, row: dict) -> Draft:
        """The plan a row of the files tells of, in the hands of the one who works on it."""
        region, by = None, self.administrator
        if "region" in row:
            region = Region.objects.get(code=row["region"])
            by = self.users[self.think_tanks[row["think_tank"]]["facilitator"]]
        return Draft(open_plan(self.programme, region=region, by=by), self.actions, by=by)
