"""What waits at the desk of one person: think tanks, plans in work, drafts to read, and all regions side by side."""

import datetime
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from actionplans.models import Action, Contribution, Plan, PlanVersion, State
from actionplans.queries.capture.said import SPOKEN_FOR
from actionplans.queries.draft.regional_actions import standing_regional_actions
from actionplans.queries.visibility import captures_visible_to, plans_previewed_by, plans_visible_to
from stakeholders.models import Region, User
from thinktanks.models import Programme, ThinkTank

ORDER = (ThinkTank.State.OPEN, ThinkTank.State.PLANNED, ThinkTank.State.CLOSED)
OVERDUE = datetime.timedelta(weeks=2)


@dataclass(frozen=True)
class RegionRow:
    """One region (None: the national plan) of a programme, as an administrator compares them."""

    region: Region | None
    plan: Plan | None
    think_tanks: int


def think_tanks_at_desk(user: User) -> list[ThinkTank]:
    """Think tanks that an account runs: open ones first, then planned, the next first, then closed; the latest first.

    Each knows how much was `said`, how much of it still lies undecided weeks after the close (`overdue`, else 0), and
    how much came `late` and is not accepted yet; those of archived programmes are left out.
    """
    said = Contribution.objects.alive().filter(think_tank=OuterRef("pk"))
    undecided = said.visible().filter(state=State.UNDECIDED)
    late = said.visible().filter(late=True)
    long_closed = When(
        closed_at__lte=timezone.now() - OVERDUE, then=_count(undecided, "think_tank")
    )
    rows = captures_visible_to(user).filter(programme__state=Programme.State.OPEN)
    rows = rows.annotate(
        said=_count(said, "think_tank"),
        overdue=Case(long_closed, default=Value(0)),
        late=_count(late, "think_tank"),
    )

    def place(one: ThinkTank) -> tuple:
        day = one.held_on.toordinal()
        return ORDER.index(one.state), day if one.state == ThinkTank.State.PLANNED else -day, one.pk

    return sorted(rows, key=place)


def plans_at_desk(user: User) -> list[Plan]:
    """Plans that an account works on, by programme and region, the national one last."""
    return list(_in_work(plans_visible_to(user)))


def drafts_at_desk(user: User) -> list[Plan]:
    """Drafts that an account may read but not change: those of the regions of its organisations."""
    rows = plans_previewed_by(user).exclude(pk__in=plans_visible_to(user).values("pk"))
    return list(_in_work(rows))


def regions_at_desk(
    plans: list[Plan], think_tanks: list[ThinkTank]
) -> list[tuple[Programme, list[RegionRow]]]:
    """All regions of every open programme side by side, with or without a plan; two queries."""
    found = {(plan.programme_id, plan.region_id): plan for plan in plans}
    held = [(one.programme_id, one.region_id) for one in think_tanks]
    regions = list(Region.objects.all())
    return [
        (
            programme,
            [
                RegionRow(
                    region=region,
                    plan=found.get((programme.pk, region and region.pk)),
                    think_tanks=held.count((programme.pk, region and region.pk)),
                )
                for region in [*regions, None]
            ],
        )
        for programme in Programme.objects.filter(state=Programme.State.OPEN)
    ]


def _in_work(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans of open programmes with what a person wants to know first.

    `said`, `undecided`, `actions_now` count; `newest` and `newest_at` tell of the version in force (None: none).
    """
    contributions = Contribution.objects.visible().filter(plan=OuterRef("pk"))
    undecided = contributions.filter(state=State.UNDECIDED)
    arrived = standing_regional_actions().filter(plan=OuterRef("pk"))
    actions = Action.objects.live().filter(plan=OuterRef("pk"))
    versions = PlanVersion.objects.standing().filter(plan=OuterRef("pk")).order_by("-number")
    return (
        plans.filter(programme__state=Programme.State.OPEN)
        .annotate(
            said=_count(contributions.alive()) + _count(arrived),
            undecided=_count(undecided) + _count(arrived.filter(state=State.UNDECIDED)),
            actions_now=_count(actions),
            newest=Subquery(versions.values("number")[:1]),
            newest_at=Subquery(versions.values("published_at")[:1]),
        )
        .order_by("-programme__code", F("region__order").asc(nulls_last=True))
    )


def _count(rows: QuerySet, by: str = "plan") -> Coalesce:
    """How many of the rows belong to the outer row."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
