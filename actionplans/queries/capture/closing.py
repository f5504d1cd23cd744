"""The checklist for closing a think tank."""

from dataclasses import dataclass

from actionplans.models import Contribution, ItemState
from actionplans.queries.capture.said import Cell, contributions_of, role_grid, with_texts
from thinktanks.models import ThinkTank
from thinktanks.queries.programmes import roles_of


@dataclass(frozen=True)
class ClosingChecklist:
    """What a facilitator looks at before and after closing.

    `empty` are the pairs of roles without a contribution; `late` are those that nobody has accepted yet.
    """

    empty: tuple[Cell, ...]
    without_addressed: tuple[Contribution, ...]
    undecided: tuple[Contribution, ...]
    late: tuple[Contribution, ...]


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
