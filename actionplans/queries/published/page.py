"""How a plan becomes what is read: from a published version and from a draft, to the same values.

`version_with_actions` and `draft_with_actions` give a ShownPlan, which templates/actionplans/_plan_body.html shows, so
that a preview looks as the version will.
"""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from actionplans.models import (
    Plan,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    Reason,
    Text,
)
from actionplans.models.action import ACTION_DETAILS, ACTION_TEXTS, text_label
from actionplans.models.contribution import CONTRIBUTION_TEXTS
from actionplans.queries.draft.items import DraftItem
from actionplans.queries.draft.next_version import Draft
from actionplans.queries.published.page_values import (
    LinkedLine,
    NotIncluded,
    RegionalLine,
    RegionMark,
    Said,
    Section,
    ShownAction,
    ShownPlan,
)
from stakeholders.models import Region, Role
from thinktanks.models import Programme, ThinkTank


def version_with_actions(version: PlanVersion) -> ShownPlan:
    """A published version as it is read: four queries, five for the national plan."""
    rows = list(_published_actions(version))
    linked = {row.key: LinkedLine(row.key, row.role, row.wording.body) for row in rows}
    behind = PublishedContribution.objects.filter(
        published_action__published_nationally__version=version,
        published_action__published_nationally__published_action__isnull=False,
    )
    marks = _with_times_said(_region_marks(version.plan), behind)
    roles = _roles(version.plan.programme_id)
    held: dict[int | None, list[Said | RegionalLine]] = {}
    for row in _published_contributions(version):
        held.setdefault(row.published_action_id, []).append(_from_published(row))
    actions = [
        _action(row, row, row.support, row.links, held.get(row.pk, ()), (roles, linked, marks))
        for row in rows
    ]
    return _shown(version.plan, actions, held.get(None, ()), (roles, marks))


def draft_with_actions(plan: Plan, draft: Draft) -> ShownPlan:
    """A draft as it would be read once published; actions may still lack key and wording."""
    linked = {
        one.row.pk: LinkedLine(one.row.key, one.row.role, _body(one.row.wording))
        for one in draft.actions
    }
    behind = PublishedContribution.objects.filter(published_action__relied_on__action__plan=plan)
    marks = _with_times_said(_region_marks(plan), behind)
    roles = _roles(plan.programme_id)
    actions = [
        _action(
            one.row,
            one,
            [role.code for role in one.row.support_roles.all()],
            sorted(other.pk for other in one.linked),
            [_from_draft(item) for item in one.items],
            (roles, linked, marks),
        )
        for one in draft.actions
    ]
    left_out = [_from_draft(item) for item in draft.not_included]
    return _shown(plan, actions, left_out, (roles, marks))


def action_with_origin(version: PlanVersion, key: str) -> ShownAction | None:
    """One action of a version with what it was made from, or None; the queries do not grow with the plan."""
    row = _published_actions(version).filter(key=key).first()
    if row is None:
        return None
    linked = {
        other.key: LinkedLine(other.key, other.role, other.wording.body)
        for other in _published_actions(version).filter(key__in=row.links)
    }
    items = [
        _from_published(item)
        for item in _published_contributions(version).filter(published_action=row)
    ]
    marks = list(_region_marks(version.plan))
    roles = _roles(version.plan.programme_id) if row.support else []
    return _action(row, row, row.support, row.links, items, (roles, linked, marks))


def actions_for_role(versions: list[PlanVersion], role: str) -> dict[int, tuple[ShownAction, ...]]:
    """For each version its actions for one role, without what they were made from: two queries."""
    rows = (
        PublishedAction.objects.filter(version__in=[one.pk for one in versions], role__code=role)
        .select_related("role", *ACTION_TEXTS)
        .order_by("version", "position")
    )
    roles = list(Role.objects.order_by("order"))
    actions: dict[int, list[ShownAction]] = {}
    for row in rows:
        actions.setdefault(row.version_id, []).append(
            _action(row, row, row.support, (), (), (roles, {}, []))
        )
    return {version: tuple(of_version) for version, of_version in actions.items()}


def _published_actions(version: PlanVersion) -> QuerySet[PublishedAction]:
    rows = version.actions.select_related("role", *ACTION_TEXTS)
    return rows.order_by("role__order", "position")


def _published_contributions(version: PlanVersion) -> QuerySet[PublishedContribution]:
    related = (*CONTRIBUTION_TEXTS, "author_role", "addressed_role", "region", "think_tank")
    return version.contributions.select_related(*related, "regional_action").order_by("pk")


def _roles(programme_id: int) -> list[Role]:
    """All roles in order; `is_addressed` tells whether the programme asks something of them."""
    addressed = Programme.addressed_roles.through.objects.filter(
        programme=programme_id, role=OuterRef("pk")
    )
    return list(Role.objects.annotate(is_addressed=Exists(addressed)).order_by("order"))


def _region_marks(plan: Plan) -> QuerySet[Region]:
    """For the national plan: the five regions, each with whether its own plan is published."""
    if not plan.is_national:
        return Region.objects.none()
    published = PlanVersion.objects.standing().filter(
        plan__programme=plan.programme_id, plan__region=OuterRef("pk")
    )
    return Region.objects.annotate(has_plan=Exists(published)).order_by("order")


