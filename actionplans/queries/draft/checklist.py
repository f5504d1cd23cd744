"""What a version would hold: the draft as it stands, and what must be decided before it can be published."""

import re
from dataclasses import dataclass, field

from django.db.models import Count, Q

from actionplans.models import (
    Action,
    ActionLink,
    Contribution,
    Plan,
    PublishedAction,
    Reason,
    RegionalAction,
    State,
    Text,
)
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.draft.regional_actions import (
    newest_published,
    said_in_regions,
    speakers_of,
    standing_regional_actions,
)
from stakeholders.models import Role
from thinktanks.models import Attendee

# Enough people of a role at a think tank that the role does not point to one of them (DESIGN.md §5.18).
ENOUGH_PEOPLE = 3

PERSONAL_DATA = re.compile(
    r"""
      [\w.+-]+@[\w-]+(?:\.[\w-]+)+                       # e-mail address
    | (?<!\d)(?:\+371[\s-]?)?[26]\d(?:[\s-]?\d){6}(?!\d)  # Latvian phone number
    | (?<!\d)\d{6}-\d{5}(?!\d)                           # personal code
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class DraftItem:
    """One contribution or regional action as it would be published; `row` is the item itself."""

    row: Contribution | RegionalAction
    text: Text
    correction: Text | None
    author_role: Role | None
    author_shown: bool
    addressed_role: Role
    speakers: frozenset[int]
    based_on: PublishedAction | None = None


@dataclass(frozen=True)
class DraftAction:
    """One action as it would be published, with what lies in it, in order."""

    row: Action
    items: tuple[DraftItem, ...]
    support: tuple[str, ...]
    linked: tuple[int, ...]
    said_in_regions: int = 0

    @property
    def times_said(self) -> int:
        """How often it was said: its own contributions, and those behind the regional actions in it."""
        return sum(item.based_on is None for item in self.items) + self.said_in_regions

    @property
    def roles_said(self) -> int:
        """By how many roles it was said, as far as it is known."""
        return len(frozenset().union(*(item.speakers for item in self.items)))


@dataclass(frozen=True)
class Draft:
    """A plan as it stands now: actions by role and order, and what was set aside."""

    actions: tuple[DraftAction, ...]
    not_included: tuple[DraftItem, ...]


@dataclass(frozen=True)
class Checklist:
    """What stands between the draft and its publication; all empty means ready."""

    undecided: tuple[Contribution | RegionalAction, ...]
    without_wording: tuple[Action, ...]
    without_contributions: tuple[Action, ...]
    personal_data: tuple[Text, ...]
    actions: int = field(default=0)

    @property
    def is_ready(self) -> bool:
        """Whether only the tick about personal data may still be missing."""
        return bool(self.actions) and not (
            self.undecided or self.without_wording or self.without_contributions
        )


def draft_of(plan: Plan) -> Draft:
    """The plan as a version of this moment would hold it (hidden contributions stay out)."""
    actions = list(
        plan.actions.live()
        .select_related("role", *ACTION_TEXTS)
        .prefetch_related("support_roles")
        .order_by("role__order", "rank", "pk")
    )
    by_action: dict[int, list[DraftItem]] = {}
    not_included = []
    for item in [*_contributions(plan), *_regional_actions(plan)]:
        if item.row.state == State.SET_ASIDE:
            not_included.append(item)
        else:
            by_action.setdefault(item.row.placement.action_id, []).append(item)
    links, said = _links(plan), said_in_regions(plan)
    return Draft(
        actions=tuple(
            DraftAction(
                row=action,
                items=tuple(by_action.get(action.pk, ())),
                support=tuple(role.code for role in action.support_roles.all()),
                linked=tuple(sorted(links.get(action.pk, ()))),
                said_in_regions=said.get(action.pk, 0),
            )
            for action in actions
        ),
        not_included=tuple(not_included),
    )


def checklist(plan: Plan, draft: Draft | None = None) -> Checklist:
    """What must still be decided, worded or checked before this plan (its draft read already, or not) is published."""
    draft = draft or draft_of(plan)
    return Checklist(
        undecided=undecided_items(plan),
        without_wording=tuple(one.row for one in draft.actions if one.row.wording is None),
        without_contributions=tuple(one.row for one in draft.actions if not one.items),
        personal_data=personal_data_in(draft),
        actions=len(draft.actions),
    )


def undecided_items(plan: Plan) -> tuple[Contribution | RegionalAction, ...]:
    """What nobody has decided about yet; hidden contributions wait for nobody."""
    contributions = plan.contributions.visible().filter(state=State.UNDECIDED)
    regional = standing_regional_actions().filter(plan=plan, state=State.UNDECIDED)
    return (
        *contributions.select_related("text", "correction", "author_role", "addressed_role"),
        *(regional.select_related("action__wording", "action__role") if plan.is_national else ()),
    )


def personal_data_in(draft: Draft) -> tuple[Text, ...]:
    """Texts that would be published and look as if they held an e-mail address, phone number or personal code."""
    told = [item for item in draft.not_included if item.row.reason != Reason.PERSONAL_DATA]
    rows = [action.row for action in draft.actions]
    items = [item for action in draft.actions for item in action.items] + told
    texts = [getattr(row, name) for row in rows for name in ACTION_TEXTS]
    texts += [text for item in items for text in (item.text, item.correction, item.row.reason_note)]
    once = {text.pk: text for text in texts if text is not None}
    return tuple(text for text in once.values() if PERSONAL_DATA.search(text.body))


def _contributions(plan: Plan) -> list[DraftItem]:
    rows = (
        plan.contributions.visible()
        .filter(state__in=(State.PLACED, State.SET_ASIDE))
        .select_related(
            "text",
            "correction",
            "author_role",
            "addressed_role",
            "reason_note",
            "placement",
            "think_tank",
            "plan__region",
        )
        .order_by("pk")
    )
    people, devices = _people_by_role(plan), _sent_by_devices(plan)
    return [
        DraftItem(
            row=row,
            text=row.text,
            correction=row.correction,
            author_role=row.author_role,
            author_shown=row.pk not in devices
            or people.get((row.think_tank_id, row.author_role_id), 0) >= ENOUGH_PEOPLE,
            addressed_role=row.addressed_role,
            speakers=frozenset({row.author_role_id} - {None}),
        )
        for row in rows
    ]


def _sent_by_devices(plan: Plan) -> set[int]:
    """Contributions that a device sent, and all their parts: to split one does not make its speaker known."""
    said = Contribution.objects.filter(plan=plan)
    sent = set(said.filter(device__isnull=False).values_list("pk", flat=True))
    for part, whole in said.filter(parent__isnull=False).order_by("pk").values_list("pk", "parent"):
        if whole in sent:
            sent.add(part)
    return sent


def _regional_actions(plan: Plan) -> list[DraftItem]:
    if not plan.is_national:
        return []
    rows = (
        RegionalAction.objects.filter(plan=plan, state__in=(State.PLACED, State.SET_ASIDE))
        .select_related(
            "action__role",
            "reason_note",
            "placement__based_on__wording",
            "placement__based_on__version__plan__region",
            "action__wording",
            "action__plan__region",
        )
        .order_by("pk")
    )
    newest = newest_published([row.action_id for row in rows if row.state == State.SET_ASIDE])
    based = {
        row.pk: row.placement.based_on if row.state == State.PLACED else newest[row.action_id]
        for row in rows
    }
    speakers = speakers_of([published.pk for published in based.values()])
    items = []
    for row in rows:
        based_on = based[row.pk]
        items.append(
            DraftItem(
                row=row,
                text=based_on.wording,
                correction=None,
                author_role=None,
                author_shown=True,
                addressed_role=row.action.role,
                speakers=frozenset(speakers.get(based_on.pk, ())),
                based_on=based_on,
            )
        )
    return items


def _links(plan: Plan) -> dict[int, set[int]]:
    links: dict[int, set[int]] = {}
    for first, second in ActionLink.objects.filter(first__plan=plan).values_list(
        "first_id", "second_id"
    ):
        links.setdefault(first, set()).add(second)
        links.setdefault(second, set()).add(first)
    return links


def _people_by_role(plan: Plan) -> dict[tuple[int, int], int]:
    """How many people of each role were at each think tank of this plan."""
    rows = (
        Attendee.objects.filter(
            Q(think_tank__programme=plan.programme_id), Q(think_tank__region=plan.region_id)
        )
        .values_list("think_tank_id", "role_id")
        .annotate(people=Count("pk"))
    )
    return {(think_tank, role): people for think_tank, role, people in rows}
