"""The items and actions of a draft, as the board, the checklist and the next version read them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from actionplans.models import (
    Action,
    ActionLink,
    Contribution,
    ItemState,
    Plan,
    PublishedAction,
    RegionalAction,
    Text,
)
from actionplans.models.action import ACTION_TEXTS
from actionplans.models.contribution import CONTRIBUTION_TEXTS
from actionplans.queries.draft.regional_actions import (
    newest_published,
    regional_actions_on_board,
    said_in_regions,
    speakers_of,
)
from actionplans.queries.log.snapshots import RECORDED_NAMES
from stakeholders.models import Region, Role


@dataclass(frozen=True)
class DraftItem:
    """One contribution, or nationally one regional action, of a draft.

    `speakers` are the ids of the roles that said it. `based_on` is the published row of a regional action: the one that
    it relies on while it is placed, else the newest. Only the next version needs `author_shown`, so only it sets that.
    """

    row: Contribution | RegionalAction
    speakers: frozenset[int]
    based_on: PublishedAction | None = None
    author_shown: bool = True

    @property
    def handle(self) -> str:
        """The kind, id and version of the item as one word, which a form sends back."""
        return handle_of(self.row)

    @property
    def text(self) -> Text:
        """The text as captured, or the published wording of a regional action."""
        return self.based_on.wording if self.based_on else self.row.text

    @property
    def correction(self) -> Text | None:
        """The corrected text of a contribution."""
        return None if self.based_on else self.row.correction

    @property
    def original_withheld(self) -> bool:
        """Whether the text as captured is not published, only its correction."""
        return not self.based_on and self.row.original_withheld

    @property
    def typed_up(self) -> bool:
        """Whether a contribution was typed up after the close of its think tank."""
        return not self.based_on and self.row.typed_up

    @property
    def current_text(self) -> str:
        """The text that is shown: the corrected one, if there is one."""
        return (self.correction or self.text).body

    @property
    def author_role(self) -> Role | None:
        """The role that said a contribution, if it is known."""
        return None if self.based_on else self.row.author_role

    @property
    def addressed_role(self) -> Role | None:
        """The role that it is addressed to, if it is known."""
        return self.row.action.role if self.based_on else self.row.addressed_role

    @property
    def region(self) -> Region | None:
        """The region that a regional action comes from."""
        return self.row.action.plan.region if self.based_on else None

    @property
    def times_said(self) -> int:
        """How many contributions it counts for."""
        return self.based_on.times_said if self.based_on else 1


@dataclass(frozen=True)
class DraftAction:
    """One action of a draft with the items placed in it, and the live actions linked with it."""

    row: Action
    items: tuple[DraftItem, ...]
    linked: tuple[Action, ...] = ()
    said_in_regions: int = 0

    @property
    def times_said(self) -> int:
        """How often it was said: its own contributions, and those behind the regional actions in it."""
        return sum(item.based_on is None for item in self.items) + self.said_in_regions

    @property
    def roles_said(self) -> int:
        """By how many roles it was said, as far as that is known."""
        return len(frozenset().union(*(item.speakers for item in self.items)))


def handle_of(row: Contribution | RegionalAction) -> str:
    """Return the kind, id and version of an item as one word, which a form sends back."""
    return f"{RECORDED_NAMES[type(row)]}-{row.pk}-{row.version}"


def draft_items(plan: Plan, *, placed_in: Action | None = None) -> list[DraftItem]:
    """Return the items of a plan, or those placed in one action: contributions, then regional actions, each by id.

    Hidden, split and withdrawn contributions are left out.
    """
    chosen = Q(state=ItemState.PLACED, placement__action=placed_in) if placed_in else Q()
    contributions = _contributions(plan.contributions.alive().visible().filter(chosen))
    if not plan.is_national:
        return contributions
    regional_actions = regional_actions_on_board().alive().filter(chosen, plan=plan)
    return contributions + _regional_actions(regional_actions)


def draft_actions(
    plan: Plan, items: list[DraftItem], *, only: Action | None = None
) -> list[DraftAction]:
    """Return the live actions of a plan, or one of them, by role and rank.

    Each has those of the items that are placed in it, in the order in which they are given.
    """
    rows = plan.actions.live().select_related("role", *ACTION_TEXTS)
    if only:
        rows = rows.filter(pk=only.pk)
    placed: dict[int, list[DraftItem]] = {}
    for item in items:
        if item.row.state == ItemState.PLACED:
            placed.setdefault(item.row.placement.action_id, []).append(item)
    links, regional_counts = _links(plan, only), said_in_regions(plan)
    return [
        DraftAction(
            row=row,
            items=tuple(placed.get(row.pk, ())),
            linked=tuple(links.get(row.pk, ())),
            said_in_regions=regional_counts.get(row.pk, 0),
        )
        for row in rows.order_by("role__order", "rank", "pk")
    ]


def _contributions(contributions: QuerySet[Contribution]) -> list[DraftItem]:
    related = ("author_role", "addressed_role", "table", "think_tank", "placement")
    rows = contributions.select_related(*CONTRIBUTION_TEXTS, *related).order_by("pk")
    return [DraftItem(row, speakers=frozenset({row.author_role_id} - {None})) for row in rows]


def _regional_actions(regional_actions: QuerySet[RegionalAction]) -> list[DraftItem]:
    rows = list(
        regional_actions.select_related(
            "action__role",
            "action__plan__region",
            "reason_note",
            "placement__based_on__wording",
            "placement__based_on__version",
        )
        .defer("placement__based_on__version__document")
        .order_by("pk")
    )
    newest = newest_published([row.action_id for row in rows if row.state != ItemState.PLACED])
    based_on = {row.pk: newest.get(row.action_id) or row.placement.based_on for row in rows}
    speakers = speakers_of([published.pk for published in based_on.values()])
    return [
        DraftItem(
            row,
            speakers=frozenset(speakers.get(based_on[row.pk].pk, ())),
            based_on=based_on[row.pk],
        )
        for row in rows
    ]


def _links(plan: Plan, only: Action | None) -> dict[int, list[Action]]:
    """Return for each action the live ones linked with it, the oldest link first."""
    ends = ("first__role", "first__wording", "second__role", "second__wording")
    rows = ActionLink.objects.filter(first__plan=plan).select_related(*ends)
    if only:
        rows = rows.filter(Q(first=only) | Q(second=only))
    links: dict[int, list[Action]] = {}
    for link in rows.order_by("pk"):
        for action, other in ((link.first, link.second), (link.second, link.first)):
            if not other.dissolved:
                links.setdefault(action.pk, []).append(other)
    return links
