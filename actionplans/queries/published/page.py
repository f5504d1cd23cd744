"""The pages of published plans: from frozen rows to the plain values that the templates show."""

from collections.abc import Iterable
from dataclasses import dataclass, field

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
from actionplans.queries.published.merges import gone_actions
from actionplans.queries.published.page_values import (
    GoneAction,
    LinkedAction,
    NotIncluded,
    PageAction,
    PageContribution,
    PageRegionalAction,
    PlanPage,
    RegionMark,
    Section,
)
from actionplans.queries.published.rows import VersionRows, rows_of
from stakeholders.models import Region, Role
from thinktanks.models import Programme

PageItem = PageContribution | PageRegionalAction


@dataclass(frozen=True)
class _Related:
    """What the actions of a page refer to: roles in order, actions by the key of a link, and nationally the regions."""

    roles: list[Role] = field(default_factory=list)
    linked: dict[str, LinkedAction] = field(default_factory=dict)
    regions: list[Region] = field(default_factory=list)


def version_page(version: PlanVersion) -> PlanPage:
    """Return a published version as it is read: five queries, six for the national plan."""
    rows = rows_of(version)
    linked = {row.key: _linked(row) for row, _held in rows.actions}
    behind = PublishedContribution.objects.filter(
        published_action__published_nationally__version=version,
        published_action__published_nationally__published_action__isnull=False,
    )
    gone = gone_actions(version.plan, rows, seq=version.seq)
    return page_of_rows(version.plan, rows, linked=linked, behind=behind, gone=gone)


def page_of_rows(
    plan: Plan,
    rows: VersionRows,
    *,
    linked: dict[str, LinkedAction],
    behind: QuerySet[PublishedContribution],
    gone: dict[int, list[GoneAction]],
) -> PlanPage:
    """Return a plan as it is read; the rows need not be saved.

    `linked` are the actions that `links` of the rows name. `behind` are the published contributions behind the regional
    actions of a national plan. `gone` are those of `gone_actions`.
    """
    regions = list(_with_times_said(_regions_with_plans(plan), behind))
    related = _Related(_roles_with_addressed(plan.programme_id), linked, regions)
    actions = [_page_action(row, map(_page_item, held), related) for row, held in rows.actions]
    left_out = [_page_item(row) for row in rows.not_included]
    contributions = [item for action in actions for item in action.contributions]
    times_said = len(contributions) + sum(region.times_said for region in regions)
    contributions += [item for item in left_out if isinstance(item, PageContribution)]
    think_tanks = {item.think_tank.pk: item.think_tank for item in contributions if item.think_tank}
    return PlanPage(
        sections=_sections(related.roles, actions, gone),
        not_included=_by_reason(left_out),
        times_said=times_said,
        think_tanks=tuple(sorted(think_tanks.values(), key=lambda day: (day.held_on, day.pk))),
        think_tank_at_each=len(think_tanks) > 1
        or not all(item.think_tank for item in contributions),
        speakers_known=not contributions or any(item.speaker for item in contributions),
        some_speaker_hidden=any(not item.speaker_shown for item in contributions),
        regions_known=not plan.is_national or any(action.regions_known for action in actions),
    )


def action_page(version: PlanVersion, key: str) -> PageAction | None:
    """Return one action of a version with its origin, or None; the queries do not grow with the plan."""
    rows = rows_of(version, key=key)
    if not rows.actions:
        return None
    ((row, held),) = rows.actions
    others = version.actions.filter(key__in=row.links).select_related("role", "wording")
    related = _Related(
        roles=_roles_with_addressed(version.plan.programme_id) if row.support else [],
        linked={other.key: _linked(other) for other in others},
        regions=list(_regions_with_plans(version.plan)),
    )
    return _page_action(row, map(_page_item, held), related)


def actions_for_role(versions: list[PlanVersion], role: str) -> dict[int, tuple[PageAction, ...]]:
    """Return the actions for one role by version id, without links and origin: two queries."""
    rows = (
        PublishedAction.objects.filter(
            version__in=[version.pk for version in versions], role__code=role
        )
        .select_related("role", *ACTION_TEXTS)
        .order_by("version", "position")
    )
    related = _Related(roles=list(Role.objects.order_by("order")))
    actions: dict[int, tuple[PageAction, ...]] = {}
    for row in rows:
        action = _page_action(row, (), related)
        actions[row.version_id] = (*actions.get(row.version_id, ()), action)
    return actions


