"""The board of a plan: what is still undecided, the actions with what lies in them, and what was set aside."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplans.models import (
    Action,
    ActionLink,
    Contribution,
    Plan,
    PublishedAction,
    RegionalAction,
    State,
)
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.draft.regional_actions import (
    newest_published,
    said_in_regions,
    speakers_of,
    standing_regional_actions,
)
from actionplans.queries.log.snapshots import ITEM_NAMES
from stakeholders.models import Region, Role, User
from stakeholders.permissions import (
    coordinated_region_ids,
    edited_organisation_ids,
    is_administrator,
)
from thinktanks.models import ThinkTank
from thinktanks.permissions import facilitated_think_tank_ids


@dataclass(frozen=True)
class BoardItem:
    """One contribution, or nationally one regional action, as it stands on the board."""

    row: Contribution | RegionalAction
    words: str
    author_role: Role | None
    addressed_role: Role | None
    speakers: frozenset[int]
    times_said: int = 1
    based_on: PublishedAction | None = None

    @property
    def handle(self) -> str:
        """Kind, number and the version that is shown: what a form sends back."""
        return handle_of(self.row)

    @property
    def region(self) -> Region | None:
        """Where a regional action comes from."""
        return self.row.action.plan.region if isinstance(self.row, RegionalAction) else None


@dataclass(frozen=True)
class BoardAction:
    """One action with what lies in it; `up` and `down` name the action that it would then stand behind."""

    row: Action
    items: tuple[BoardItem, ...]
    linked: tuple[Action, ...] = ()
    said_in_regions: int = 0
    up: str | None = None
    down: str | None = None

    @property
    def times_said(self) -> int:
        """How often it was said: its own contributions, and those behind the regional actions in it."""
        return sum(item.based_on is None for item in self.items) + self.said_in_regions

    @property
    def roles_said(self) -> int:
        """By how many roles it was said, as far as it is known."""
        return len(frozenset().union(*(item.speakers for item in self.items)))


@dataclass(frozen=True)
class Column:
    """What one role is asked: still undecided, and its actions in order."""

    role: Role
    undecided: tuple[BoardItem, ...]
    actions: tuple[BoardAction, ...]


@dataclass(frozen=True)
class Board:
    """A whole plan as it is worked on; `unaddressed` waits to be told whom it is for."""

    plan: Plan
    columns: tuple[Column, ...]
    unaddressed: tuple[BoardItem, ...]
    set_aside: tuple[BoardItem, ...]
    decided: int

    @property
    def undecided(self) -> int:
        """How many still want a decision."""
        return len(self.unaddressed) + sum(len(column.undecided) for column in self.columns)

    @property
    def total(self) -> int:
        """How many there are in all."""
        return self.decided + self.undecided

    def column(self, code: str | None) -> Column | None:
        """The column of a role; without a good code the first that wants decisions, else that has actions."""
        asked = [one for one in self.columns if one.role.code == code]
        waiting = [one for one in self.columns if one.undecided]
        filled = [one for one in self.columns if one.actions]
        return next(iter([*asked, *waiting, *filled, *self.columns]), None)


def plans_visible_to(user: User) -> QuerySet[Plan]:
    """Draft plans that an account works on: all, those of the own region, those of the own think tanks."""
    plans = Plan.objects.select_related("programme", "region")
    if is_administrator(user):
        return plans
    own = ThinkTank.objects.filter(
        pk__in=facilitated_think_tank_ids(user),
        programme=OuterRef("programme"),
        region=OuterRef("region"),
    )
    return plans.filter(Q(region__in=coordinated_region_ids(user)) | Exists(own))


def plans_previewed_by(user: User) -> QuerySet[Plan]:
    """Draft plans that an account may read: those it works on, and those of its organisations' regions."""
    edited = Plan.objects.filter(region__organisations__in=edited_organisation_ids(user))
    return Plan.objects.select_related("programme", "region").filter(
        Q(pk__in=plans_visible_to(user).values("pk")) | Q(pk__in=edited.values("pk"))
    )


def actions_visible_to(user: User) -> QuerySet[Action]:
    """Actions of the plans that an account works on, the dissolved ones too."""
    return Action.objects.filter(plan__in=plans_visible_to(user)).select_related(
        "plan__programme",
        "plan__region",
        "role",
        *ACTION_TEXTS,
    )


def items_visible_to(user: User, model: type) -> QuerySet:
    """Contributions, or regional actions, on the boards that an account works on."""
    return model.objects.filter(plan__in=plans_visible_to(user))


def handle_of(row: Contribution | RegionalAction) -> str:
    """An item and the version of it that is shown, as one word."""
    return f"{ITEM_NAMES[type(row)]}-{row.pk}-{row.version}"


