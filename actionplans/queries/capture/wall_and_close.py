"""What a room sees of itself: the wall while it speaks, and what is left to do when it closes."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, F, Subquery, Window
from django.db.models.functions import RowNumber

from actionplans.models import Contribution, Plan, PlanEvent, State
from actionplans.queries.capture.said import Cell, spoken_at, who_asked_whom, with_words
from stakeholders.models import Role
from thinktanks.models import Device, ThinkTank
from thinktanks.queries.programmes import roles_of

ON_WALL = 5  # newest ones of each addressed role


@dataclass(frozen=True)
class Column:
    """What was said to one role (None: to whom is not known yet), the newest first, and how much in all."""

    role: Role | None
    newest: tuple[Contribution, ...]
    total: int


@dataclass(frozen=True)
class ClosingChecklist:
    """What a facilitator looks at before closing and after: who was not asked by whom, what lacks a role, what is
    undecided, and what came late and nobody has accepted yet.
    """

    empty: tuple[Cell, ...]
    without_addressed: tuple[Contribution, ...]
    undecided: tuple[Contribution, ...]
    late: tuple[Contribution, ...]


def wall_of(think_tank: ThinkTank) -> list[Column]:
    """The columns of the wall in the order of roles. Neither hidden ones nor late ones nobody looked at are on it."""
    _speakers, addressed = roles_of(think_tank.programme)
    shown = spoken_at(think_tank).visible().filter(late=False)
    nth = Window(RowNumber(), partition_by=F("addressed_role"), order_by=F("pk").desc())
    # Numbers first: a window over rows with all their words would read the whole day's words to show a few.
    numbers = shown.annotate(nth=nth).filter(nth__lte=ON_WALL).values("pk")
    newest = Contribution.objects.filter(pk__in=numbers).select_related("text", "correction")
    totals = dict(shown.order_by().values_list("addressed_role").annotate(n=Count("pk")))
    found: dict[int | None, list[Contribution]] = {}
    for contribution in newest.order_by("-pk"):
        found.setdefault(contribution.addressed_role_id, []).append(contribution)
    columns = [*addressed, None] if None in found else addressed
    return [
        Column(role, tuple(found.get(role and role.pk, ())), totals.get(role and role.pk, 0))
        for role in columns
    ]


def newest_change(think_tank: ThinkTank) -> uuid.UUID | None:
    """The name of the newest change of the plan that a think tank speaks for, None before the first.

    Whatever is said, placed or hidden came there by a change of the plan (I4): the same name means the same room.
    """
    plan = Plan.objects.filter(programme=think_tank.programme_id, region=think_tank.region_id)
    events = PlanEvent.objects.filter(plan=Subquery(plan.values("pk")[:1])).order_by("-seq")
    return events.values_list("op_uuid", flat=True).first()


def closing_checklist(think_tank: ThinkTank) -> ClosingChecklist:
    """What a think tank leaves open: empty cells between roles that are known, contributions without a way on."""
    speakers, addressed = roles_of(think_tank.programme)
    grid, _total = who_asked_whom(think_tank, speakers, addressed)
    said = spoken_at(think_tank).visible()
    return ClosingChecklist(
        empty=tuple(cell for row in grid[:-1] for cell in row if cell.count == 0),
        without_addressed=tuple(with_words(said.filter(addressed_role=None)).order_by("pk")),
        undecided=tuple(with_words(said.filter(state=State.UNDECIDED)).order_by("pk")),
        late=tuple(with_words(said.filter(late=True)).order_by("pk")),
    )


def standing_of_device(device: Device) -> list[Contribution]:
    """What a device said, and the parts that it was split into, as far as it is neither hidden nor taken back."""
    found = list(Contribution.objects.select_related("plan").filter(device=device))
    parts = found
    while parts:
        parts = list(Contribution.objects.select_related("plan").filter(parent__in=parts))
        found += parts
    return [one for one in found if not one.hidden and one.state != State.WITHDRAWN]