def _roles_with_addressed(programme_id: int) -> list[Role]:
    """Return all roles in order; `is_addressed` is whether the programme addresses it."""
    addressed = Programme.addressed_roles.through.objects.filter(
        programme=programme_id, role=OuterRef("pk")
    )
    return list(Role.objects.annotate(is_addressed=Exists(addressed)).order_by("order"))


def _regions_with_plans(plan: Plan) -> QuerySet[Region]:
    """Return the five regions for the national plan, each with whether its own plan is published; else none."""
    if not plan.is_national:
        return Region.objects.none()
    published = PlanVersion.objects.standing().filter(
        plan__programme=plan.programme_id, plan__region=OuterRef("pk")
    )
    return Region.objects.annotate(has_plan=Exists(published)).order_by("order")


def _with_times_said(
    regions: QuerySet[Region], behind: QuerySet[PublishedContribution]
) -> QuerySet[Region]:
    """Annotate the regions with how many of their contributions are behind the national plan, in the same query."""
    counts = behind.filter(region=OuterRef("pk")).order_by().values("region")
    counts = counts.annotate(n=Count("contribution", distinct=True)).values("n")
    return regions.annotate(times_said=Coalesce(Subquery(counts), 0))


def _linked(row: PublishedAction) -> LinkedAction:
    return LinkedAction(row.key, row.role, _body(row.wording))


def _page_item(row: PublishedContribution) -> PageItem:
    is_public = row.text_is_public
    shared = {
        "addressed": row.addressed_role,
        "region": row.region,
        "reason": row.reason,
        "reason_note": _body(row.reason_note) if is_public else "",
    }
    if row.regional_action:
        return PageRegionalAction(
            key=row.regional_action.key,
            wording=row.text.body if is_public else "",
            times_said=row.regional_action.times_said,
            roles_said=row.regional_action.roles_said,
            **shared,
        )
    return PageContribution(
        current_text=(row.correction or row.text).body if is_public else "",
        original=row.text.body if row.original_is_public and row.correction else "",
        original_withheld=row.original_withheld and is_public,
        speaker=row.author_role,
        speaker_shown=row.author_shown,
        think_tank=row.think_tank,
        **shared,
    )


def _page_action(row: PublishedAction, items: Iterable[PageItem], related: _Related) -> PageAction:
    items = tuple(items)
    mentioned = {item.region.pk for item in items if item.region}
    return PageAction(
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
        support=tuple(role for role in related.roles if role.code in row.support),
        linked=tuple(related.linked[key] for key in row.links if key in related.linked),
        times_said=row.times_said,
        roles_said=row.roles_said,
        contributions=_of_kind(PageContribution, items),
        regional_actions=_of_kind(PageRegionalAction, items),
        marks=tuple(
            RegionMark(region, region.pk in mentioned, region.has_plan)
            for region in related.regions
        ),
    )


def _sections(
    roles: list[Role], actions: list[PageAction], gone: dict[int, list[GoneAction]]
) -> tuple[Section, ...]:
    """Return the actions by role; a role that the programme addresses has a section even without actions."""
    by_role: dict[int, list[PageAction]] = {}
    for action in actions:
        by_role.setdefault(action.role.pk, []).append(action)
    return tuple(
        Section(role, tuple(by_role.get(role.pk, ())), tuple(gone.get(role.pk, ())))
        for role in roles
        if role.is_addressed or role.pk in by_role or role.pk in gone
    )


def _by_reason(left_out: list[PageItem]) -> tuple[NotIncluded, ...]:
    groups = []
    for reason, label in Reason.choices:
        items = [item for item in left_out if item.reason == reason]
        if items:
            contributions = _of_kind(PageContribution, items)
            groups.append(
                NotIncluded(str(label), contributions, _of_kind(PageRegionalAction, items))
            )
    return tuple(groups)


def _of_kind(kind: type, items: Iterable[PageItem]) -> tuple:
    """Return the items of a kind; regional actions in the order of the regions, contributions as they are."""
    found = [item for item in items if isinstance(item, kind)]
    if kind is PageRegionalAction:
        found.sort(key=lambda item: item.region.order)
    return tuple(found)


def _body(text: Text | None) -> str:
    return text.body if text else ""
