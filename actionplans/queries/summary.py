"""All of a programme side by side, for the summary: what is published and answered, and drafts in counts only.

The number of queries depends on how many plans there are, never on how much is in them.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from actionplans.models import (
    Action,
    Contribution,
    Plan,
    PlanVersion,
    ProgressReport,
    PublishedAction,
    PublishedContribution,
    State,
)
from actionplans.queries.draft.regional_actions import standing_regional_actions
from actionplans.queries.published.export_rows import (
    Reference,
    export_actions,
    export_versions,
    reference,
)
from actionplans.queries.published.versions import current_of
from actionplans.queries.visibility import plans_visible_to
from stakeholders.models import MapEntry, Region, User
from stakeholders.permissions import is_administrator
from thinktanks.models import Answer, Programme, Question, ThinkTank
from thinktanks.queries.attendance import Attendance, attendance_at

# Fewer answers might point to a person (DESIGN.md §5.18), so neither their number nor their words are read.
ENOUGH_ANSWERS = 5


@dataclass(frozen=True)
class DraftCounts:
    """How a draft stands now, in numbers."""

    undecided: int = 0
    actions: int = 0
    changes: int = 0


@dataclass(frozen=True)
class PlanReport:
    """One place of the programme: its plan, its current version, and its draft in numbers."""

    region: Region | None
    plan: Plan | None
    version: PlanVersion | None
    draft: DraftCounts


@dataclass(frozen=True)
class Feedback:
    """The answers of one region to one question; `count` is None where there are too few to be shown."""

    region: Region | None
    question: Question
    count: int | None
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """What one person may take along of a programme; `is_whole` where that is all of it."""

    programme: Programme
    is_whole: bool
    reference: Reference
    plans: tuple[PlanReport, ...]
    think_tanks: list[ThinkTank]
    attendance: dict[int, Attendance]
    attendance_in_all: Attendance
    actions: list[PublishedAction]
    origins: dict[int, list[tuple[int, str]]]
    versions: list[PlanVersion]
    reports: list[ProgressReport]
    map_entries: list[MapEntry]
    feedback: list[Feedback]

    @property
    def regions(self) -> list[Region]:
        """The regions that it tells of, in order."""
        return [one.region for one in self.plans if one.region]

    @property
    def current(self) -> list[PlanVersion]:
        """The versions that count now, regions in order, the national one last."""
        return [one.version for one in self.plans if one.version]


def summary_visible_to(user: User, programme: Programme) -> Summary | None:
    """Administrators all of it, others their own plans; None where that is nothing."""
    if is_administrator(user):
        return whole_summary(programme)
    plans = list(plans_visible_to(user).filter(programme=programme).order_by("region__order"))
    return _summary(programme, plans, [plan.region for plan in plans]) if plans else None


def whole_summary(programme: Programme) -> Summary:
    """All regions, with or without a plan, and the national plan."""
    plans = Plan.objects.filter(programme=programme).select_related("programme", "region")
    return _summary(programme, list(plans), [*Region.objects.order_by("order"), None])


def _summary(programme: Programme, plans: list[Plan], places: list[Region | None]) -> Summary:
    versions = export_versions(plans)
    reports = _plan_reports(plans, places, versions)
    current = [one.version for one in reports if one.version]
    regions = [region for region in places if region]
    think_tanks = _think_tanks(programme, regions)
    attendance, attendance_in_all = attendance_at(think_tanks)
    return Summary(
        programme=programme,
        is_whole=None in places,
        reference=reference(),
        plans=tuple(reports),
        think_tanks=think_tanks,
        attendance=attendance,
        attendance_in_all=attendance_in_all,
        actions=export_actions(current),
        origins=_origins([one for one in current if one.plan.is_national]),
        versions=versions,
        reports=_newest_reports(plans),
        map_entries=_map_entries(regions),
        feedback=_feedback(programme, places),
    )


def _plan_reports(
    plans: list[Plan], places: list[Region | None], versions: list[PlanVersion]
) -> list[PlanReport]:
    of_place = {plan.region_id: plan for plan in plans}
    drafts = _drafts(plans)
    reports = []
    for region in places:
        plan = of_place.get(region.pk if region else None)
        of_plan = [one for one in versions if plan and one.plan_id == plan.pk]
        current = current_of(of_plan)
        undecided, actions = drafts.get(plan.pk, (0, 0)) if plan else (0, 0)
        changes = plan.last_seq - (current.seq if current else 0) if plan else 0
        reports.append(PlanReport(region, plan, current, DraftCounts(undecided, actions, changes)))
    return reports


def _drafts(plans: list[Plan]) -> dict[int, tuple[int, int]]:
    """For each plan how much is undecided, and how many actions its draft has."""
    undecided: Counter[int] = Counter()
    said = Contribution.objects.visible()
    for rows in (said, standing_regional_actions()):
        rows = rows.filter(plan__in=plans, state=State.UNDECIDED).order_by()
        undecided.update(dict(rows.values_list("plan").annotate(n=Count("pk"))))
    live = Action.objects.live().filter(plan__in=plans).order_by()
    actions = dict(live.values_list("plan").annotate(n=Count("pk")))
    return {plan.pk: (undecided[plan.pk], actions.get(plan.pk, 0)) for plan in plans}


def _think_tanks(programme: Programme, regions: list[Region]) -> list[ThinkTank]:
    """Think tanks of these regions, each with how much was `said` there."""
    rows = ThinkTank.objects.filter(programme=programme, region__in=regions)
    said = Count("contributions", filter=Q(contributions__state__in=ALIVE))
    return list(rows.annotate(said=said).select_related("region").order_by("held_on", "pk"))


def _origins(national: list[PlanVersion]) -> dict[int, list[tuple[int, str]]]:
    """For each published national action the regional actions in it: number of the region, and key."""
    rows = PublishedContribution.objects.filter(
        version__in=[one.pk for one in national],
        regional_action__isnull=False,
        published_action__isnull=False,
    ).order_by("pk")
    origins: dict[int, list[tuple[int, str]]] = {}
    for action, region, key in rows.values_list(
        "published_action_id", "region_id", "regional_action__key"
    ):
        origins.setdefault(action, []).append((region, key))
    return origins


def _newest_reports(plans: list[Plan]) -> list[ProgressReport]:
    """The newest report of every organisation about every action of these plans."""
    newer = ProgressReport.objects.filter(commitment=OuterRef("commitment"), pk__gt=OuterRef("pk"))
    return list(
        ProgressReport.objects.filter(~Exists(newer), commitment__action__plan__in=plans)
        .select_related(
            "commitment__organisation",
            "commitment__action__role",
            "based_on__wording",
            "commitment__action__plan__region",
            "based_on__version",
        )
        .defer("based_on__version__document")
        .order_by(
            F("commitment__action__plan__region__order").asc(nulls_last=True),
            "commitment__action__role__order",
            "commitment__action__key",
            "commitment__organisation__sort_key",
            "pk",
        )
    )


def _map_entries(regions: list[Region]) -> list[MapEntry]:
    rows = MapEntry.objects.filter(region__in=regions, organisation__merged_into__isnull=True)
    return list(
        rows.select_related("region", "organisation__kind", "organisation__role").order_by(
            "region__order", "organisation__kind__order", "organisation__sort_key", "pk"
        )
    )


def _feedback(programme: Programme, places: list[Region | None]) -> list[Feedback]:
    """Counts and quotable words for each place and question, where there are enough; elsewhere neither."""
    given: dict[tuple[int | None, int], list[tuple[str, bool]]] = {}
    rows = Answer.objects.filter(question__programme=programme).annotate(
        place=Coalesce("region", "think_tank__region")
    )
    for place, question, text, quotable in rows.order_by("pk").values_list(
        "place", "question", "text", "quotable"
    ):
        given.setdefault((place, question), []).append((text, quotable))
    questions = list(programme.questions.all())
    found = []
    for region in places:
        for question in questions:
            answers = given.get((region.pk if region else None, question.pk), [])
            enough = len(answers) >= ENOUGH_ANSWERS
            if region or enough:
                quotes = tuple(text for text, quotable in answers if quotable and enough)
                found.append(Feedback(region, question, len(answers) if enough else None, quotes))
    return found