def board_of(plan: Plan) -> Board:
    """Everything on the board of a plan, in at most eight reads at any size; hidden contributions stay out."""
    items = [*_contributions(plan), *_regional_actions(plan)]
    actions = _actions(plan, items)
    undecided = [item for item in items if item.row.state == State.UNDECIDED]
    return Board(
        plan=plan,
        columns=tuple(
            Column(
                role=role,
                undecided=tuple(one for one in undecided if one.addressed_role == role),
                actions=_in_order([one for one in actions if one.row.role_id == role.pk]),
            )
            for role in _roles(plan, items, actions)
        ),
        unaddressed=tuple(one for one in undecided if one.addressed_role is None),
        set_aside=tuple(one for one in items if one.row.state == State.SET_ASIDE),
        decided=len(items) - len(undecided),
    )


def action_on_board(action: Action) -> BoardAction | None:
    """One action with what lies in it, as the pages about it show it; None once it was taken off the plan."""
    items = [*_contributions(action.plan), *_regional_actions(action.plan)]
    return next((one for one in _actions(action.plan, items) if one.row.pk == action.pk), None)


def other_actions(board: Board, action: Action, *, same_role: bool) -> list[Column]:
    """Actions that this one can be merged with (same role) or linked with (another role), by role."""
    return [
        replace(column, actions=tuple(one for one in column.actions if one.row.pk != action.pk))
        for column in board.columns
        if (column.role.pk == action.role_id) == same_role
    ]


def _roles(plan: Plan, items: list[BoardItem], actions: list[BoardAction]) -> list[Role]:
    """The roles that the programme addresses, and any other that something is addressed to already."""
    roles = set(plan.programme.addressed_roles.all())
    roles |= {item.addressed_role for item in items} | {action.row.role for action in actions}
    return sorted(roles - {None}, key=lambda role: role.order)


def _contributions(plan: Plan) -> list[BoardItem]:
    rows = (
        plan.contributions.alive()
        .visible()
        .select_related(
            "text",
            "correction",
            "author_role",
            "addressed_role",
            "table",
            "reason_note",
            "placement",
        )
        .order_by("pk")
    )
    return [
        BoardItem(
            row=row,
            words=row.words,
            author_role=row.author_role,
            addressed_role=row.addressed_role,
            speakers=frozenset({row.author_role_id} - {None}),
        )
        for row in rows
    ]


def _regional_actions(plan: Plan) -> list[BoardItem]:
    """What is placed tells the published row that it relies on, all else the newest one."""
    if not plan.is_national:
        return []
    rows = list(
        standing_regional_actions()
        .alive()
        .filter(plan=plan)
        .select_related(
            "action__role", "action__plan__region", "reason_note", "placement__based_on__wording"
        )
        .order_by("action__plan__region__order", "pk")
    )
    newest = newest_published([row.action_id for row in rows if row.state != State.PLACED])
    based = {row.pk: newest.get(row.action_id) or row.placement.based_on for row in rows}
    speakers = speakers_of([published.pk for published in based.values()])
    return [
        BoardItem(
            row=row,
            words=based[row.pk].wording.body,
            author_role=None,
            addressed_role=row.action.role,
            speakers=frozenset(speakers.get(based[row.pk].pk, ())),
            times_said=based[row.pk].times_said,
            based_on=based[row.pk],
        )
        for row in rows
    ]


def _actions(plan: Plan, items: list[BoardItem]) -> list[BoardAction]:
    rows = {
        action.pk: action
        for action in plan.actions.live()
        .select_related("role", "wording", "condition")
        .order_by("role__order", "rank", "pk")
    }
    held: dict[int, list[BoardItem]] = {}
    for item in items:
        if item.row.state == State.PLACED:
            held.setdefault(item.row.placement.action_id, []).append(item)
    links: dict[int, list[Action]] = {}
    for link in ActionLink.objects.filter(first__plan=plan).order_by("pk"):
        for one, two in ((link.first_id, link.second_id), (link.second_id, link.first_id)):
            if one in rows and two in rows:
                links.setdefault(one, []).append(rows[two])
    said = said_in_regions(plan)
    return [
        BoardAction(
            row=row,
            items=tuple(sorted(held.get(pk, ()), key=lambda item: item.row.placement.pk)),
            linked=tuple(links.get(pk, ())),
            said_in_regions=said.get(pk, 0),
        )
        for pk, row in rows.items()
    ]


def _in_order(actions: list[BoardAction]) -> tuple[BoardAction, ...]:
    """The same actions, each knowing behind which it stands when moved up or down by one."""
    numbers = [str(one.row.pk) for one in actions]
    last = len(actions) - 1
    return tuple(
        replace(
            one,
            up=("", *numbers)[place - 1] if place else None,
            down=numbers[place + 1] if place < last else None,
        )
        for place, one in enumerate(actions)
    )
