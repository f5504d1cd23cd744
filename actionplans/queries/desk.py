"""What waits at the desk of an account, by programme: think tanks, plans in work, drafts to read, and all regions."""

import datetime
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone

from actionplans.models import Contribution, ItemState, Plan, PlanVersion
from actionplans.queries.counts import count_of
from actionplans.queries.draft.counts import with_draft_counts
from actionplans.queries.draft.regional_actions import regional_actions_on_board
from actionplans.queries.visibility import (
    plans_previewed_by,
    plans_visible_to,
    think_tanks_with_plan_id_visible_to,
)
from stakeholders.models import Region, User
from stakeholders.permissions import is_administrator
from thinktanks.models import Programme, ThinkTank

ORDER = (ThinkTank.State.OPEN, ThinkTank.State.PLANNED, ThinkTank.State.CLOSED)
OVERDUE = datetime.timedelta(weeks=2)


@dataclass(frozen=True)
class RegionRow:
    """One region (None: the national plan) of a programme, as an administrator compares them."""

    region: Region | None
    plan: Plan | None
    think_tanks: int


@dataclass(frozen=True)
class DeskProgramme:
    """What waits at a desk in one open programme; `regions` are all of them for an administrator, for others none."""

    programme: Programme
    think_tanks: list[ThinkTank]
    plans: list[Plan]
    drafts: list[Plan]
    regions: list[RegionRow]


def programmes_at_desk(user: User) -> list[DeskProgramme]:
    """Return what an account works on or may read, by programme; for an administrator all open programmes."""
    think_tanks, plans = think_tanks_at_desk(user), plans_at_desk(user)
    regions = _regions_at_desk(plans, think_tanks) if is_administrator(user) else {}
    by_programme = [_by_programme(rows) for rows in (think_tanks, plans, drafts_at_desk(user))]
    found = set(regions).union(*by_programme)
    return [
        DeskProgramme(
            programme,
            *(rows.get(programme, []) for rows in by_programme),
            regions.get(programme, []),
        )
        for programme in sorted(found, key=attrgetter("code"), reverse=True)
    ]


def think_tanks_at_desk(user: User) -> list[ThinkTank]:
    """Return the think tanks of open programmes that an account runs: open, planned (next first), closed (latest first).

    Each has counts: `contribution_count`; `overdue`, still undecided two weeks after the close, else 0; `late`, not accepted yet.
    """
    contributions = Contribution.objects.alive()
    undecided = count_of(contributions.visible().filter(state=ItemState.UNDECIDED), "think_tank")
    rows = think_tanks_with_plan_id_visible_to(user).filter(programme__state=Programme.State.OPEN)
    rows = rows.annotate(
        contribution_count=count_of(contributions, "think_tank"),
        overdue=Case(
            When(closed_at__lte=timezone.now() - OVERDUE, then=undecided), default=Value(0)
        ),
        late=count_of(contributions.visible().filter(late=True), "think_tank"),
    )
    return sorted(rows, key=_by_state_and_day)


def plans_at_desk(user: User) -> list[Plan]:
    """Return the plans that an account works on, by programme and region, the national one last."""
    return list(_in_work(plans_visible_to(user)))


def drafts_at_desk(user: User) -> list[Plan]:
    """Return the drafts that an account may read but not change: those of the regions of its organisations."""
    drafts = plans_previewed_by(user).exclude(pk__in=plans_visible_to(user).values("pk"))
    return list(_in_work(drafts))


def _regions_at_desk(
    plans: list[Plan], think_tanks: list[ThinkTank]
) -> dict[Programme, list[RegionRow]]:
    """Return all regions of every open programme, with or without a plan; two queries."""
    found = {(plan.programme_id, plan.region_id): plan for plan in plans}
    counts = Counter((think_tank.programme_id, think_tank.region_id) for think_tank in think_tanks)
    regions = [*Region.objects.all(), None]

    def row(programme: Programme, region: Region | None) -> RegionRow:
        key = (programme.pk, region.pk if region else None)
        return RegionRow(region, found.get(key), counts[key])

    programmes = Programme.objects.filter(state=Programme.State.OPEN)
    return {programme: [row(programme, region) for region in regions] for programme in programmes}


def _by_programme(rows: list) -> dict[Programme, list]:
    """Return rows that belong to a programme by it, in the same order."""
    groups: dict[Programme, list] = {}
    for row in rows:
        groups.setdefault(row.programme, []).append(row)
    return groups


def _by_state_and_day(think_tank: ThinkTank) -> tuple:
    day, is_planned = think_tank.held_on.toordinal(), think_tank.state == ThinkTank.State.PLANNED
    return ORDER.index(think_tank.state), day if is_planned else -day, think_tank.pk


def _in_work(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Annotate the plans of open programmes with counts and their current version.

    `item_count`, `undecided` and `actions_now` are counts; those that begin with `newest` are of the current version, if any.
    """
    contributions = Contribution.objects.alive().visible()
    versions = PlanVersion.objects.standing().filter(plan=OuterRef("pk")).order_by("-number")
    return (
        with_draft_counts(plans.filter(programme__state=Programme.State.OPEN))
        .annotate(
            item_count=count_of(contributions, "plan")
            + count_of(regional_actions_on_board(), "plan"),
            newest=Subquery(versions.values("number")[:1]),
            newest_at=Subquery(versions.values("published_at")[:1]),
            newest_original=Subquery(versions.values("original_date")[:1]),
        )
        .order_by("-programme__code", F("region__order").asc(nulls_last=True))
    )
