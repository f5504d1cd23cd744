"""One line of the desk: how far a think tank or a plan has come, since when it waits, and what moves it on."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from actionplans.models import Plan
from stakeholders.models import Region
from thinktanks.models import Programme, ThinkTank

LONG = datetime.timedelta(weeks=2)
LEFT_OPEN = datetime.timedelta(days=2)


class Stage(StrEnum):
    """How far a think tank has come. No operation reaches the last one yet."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CONSOLIDATED = "consolidated"
    PUBLISHED = "published"
    ANSWERED = "answered"


class Step(StrEnum):
    """The one next step; what does not move anything on comes after IMPORT."""

    PREPARE = "prepare"
    OPEN = "open"
    CAPTURE = "capture"
    CLOSE = "close"
    CONSOLIDATE = "consolidate"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    IMPORT = "import"
    READ = "read"
    NONE = "none"


MOVING_ON = tuple(Step)[: list(Step).index(Step.IMPORT)]
# The order of the rows that do not wait; those that wait come before them.
CALM = (
    Step.CAPTURE,
    Step.OPEN,
    Step.PREPARE,
    Step.READ,
    Step.SCHEDULE,
    Step.IMPORT,
    Step.CONSOLIDATE,
    Step.NONE,
)


@dataclass(frozen=True)
class DeskRow:
    """A think tank with its plan; or a plan without one; or (neither) a region in which nothing is planned.

    `region` is None for the national plan. `undecided` are the items that this row answers for.
    """

    programme: Programme
    region: Region | None
    think_tank: ThinkTank | None = None
    plan: Plan | None = None
    undecided: int = 0

    @property
    def is_national(self) -> bool:
        return self.region is None

    @property
    def is_cancelled(self) -> bool:
        return self.think_tank is not None and self.think_tank.is_cancelled

    @property
    def next_number(self) -> int:
        """The number of the next version of its plan."""
        return (self.plan.last_number or 0) + 1

    @property
    def is_left_open(self) -> bool:
        """Whether a think tank is open for more than two days."""
        think_tank = self.think_tank
        return self.stage == Stage.OPEN and think_tank.opened_at <= timezone.now() - LEFT_OPEN

    @property
    def stage(self) -> Stage | None:
        """How far the think tank has come; None without one, and for one that was cancelled."""
        think_tank = self.think_tank
        if think_tank is None or think_tank.is_cancelled:
            return None
        if not think_tank.is_closed:
            return Stage(think_tank.state)
        if think_tank.is_published:
            return Stage.PUBLISHED
        considered = think_tank.contribution_count and not self.undecided and self.plan.actions_now
        return Stage.CONSOLIDATED if considered else Stage.CLOSED

    @property
    def stages(self) -> list[tuple[Stage, str]]:
        """All stages in order, each past, now or next; none where there is no stage."""
        if self.stage is None:
            return []
        now = list(Stage).index(self.stage)
        return [
            (stage, "now" if number == now else "past" if number < now else "next")
            for number, stage in enumerate(Stage)
        ]

    @property
    def step(self) -> Step:
        """What moves this row on."""
        if self.is_cancelled:
            return Step.NONE
        if self.stage == Stage.PLANNED:
            return Step.OPEN if self.think_tank.day_has_come else Step.PREPARE
        if self.stage == Stage.OPEN:
            return Step.CLOSE if _day_is_over(self.think_tank) else Step.CAPTURE
        if self.think_tank and not self.think_tank.contribution_count:
            return Step.CAPTURE
        return self._step_of_plan()

    def _step_of_plan(self) -> Step:
        plan = self.plan
        if plan is None:
            return Step.SCHEDULE if self.region else Step.NONE
        if self.undecided:
            return Step.CONSOLIDATE
        if self.think_tank is None and not plan.item_count and not plan.actions_now:
            return Step.IMPORT if self.region else Step.NONE
        if plan.newest is None:
            is_ready = plan.actions_now and not plan.undecided
            return Step.PUBLISH if is_ready else Step.CONSOLIDATE
        return Step.PUBLISH if plan.changes and not plan.undecided else Step.READ

    @property
    def waits_since(self) -> datetime.datetime | None:
        """Since when somebody has to do the next step; None while nothing is late."""
        if self.stage == Stage.PLANNED:
            return _midnight(self.think_tank.held_on) if self.is_overdue else None
        if self.stage == Stage.OPEN:
            return self.think_tank.opened_at if self.step == Step.CLOSE else None
        if self.step not in (Step.CAPTURE, Step.CONSOLIDATE, Step.PUBLISH):
            return None
        if self.stage in (Stage.CLOSED, Stage.CONSOLIDATED):
            return self.think_tank.closed_at
        return self.plan.newest_at or self.plan.last_change_at

    @property
    def is_overdue(self) -> bool:
        """Whether the next step is long overdue: the day passed, open for two days, or two weeks of waiting."""
        if self.stage == Stage.PLANNED:
            return self.think_tank.held_on < timezone.localdate()
        if self.stage == Stage.OPEN:
            return self.is_left_open
        since = self.waits_since
        return since is not None and since <= timezone.now() - LONG

    @property
    def order(self) -> tuple:
        """Where the row belongs: the oldest trouble first, then by day; cancelled ones and the national plan last."""
        day = self.think_tank.held_on.toordinal() if self.think_tank else 0
        last = self.is_national, self.is_cancelled
        if self.waits_since:
            return *last, -1, self.waits_since.timestamp()
        return *last, CALM.index(self.step), -day if self.step == Step.READ else day

    @property
    def urgency(self) -> tuple:
        """The same order for the choice of the one primary button, in which the national plan is no exception."""
        return self.order[2:]


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _day_is_over(think_tank: ThinkTank) -> bool:
    now = timezone.localtime()
    if think_tank.held_on == now.date():
        return think_tank.ends_at is not None and think_tank.ends_at <= now.time()
    return think_tank.held_on < now.date()