def _with_times_said(
    marks: QuerySet[Region], behind: QuerySet[PublishedContribution]
) -> list[Region]:
    """The regions, each with how many of its contributions stand behind the national plan, in the same query."""
    said = behind.filter(region=OuterRef("pk")).order_by().values("region")
    said = said.annotate(n=Count("contribution", distinct=True)).values("n")
    return list(marks.annotate(times_said=Coalesce(Subquery(said), 0)))


def _from_published(row: PublishedContribution) -> Said | RegionalLine:
    if row.regional_action:
        return _regional(row.regional_action, row.text, row.region, row)
    return _said(row, row.region, row.think_tank, row)


def _from_draft(item: DraftItem) -> Said | RegionalLine:
    if item.based_on:
        return _regional(item.based_on, item.text, item.region, item)
    return _said(item, item.row.plan.region, item.row.think_tank, item.row)


def _regional(
    published: PublishedAction, text: Text, region: Region, item: PublishedContribution | DraftItem
) -> RegionalLine:
    decided = getattr(item, "row", item)
    shown = decided.reason != Reason.PERSONAL_DATA
    return RegionalLine(
        key=published.key,
        region=region,
        wording=text.body if shown else "",
        times_said=published.times_said,
        roles_said=published.roles_said,
        addressed=item.addressed_role,
        reason=decided.reason,
        reason_note=_body(decided.reason_note) if shown else "",
    )


def _said(
    item: PublishedContribution | DraftItem,
    region: Region | None,
    think_tank: ThinkTank | None,
    decided: object,
) -> Said:
    """`decided` is the row that holds the reason why it was left out."""
    shown = decided.reason != Reason.PERSONAL_DATA
    return Said(
        words=(item.correction or item.text).body if shown else "",
        original=item.text.body if shown and item.correction else "",
        speaker=item.author_role,
        speaker_shown=item.author_shown,
        addressed=item.addressed_role,
        region=region,
        think_tank=think_tank,
        reason=decided.reason,
        reason_note=_body(decided.reason_note) if shown else "",
    )


def _action(
    row: object,
    counted: object,
    support: Iterable[str],
    links: Iterable,
    items: Iterable[Said | RegionalLine],
    book: tuple[list[Role], dict, list[Region]],
) -> ShownAction:
    """One action: `row` has its texts, `counted` its numbers, `book` what it refers to."""
    roles, linked, regions = book
    items = tuple(items)
    said_in = {item.region.pk for item in items if item.region}
    return ShownAction(
        key=row.key,
        role=row.role,
        wording=_body(row.wording),
        condition=_body(row.condition),
        details=tuple(
            (text_label(name), getattr(row, name).body)
            for name in ACTION_DETAILS
            if name != "condition" and getattr(row, name)
        ),
        deadline=row.deadline,
        support=tuple(role for role in roles if role.code in support),
        linked=tuple(linked[other] for other in links if other in linked),
        times_said=counted.times_said,
        roles_said=counted.roles_said,
        said=tuple(item for item in items if isinstance(item, Said)),
        regional=tuple(item for item in items if isinstance(item, RegionalLine)),
        marks=tuple(
            RegionMark(region, region.pk in said_in, region.has_plan) for region in regions
        ),
    )


def _shown(
    plan: Plan,
    actions: list[ShownAction],
    left_out: Iterable[Said | RegionalLine],
    book: tuple[list[Role], list[Region]],
) -> ShownPlan:
    roles, regions = book
    left_out = tuple(left_out)
    said = [one for action in actions for one in action.said]
    times_said = len(said) + sum(region.times_said for region in regions)
    said += [one for one in left_out if isinstance(one, Said)]
    think_tanks = {one.think_tank.pk: one.think_tank for one in said if one.think_tank}
    of_role: dict[int, list[ShownAction]] = {}
    for action in actions:
        of_role.setdefault(action.role.pk, []).append(action)
    return ShownPlan(
        sections=tuple(
            Section(role, tuple(of_role.get(role.pk, ())))
            for role in roles
            if role.is_addressed or role.pk in of_role
        ),
        not_included=_by_reason(left_out),
        times_said=times_said,
        think_tanks=tuple(sorted(think_tanks.values(), key=lambda one: (one.held_on, one.pk))),
        think_tank_at_each=len(think_tanks) > 1 or any(not one.think_tank for one in said),
        speakers_known=not said or any(one.speaker for one in said),
        regions_known=not plan.is_national or any(action.regions_known for action in actions),
    )


def _by_reason(left_out: tuple[Said | RegionalLine, ...]) -> tuple[NotIncluded, ...]:
    groups = []
    for value, label in Reason.choices:
        items = [one for one in left_out if one.reason == value]
        if items:
            groups.append(
                NotIncluded(
                    reason=str(label),
                    said=tuple(one for one in items if isinstance(one, Said)),
                    regional=tuple(one for one in items if isinstance(one, RegionalLine)),
                )
            )
    return tuple(groups)


def _body(text: Text | None) -> str:
    return text.body if text else ""
