"""The wall of a think tank, and its checklist for closing."""

from dataclasses import dataclass

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from actionplans.models import Contribution, ItemState
from actionplans.queries.capture.said import Cell, contributions_of, role_grid, with_texts
from stakeholders.models import Role
from thinktanks.models import ThinkTank
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
    """Return the columns of the wall by addressed role, with the newest contributions and the total of each.

    A contribution is not on the wall if it was withdrawn or split (its parts are), if it is hidden, if it is late and
    nobody accepted it, if it was typed up after the close, or if it is not among the five newest of its role; the last kind still counts in the total.
    """
    _speakers, addressed = roles_of(think_tank.programme)
    shown = contributions_of(think_tank).visible().filter(late=False, typed_up=False)
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
