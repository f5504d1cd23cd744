"""The wall of a think tank, and its checklist for closing."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, F, Subquery, Window
from django.db.models.functions import RowNumber

from actionplans.models import Contribution, ItemState, Plan, PlanEvent
from actionplans.queries.capture.said import Cell, contributions_of, role_grid, with_texts
from stakeholders.models import Role
from thinktanks.models import Device, ThinkTank
from thinktanks.queries.programmes import roles_of

ON_WALL = 5  # newest ones of each addressed role


@dataclass(frozen=True)
class WallColumn:
    """The contributions to one role (None: not known yet): the newest ones, latest first, and the total."""

    role: Role | None
    newest: tuple[Contribution, ...]
    total: int


@dataclass(frozen=True)
class ClosingChecklist:
    """What a facilitator looks at before and after closing.

    `empty` are the pairs of roles without a contribution; `late` are those that nobody has accepted yet.
    """

    empty: tuple[Cell, ...]
    without_addressed: tuple[Contribution, ...]
    undecided: tuple[Contribution, ...]
    late: tuple[Contribution, ...]


def wall_of(think_tank: ThinkTank) -> list[WallColumn]:
    """Return the columns of the wall by role, without hidden contributions and late ones that nobody accepted."""
    _speakers, addressed = roles_of(think_tank.programme)
    shown = contributions_of(think_tank).visible().filter(late=False)
    nth = Window(RowNumber(), partition_by=F("addressed_role"), order_by=F("pk").desc())
    # Ids first: a window over rows with their texts would read the texts of the whole day to show a few.
    ids = shown.annotate(nth=nth).filter(nth__lte=ON_WALL).values("pk")
    newest = Contribution.objects.filter(pk__in=ids).select_related("text", "correction")
    totals = dict(shown.order_by().values_list("addressed_role").annotate(n=Count("pk")))
    found: dict[int | None, list[Contribution]] = {}
    for contribution in newest.order_by("-pk"):
        found.setdefault(contribution.addressed_role_id, []).append(contribution)
    columns = [*addressed, None] if None in found else addressed
    return [
        WallColumn(role, tuple(found.get(role and role.pk, ())), totals.get(role and role.pk, 0))
        for role in columns
    ]


def newest_change(think_tank: ThinkTank) -> uuid.UUID | None:
    """Return the uuid of the newest change of a think tank's plan; None before the first.

    Whatever is said, placed or hidden is a change of the plan (I4), so the same uuid means the same contributions.
    """
    plan = Plan.objects.filter(programme=think_tank.programme_id, region=think_tank.region_id)
    events = PlanEvent.objects.filter(plan=Subquery(plan.values("pk")[:1])).order_by("-seq")
    return events.values_list("op_uuid", flat=True).first()


def closing_checklist(think_tank: ThinkTank) -> ClosingChecklist:
    """Return what a think tank leaves open: pairs of known roles without contributions, and what must be decided."""
    speakers, addressed = roles_of(think_tank.programme)
    grid, _total = role_grid(think_tank, speakers, addressed)
    contributions = contributions_of(think_tank).visible()
    return ClosingChecklist(
        empty=tuple(cell for row in grid[:-1] for cell in row if cell.count == 0),
        without_addressed=tuple(
            with_texts(contributions.filter(addressed_role=None)).order_by("pk")
        ),
        undecided=tuple(with_texts(contributions.filter(state=ItemState.UNDECIDED)).order_by("pk")),
        late=tuple(with_texts(contributions.filter(late=True)).order_by("pk")),
    )


def visible_from_device(device: Device) -> list[Contribution]:
    """Return what a device sent, with the parts that it was split into; no hidden and no withdrawn contributions."""
    found = list(Contribution.objects.select_related("plan").filter(device=device))
    parts = found
    while parts:
        parts = list(Contribution.objects.select_related("plan").filter(parent__in=parts))
        found += parts
    return [row for row in found if not row.hidden and row.state != ItemState.WITHDRAWN]
