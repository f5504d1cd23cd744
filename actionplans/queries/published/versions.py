"""Named reads of what is published: versions, the state of every plan, and what became of an action.

Nothing here reads a draft. A version without withdrawal stands; the newest of those is the current one.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from actionplans.models import (
    Action,
    Plan,
    PlanEvent,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
)
from actionplans.models.plan import NATIONAL
from actionplans.queries.published.page import actions_for_role
from actionplans.queries.published.page_values import LinkedAction, PageAction
from stakeholders.models import Region, Role
from thinktanks.models import Programme, ThinkTank

MUNICIPALITIES = "municipalities"


@dataclass(frozen=True)
class RoleCount:
    """How many actions a role has in a version, and how many contributions stand behind them."""

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


@dataclass(frozen=True)
class ActionFate:
    """What became of an action that the current version no longer holds."""

    last_version: PlanVersion
    merged_into: str


@dataclass(frozen=True)
class PlanRequest:
    """What one current version asks of municipalities."""

    version: PlanVersion
    actions: tuple[PageAction, ...]


def versions() -> QuerySet[PlanVersion]:
    """Versions with what is told of them everywhere, without the document."""
    related = ("plan__programme", "plan__region", "note", "withdrawal__reason")
    return PlanVersion.objects.defer("document").select_related(*related)


def versions_of(programme: str, region_code: str) -> list[PlanVersion]:
    """All versions of the plan at an address (codes of programme and region, or „national”), newest first."""
    of_programme = versions().filter(plan__programme__code=programme).order_by("-number")
    if region_code == NATIONAL:
        return list(of_programme.filter(plan__region__isnull=True))
    return list(of_programme.filter(plan__region__code=region_code))


def current_of(newest_first: list[PlanVersion]) -> PlanVersion | None:
    """The newest version that is not withdrawn."""
    return next((one for one in newest_first if not one.is_withdrawn), None)


def current_versions() -> QuerySet[PlanVersion]:
    """The current version of every plan that has one."""
    return versions().newest()


def newest_versions(limit: int) -> list[PlanVersion]:
    """The current versions of all plans, the one published last first."""
    return list(current_versions().order_by("-published_at", "-pk")[:limit])


def programme_on_show() -> Programme | None:
    """The programme that the first page tells of: the newest with a published plan, else the newest."""
    published = PlanVersion.objects.standing().filter(plan__programme=OuterRef("pk"))
    return (
        Programme.objects.annotate(has_plan=Exists(published))
        .order_by("-has_plan", "-code")
        .first()
    )


def plan_states(programmes: list[Programme]) -> list[tuple[Programme, list[PlanState]]]:
    """For each programme its five regional plans and the national one, published or not: five queries in all."""
    regions: list[Region | None] = [*Region.objects.all(), None]
    # Before the versions: a plan that is published meanwhile must not be taken for one whose versions are withdrawn.
    published = set(
        Plan.objects.filter(programme__in=programmes, versions__isnull=False)
        .values_list("programme_id", "region_id")
        .distinct()
    )
    standing = {
        (one.plan.programme_id, one.plan.region_id): one
        for one in current_versions().filter(plan__programme__in=programmes)
    }
    counts = _counts_by_role(list(standing.values()))
    coming = _next_think_tanks(programmes)
    states = []
    for programme in programmes:
        of_programme = []
        for region in regions:
            place = (programme.pk, region.pk if region else None)
            version = standing.get(place)
            of_programme.append(
                PlanState(
                    plan=version.plan if version else Plan(programme=programme, region=region),
                    version=version,
                    withdrawn=version is None and place in published,
                    next_think_tank=coming.get(place),
                    by_role=counts.get(version.pk, {}) if version else {},
                )
            )
        states.append((programme, of_programme))
    return states


def plan_state(programme: Programme, region: Region | None) -> PlanState:
    """The state of one plan, for a page that has no version to show."""
    (_programme, states), *_rest = plan_states([programme])
    wanted = region.pk if region else None
    return next(state for state in states if state.plan.region_id == wanted)


def addressed_roles(programme: Programme) -> list[Role]:
    """The roles that a programme asks something of, in order."""
    return list(programme.addressed_roles.order_by("order"))


def asks_of_municipalities(region: Region) -> list[PlanRequest]:
    """What municipalities of a region are asked: first by the region's newest current plan, then nationally."""
    rows = current_versions().filter(plan__region=region) | current_versions().filter(
        plan__region__isnull=True
    )
    newest: dict[int | None, PlanVersion] = {}
    for version in rows.order_by("-plan__programme__code"):
        newest.setdefault(version.plan.region_id, version)
    chosen = [newest[place] for place in (region.pk, None) if place in newest]
    actions = actions_for_role(chosen, MUNICIPALITIES)
    return [PlanRequest(version, actions.get(version.pk, ())) for version in chosen]


