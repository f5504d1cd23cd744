"""What a file tells of published versions: frozen rows alone, without words that are set aside as personal data.

Contributions come as plain values and page by page, since a programme may have a hundred thousand of them.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from actionplans.models import PlanVersion, PublishedAction, PublishedContribution, Reason
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.published.versions import versions
from stakeholders.models import Region, Role

PAGE = 2000


class ExportContribution(NamedTuple):
    """One published contribution, or nationally one regional action (`regional_key`); roles and regions by number.

    `table` is the number of the table that typed it: a device's table might tell who spoke.
    """

    pk: int
    action_key: str | None
    reason: str
    reason_note: str | None
    region: int | None
    author_role: int | None
    author_shown: bool
    addressed_role: int | None
    text: str | None
    correction: str | None
    town: str | None
    held_on: datetime.date | None
    sent_from: int | None
    table: int | None
    regional_key: str | None

    def without_private(self) -> "ExportContribution":
        """The same as anyone may read it."""
        told = self if self.sent_from is None else self._replace(table=None)
        if self.reason == Reason.PERSONAL_DATA:
            told = told._replace(text=None, correction=None, reason_note=None)
        return told


@dataclass(frozen=True)
class Reference:
    """Roles and regions by number, in their order."""

    roles: dict[int, Role]
    regions: dict[int, Region]


@dataclass(frozen=True)
class ExportPlan:
    """All that the files of one version tell; the version is one of `versions`."""

    version: PlanVersion
    actions: list[PublishedAction]
    contributions: list[ExportContribution]
    versions: list[PlanVersion]
    reference: Reference


def export_plan(version: PlanVersion) -> ExportPlan:
    """What the files of a version tell, in five queries."""
    of_plan = export_versions([version.plan])
    return ExportPlan(
        version=next(one for one in of_plan if one.pk == version.pk),
        actions=export_actions([version]),
        contributions=list(export_contributions(version)),
        versions=of_plan,
        reference=reference(),
    )


def reference() -> Reference:
    """The roles and regions that numbers in rows stand for."""
    return Reference(
        roles={role.pk: role for role in Role.objects.order_by("order")},
        regions={region.pk: region for region in Region.objects.order_by("order")},
    )


def export_actions(of_versions: Iterable[PlanVersion]) -> list[PublishedAction]:
    """The actions of these versions in reading order, with all that is told of them: one query."""
    rows = PublishedAction.objects.filter(version__in=[one.pk for one in of_versions])
    return list(
        rows.select_related(
            "role", "version__plan__region", "version__plan__programme", *ACTION_TEXTS
        )
        .defer("version__document")
        .order_by(_by_region("version__plan"), "version", "role__order", "position")
    )


def export_contributions(version: PlanVersion) -> Iterator[ExportContribution]:
    """What a version holds and what it leaves out, in reading order: one query for each page of rows."""
    # A part of what a device sent tells no more of its speaker than the whole; a part of a part counts as such.
    sent_from = Coalesce(
        "contribution__device", "contribution__parent__device", "contribution__parent__parent"
    )
    rows = PublishedContribution.objects.filter(version=version).annotate(sent_from=sent_from)
    rows = rows.order_by("pk")
    rows = rows.values_list(
        "pk",
        "published_action__key",
        "reason",
        "reason_note__body",
        "region",
        "author_role",
        "author_shown",
        "addressed_role",
        "text__body",
        "correction__body",
        "think_tank__town",
        "think_tank__held_on",
        "sent_from",
        "contribution__table__number",
        "regional_action__key",
    )
    last = 0
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        for row in page:
            yield ExportContribution(*row).without_private()
        last = page[-1][0]
        if len(page) < PAGE:
            return


def export_versions(of_plans: QuerySet | Iterable) -> list[PlanVersion]:
    """All versions of these plans, newest first, each with what it holds in numbers.

    `actions_told` counts actions, `included_told` and `left_out_told` contributions.
    """
    said = PublishedContribution.objects.filter(contribution__isnull=False)
    included = Q(published_action__isnull=False)
    return list(
        versions()
        .filter(plan__in=of_plans)
        .annotate(
            actions_told=_count(PublishedAction.objects.all()),
            included_told=_count(said.filter(included)),
            left_out_told=_count(said.exclude(included)),
        )
        .order_by(_by_region("plan"), "plan", "-number")
    )


def _by_region(plan: str) -> OrderBy:
    """Regions in their order, the national plan last."""
    return F(f"{plan}__region__order").asc(nulls_last=True)


def _count(rows: QuerySet) -> Coalesce:
    """How many of the rows belong to the outer version."""
    counted = rows.filter(version=OuterRef("pk")).order_by().values("version")
    counted = counted.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
