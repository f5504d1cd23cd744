"""All plans of a programme, for the summary: what is published and answered, and drafts in counts only.

The number of queries depends on how many plans there are, never on how much is in them.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from actionplans.models import Plan, PlanVersion, ProgressReport, PublishedAction
from actionplans.models.item import ALIVE
from actionplans.queries.commitments import newest_reports
from actionplans.queries.draft.counts import with_draft_counts
from actionplans.queries.published.export_rows import (
    Reference,
    export_actions,
    export_versions,
    reference,
    regional_origins,
)
from actionplans.queries.published.versions import current_of
from actionplans.queries.visibility import plans_visible_to
from stakeholders.models import MapEntry, Region, User
from stakeholders.permissions import is_administrator
from thinktanks.models import Programme, ThinkTank
from thinktanks.queries.attendance import Attendance, attendance_at
from thinktanks.queries.feedback import RegionFeedback, feedback_by_region


@dataclass(frozen=True)
class DraftCounts:
    """What a draft holds now; `changes` are those since the current version."""

    undecided: int = 0
    actions: int = 0
    changes: int = 0


@dataclass(frozen=True)
class PlanReport:
    """One region of the programme (None: the national plan): its plan, its current version, and its draft in counts."""

    region: Region | None
    plan: Plan | None
    version: PlanVersion | None
    draft: DraftCounts


@dataclass(frozen=True)
class Summary:
    """What an account may export of a programme; `is_whole` where that is all of it."""

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
    feedback: list[RegionFeedback]

    @property
    def regions(self) -> list[Region]:
        """The regions that it covers, in order."""
        return [report.region for report in self.plans if report.region]

    @property
    def current(self) -> list[PlanVersion]:
        """The current versions, regions in order, the national one last."""
        return [report.version for report in self.plans if report.version]


def summary_visible_to(user: User, programme: Programme) -> Summary | None:
    """Return the whole summary for administrators, else that of the own plans; None where there are none."""
    if is_administrator(user):
        return whole_summary(programme)
    plans = plans_visible_to(user).filter(programme=programme).order_by("region__order")
    regions = [plan.region for plan in plans]
    return _summary(programme, plans, regions) if regions else None


def whole_summary(programme: Programme) -> Summary:
    """Return the summary of all regions, with or without a plan, and of the national plan."""
    plans = Plan.objects.filter(programme=programme).select_related("programme", "region")
    return _summary(programme, plans, [*Region.objects.order_by("order"), None])


def _summary(programme: Programme, plans: QuerySet[Plan], regions: list[Region | None]) -> Summary:
    plans = list(with_draft_counts(plans))
    versions = export_versions(plans)
    reports = _plan_reports(plans, regions, versions)
    current = [report.version for report in reports if report.version]
    covered = [region for region in regions if region]
    think_tanks = _think_tanks(programme, covered)
    attendance, attendance_in_all = attendance_at(think_tanks)
    return Summary(
        programme=programme,
        is_whole=None in regions,
        reference=reference(),
        plans=tuple(reports),
        think_tanks=think_tanks,
        attendance=attendance,
        attendance_in_all=attendance_in_all,
        actions=export_actions(current),
        origins=regional_origins([version for version in current if version.plan.is_national]),
        versions=versions,
        reports=newest_reports(plans),
        map_entries=_map_entries(covered),
        feedback=feedback_by_region(programme, regions),
    )


def _plan_reports(
    plans: list[Plan], regions: list[Region | None], versions: list[PlanVersion]
) -> list[PlanReport]:
    by_region = {plan.region_id: plan for plan in plans}
    reports = []
    for region in regions:
        plan = by_region.get(region.pk if region else None)
        if plan is None:
            reports.append(PlanReport(region, None, None, DraftCounts()))
            continue
        current = current_of([version for version in versions if version.plan_id == plan.pk])
        changes = plan.last_seq - (current.seq if current else 0)
        draft = DraftCounts(plan.undecided, plan.actions_now, changes)
        reports.append(PlanReport(region, plan, current, draft))
    return reports


def _think_tanks(programme: Programme, regions: list[Region]) -> list[ThinkTank]:
    """Return the think tanks of these regions, each with the number of its contributions as `contribution_count`."""
    rows = ThinkTank.objects.filter(programme=programme, region__in=regions)
    count = Count("contributions", filter=Q(contributions__state__in=ALIVE))
    return list(
        rows.annotate(contribution_count=count).select_related("region").order_by("held_on", "pk")
    )


def _map_entries(regions: list[Region]) -> list[MapEntry]:
    rows = MapEntry.objects.filter(region__in=regions, organisation__merged_into__isnull=True)
    return list(
        rows.select_related("region", "organisation__kind", "organisation__role").order_by(
            "region__order", "organisation__kind__order", "organisation__sort_key", "pk"
        )
    )
