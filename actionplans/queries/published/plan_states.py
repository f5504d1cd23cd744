"""What a reader finds at the address of each plan: its current version, or why there is none."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Subquery, Sum
from django.utils import timezone

from actionplans.models import Plan, PlanVersion, PublishedAction
from actionplans.models.version import DATED
from actionplans.queries.published.versions import current_versions
from stakeholders.models import Region, Role
from thinktanks.models import Answer, Programme, ThinkTank

PlanKey = tuple[int, int | None]  # ids of programme and region


@dataclass(frozen=True)
class RoleCount:
    """How many actions a role has in a version, and how many contributions are in them."""

    actions: int
    times_said: int


@dataclass(frozen=True)
class PlanState:
    """What a reader finds at a plan's address: the current version, or why there is none."""

    plan: Plan
    version: PlanVersion | None
    withdrawn: bool
    next_think_tank: ThinkTank | None
    by_role: dict[int, RoleCount]

    @property
    def actions(self) -> int:
        """How many actions the current version has."""
        return sum(count.actions for count in self.by_role.values())

    @property
    def is_to_be_read(self) -> bool:
        """Whether it was published or may still be; an archived programme publishes nothing more."""
        return bool(self.version) or self.withdrawn or not self.plan.programme.is_archived


def programmes_newest_first() -> list[Programme]:
    """Return all programmes, the one with the newest version first; `newest_on` is its day, None without a plan."""
    published = PlanVersion.objects.standing().filter(plan__programme=OuterRef("pk"))
    newest = published.newest_first()
    programmes = Programme.objects.annotate(
        newest_on=Subquery(newest.values_list(DATED)[:1]),
        newest_at=Subquery(newest.values("published_at")[:1]),
    )
    by_day = (F("newest_on").desc(nulls_last=True), F("newest_at").desc(nulls_last=True), "-code")
    return list(programmes.order_by(*by_day))


def with_plans(newest_first: list[Programme]) -> list[Programme]:
    """Return those of `programmes_newest_first` that have a published plan; before any plan the newest programme."""
    return [programme for programme in newest_first if programme.newest_on] or newest_first[:1]


def addressed_roles(programme: Programme) -> list[Role]:
    """Return the roles that a programme addresses, in order."""
    return list(programme.addressed_roles.order_by("order"))


def plan_states(programmes: list[Programme]) -> list[tuple[Programme, list[PlanState]]]:
    """Return for each programme its five regional plans and the national one, published or not: five queries."""
    regions: list[Region | None] = [*Region.objects.all(), None]
    # Before the versions: a plan that is published meanwhile must not be taken for one whose versions are withdrawn.
    published = set(
        Plan.objects.filter(programme__in=programmes, versions__isnull=False)
        .values_list("programme_id", "region_id")
        .distinct()
    )
    current = {
        (version.plan.programme_id, version.plan.region_id): version
        for version in current_versions().filter(plan__programme__in=programmes)
    }
    counts = _counts_by_role(list(current.values()))
    think_tanks = _next_think_tanks(programmes)

    def state(programme: Programme, region: Region | None) -> PlanState:
        key = (programme.pk, region.pk if region else None)
        version = current.get(key)
        return PlanState(
            plan=version.plan if version else Plan(programme=programme, region=region),
            version=version,
            withdrawn=version is None and key in published,
            next_think_tank=think_tanks.get(key),
            by_role=counts.get(version.pk, {}) if version else {},
        )

    return [
        (programme, [state(programme, region) for region in regions]) for programme in programmes
    ]


def plan_state(programme: Programme, region: Region | None) -> PlanState:
    """Return the state of one plan, for a page that has no version to show."""
    ((_programme, states),) = plan_states([programme])
    region_id = region.pk if region else None
    return next(state for state in states if state.plan.region_id == region_id)


def regional_states(
    programmes: list[tuple[Programme, list[PlanState]]],
) -> dict[int, list[PlanState]]:
    """Return by region id the states of its plans in all these programmes, the newest first.

    After the published plans come the others, that with the next think tank first.
    """
    by_region: dict[int, list[PlanState]] = {}
    for _programme, states in programmes:
        for state in states:
            if state.plan.region_id:
                by_region.setdefault(state.plan.region_id, []).append(state)
    return {region: sorted(states, key=_newest_first) for region, states in by_region.items()}


def _newest_first(state: PlanState) -> tuple:
    if state.version:
        day, moment = state.version.newness
        return 0, -day.toordinal(), -moment.timestamp()
    return 1, state.next_think_tank.held_on if state.next_think_tank else datetime.date.max


def _counts_by_role(versions: list[PlanVersion]) -> dict[int, dict[int, RoleCount]]:
    """Return what each role has in each version, by version id and role id."""
    rows = (
        PublishedAction.objects.filter(version__in=[version.pk for version in versions])
        .order_by()
        .values_list("version_id", "role_id")
        .annotate(actions=Count("pk"), times=Sum("times_said"))
    )
    counts: dict[int, dict[int, RoleCount]] = {}
    for version, role, actions, times in rows:
        counts.setdefault(version, {})[role] = RoleCount(actions, times)
    return counts


def _next_think_tanks(programmes: list[Programme]) -> dict[PlanKey, ThinkTank]:
    """Return the next think tank of each programme and region, including one that is held today."""
    rows = ThinkTank.objects.filter(
        programme__in=programmes,
        held_on__gte=timezone.localdate(),
        state__in=(ThinkTank.State.PLANNED, ThinkTank.State.OPEN),
    )
    found: dict[PlanKey, ThinkTank] = {}
    for think_tank in rows.order_by("held_on", "pk"):
        found.setdefault((think_tank.programme_id, think_tank.region_id), think_tank)
    return found


def plans_imported_with_feedback(programme: Programme) -> list[Plan]:
    """Return the plans with whose text feedback was imported and that keep when or where it was published."""
    answers = Answer.objects.filter(question__programme=programme, think_tank=None)
    regions = set(answers.values_list("region", flat=True))
    plans = programme.plans.select_related("programme", "region")
    in_order = plans.order_by(F("region__order").asc(nulls_last=True))
    return [plan for plan in in_order if plan.is_imported and plan.region_id in regions]
