"""The board of a plan: what is undecided, the actions with what is placed in them, and what was set aside."""

from dataclasses import dataclass, replace

from actionplans.models import Action, ItemState, Plan
from actionplans.queries.draft.items import DraftAction, DraftItem, draft_actions, draft_items
from stakeholders.models import Role


@dataclass(frozen=True)
class BoardAction(DraftAction):
    """One action on the board; `up` and `down` are the ids of the actions that it would follow after a move.

    `up` is empty where it would be the first, None where it cannot move.
    """

    up: str | None = None
    down: str | None = None


@dataclass(frozen=True)
class Column:
    """What is addressed to one role: items that are undecided, and its actions in order."""

    role: Role
    undecided: tuple[DraftItem, ...]
    actions: tuple[BoardAction, ...]


@dataclass(frozen=True)
class Board:
    """A whole plan as it is worked on; `unaddressed` are the items without an addressed role."""

    plan: Plan
    columns: tuple[Column, ...]
    unaddressed: tuple[DraftItem, ...]
    set_aside: tuple[DraftItem, ...]
    decided: int

    @property
    def undecided(self) -> int:
        """How many items wait for a decision."""
        return len(self.unaddressed) + sum(len(column.undecided) for column in self.columns)

    @property
    def total(self) -> int:
        """How many items there are in all."""
        return self.decided + self.undecided

    def column(self, code: str | None) -> Column | None:
        """Return the column of a role; without such a code the first with undecided items, else with actions."""
        chosen = [column for column in self.columns if column.role.code == code]
        waiting = [column for column in self.columns if column.undecided]
        filled = [column for column in self.columns if column.actions]
        return next(iter([*chosen, *waiting, *filled, *self.columns]), None)


def board_of(plan: Plan) -> Board:
    """Return everything on the board of a plan but hidden contributions, in at most eight queries at any size."""
    items = sorted(draft_items(plan), key=_by_region)
    actions = draft_actions(plan, sorted(items, key=_by_placement))
    undecided = [item for item in items if item.row.state == ItemState.UNDECIDED]
    return Board(
        plan=plan,
        columns=tuple(
            Column(
                role=role,
                undecided=tuple(item for item in undecided if item.addressed_role == role),
                actions=_movable([action for action in actions if action.row.role_id == role.pk]),
            )
            for role in _roles(plan, items, actions)
        ),
        unaddressed=tuple(item for item in undecided if item.addressed_role is None),
        set_aside=tuple(item for item in items if item.row.state == ItemState.SET_ASIDE),
        decided=len(items) - len(undecided),
    )


def action_on_board(action: Action) -> DraftAction | None:
    """Return one action as the pages about it show it, or None once it was taken off the plan."""
    items = sorted(draft_items(action.plan, placed_in=action), key=_by_placement)
    return next(iter(draft_actions(action.plan, items, only=action)), None)


def other_actions(board: Board, action: Action, *, same_role: bool) -> list[Column]:
    """Return the actions that this one can be merged with (same role) or linked with (another role), by role."""
    return [
        replace(column, actions=tuple(other for other in column.actions if other.row != action))
        for column in board.columns
        if (column.role.pk == action.role_id) == same_role
    ]


def _by_region(item: DraftItem) -> int:
    """Sort contributions first, then regional actions in the order of regions."""
    return item.region.order if item.region else -1


def _by_placement(item: DraftItem) -> int:
    """Sort items in the order in which they were placed."""
    return item.row.placement.pk if item.row.state == ItemState.PLACED else 0


def _roles(plan: Plan, items: list[DraftItem], actions: list[DraftAction]) -> list[Role]:
    """Return the roles that the programme addresses, and any other to which an item or action is addressed."""
    roles = set(plan.programme.addressed_roles.all())
    roles |= {item.addressed_role for item in items} | {action.row.role for action in actions}
    return sorted(roles - {None}, key=lambda role: role.order)


def _movable(actions: list[DraftAction]) -> tuple[BoardAction, ...]:
    """Return the actions, each with where it can be moved by one place."""
    ids = [str(action.row.pk) for action in actions]
    return tuple(
        BoardAction(
            **vars(action),
            up=["", *ids][place - 1] if place else None,
            down=ids[place + 1] if place + 1 < len(ids) else None,
        )
        for place, action in enumerate(actions)
    )