def national_action_of(version: PlanVersion, key: str) -> LinkedAction | None:
    """The action of the current national plan that a regional action went into, whatever version it relies on."""
    row = (
        PublishedContribution.objects.filter(
            regional_action__key=key,
            regional_action__version__plan=version.plan_id,
            published_action__isnull=False,
            version__in=current_versions().values("pk"),
        )
        .select_related("published_action__role", "published_action__wording")
        .first()
    )
    if row is None:
        return None
    action = row.published_action
    return LinkedAction(action.key, action.role, action.wording.body)


def merged_keys(version: PlanVersion, key: str) -> list[str]:
    """Keys that were merged into this action before this version and now answer „merged into”."""
    merged = _merged_until(version)
    into = Action.objects.filter(plan=version.plan_id, key=key).values_list("pk", flat=True).first()
    sources = [one for one, target in merged.items() if target == into]
    rows = Action.objects.filter(
        pk__in=sources, published__version__number__lt=version.number
    ).exclude(published__version=version.pk)
    return list(rows.order_by("key").values_list("key", flat=True).distinct())


def fate_of(newest_first: list[PlanVersion], key: str) -> ActionFate | None:
    """What became of a key that the current version does not hold; None where no version ever held it."""
    rows = PublishedAction.objects.filter(version__in=newest_first, key=key)
    holders = set(rows.values_list("version_id", flat=True))
    holding = [one for one in newest_first if one.pk in holders]
    if not holding:
        return None
    current = current_of(newest_first)
    return ActionFate(
        current_of(holding) or holding[0], _merged_into(current, key) if current else ""
    )


def _merged_into(current: PlanVersion, key: str) -> str:
    """The key, in the current version, of the action that a key was merged into, however often that happened."""
    merged = _merged_until(current)
    first = into = Action.objects.get(plan=current.plan_id, key=key).pk
    while into in merged:
        into = merged.pop(into)
    held = PublishedAction.objects.filter(version=current, action=into).exclude(action=first)
    return held.values_list("key", flat=True).first() or ""


def _merged_until(version: PlanVersion) -> dict[int, int]:
    """Which action had been merged into which when a version was published: the draft may have gone on since."""
    merged: dict[int, int | None] = {}
    events = PlanEvent.objects.filter(
        plan=version.plan_id, seq__lte=version.seq, kind__in=("action.merged", "plan.undone")
    )
    for payload in events.order_by("seq").values_list("payload", flat=True):
        for change in payload["changes"]:
            if change["item"] == "action" and "merged_into" in change["set"]:
                merged[change["id"]] = change["set"]["merged_into"]
    return {action: into for action, into in merged.items() if into}


def _counts_by_role(chosen: list[PlanVersion]) -> dict[int, dict[int, RoleCount]]:
    """For each version what each role has."""
    rows = (
        PublishedAction.objects.filter(version__in=[one.pk for one in chosen])
        .order_by()
        .values_list("version_id", "role_id")
        .annotate(actions=Count("pk"), times=Sum("times_said"))
    )
    counts: dict[int, dict[int, RoleCount]] = {}
    for version, role, actions, times in rows:
        counts.setdefault(version, {})[role] = RoleCount(actions, times)
    return counts


def _next_think_tanks(programmes: list[Programme]) -> dict[tuple[int, int], ThinkTank]:
    """The next think tank of each programme and region, one that goes on now included."""
    rows = ThinkTank.objects.filter(
        programme__in=programmes, held_on__gte=timezone.localdate()
    ).exclude(state=ThinkTank.State.CLOSED)
    coming: dict[tuple[int, int], ThinkTank] = {}
    for think_tank in rows.order_by("held_on", "pk"):
        coming.setdefault((think_tank.programme_id, think_tank.region_id), think_tank)
    return coming
