"""What the files of published versions hold: frozen rows alone, without texts that are set aside as personal data.

Contributions are plain values and read page by page, since a programme may have a hundred thousand of them.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from actionplans.models import PlanVersion, PublishedAction, PublishedContribution, Reason
from actionplans.models.action import ACTION_TEXTS
from actionplans.queries.counts import count_of
from actionplans.queries.published.versions import versions
from stakeholders.models import Region, Role

PAGE = 2000


class ExportContribution(NamedTuple):
    """One published contribution, or nationally one regional action (`regional_key`); roles and regions by id.

    `table` is the number of the table that typed it; a device's table might point to the speaker.
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
    original_withheld: bool
    town: str | None
    held_on: datetime.date | None
    may_be_from_device: int | None
    table: int | None
    regional_key: str | None
    typed_up: bool

    def without_private(self) -> "ExportContribution":
        """Return a copy without what is not public."""
        public = self if self.may_be_from_device is None else self._replace(table=None)
        if self.reason == Reason.PERSONAL_DATA:
            return public._replace(text=None, correction=None, reason_note=None)
        if self.original_withheld:
            return public._replace(text=None)
        return public


@dataclass(frozen=True)
class Reference:
    """Roles and regions by id, in their order."""

    roles: dict[int, Role]
    regions: dict[int, Region]


@dataclass(frozen=True)
class ExportPlan:
    """All that the files of one version hold; the version is one of `versions`."""

    version: PlanVersion
    actions: list[PublishedAction]
    contributions: list[ExportContribution]
    versions: list[PlanVersion]
    reference: Reference


def export_plan(version: PlanVersion) -> ExportPlan:
    """Return what the files of a version hold, in five queries."""
    versions_of_plan = export_versions([version.plan])
    return ExportPlan(
        version=next(row for row in versions_of_plan if row.pk == version.pk),
        actions=export_actions([version]),
        contributions=list(export_contributions(version)),
        versions=versions_of_plan,
        reference=reference(),
    )


def reference() -> Reference:
    """Return the roles and regions whose ids are in the rows."""
    return Reference(
        roles={role.pk: role for role in Role.objects.order_by("order")},
        regions={region.pk: region for region in Region.objects.order_by("order")},
    )


def export_actions(chosen: Iterable[PlanVersion]) -> list[PublishedAction]:
    """Return the actions of these versions in reading order, with all that a file has of them: one query."""
    rows = PublishedAction.objects.filter(version__in=[version.pk for version in chosen])
    return list(
        rows.select_related(
            "role", "version__plan__region", "version__plan__programme", *ACTION_TEXTS
        )
        .defer("version__document")
        .order_by(_by_region("version__plan"), "version", "role__order", "position")
    )


def export_contributions(version: PlanVersion) -> Iterator[ExportContribution]:
    """Yield what a version holds and what it leaves out, in reading order: one query for each page of rows."""
    # The speaker of a part stays as unknown as that of the whole that a device sent. A part of a part counts as sent
    # whoever typed the whole, unlike in `sent_from_devices`: one query must do for each page, and no table is revealed.
    may_be_from_device = Coalesce(
        "contribution__device", "contribution__parent__device", "contribution__parent__parent"
    )
    rows = PublishedContribution.objects.filter(version=version)
    rows = rows.annotate(may_be_from_device=may_be_from_device).order_by("pk")
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
        "original_withheld",
        "think_tank__town",
        "think_tank__held_on",
        "may_be_from_device",
        "contribution__table__number",
        "regional_action__key",
        "typed_up",
    )
    last = 0
    while page := list(rows.filter(pk__gt=last)[:PAGE]):
        for row in page:
            yield ExportContribution(*row).without_private()
        last = page[-1][0]
        if len(page) < PAGE:
            return


def export_versions(plans: QuerySet | Iterable) -> list[PlanVersion]:
    """Return all versions of these plans, newest first.

    Each has `action_count`, and the counts of contributions `included_count` and `left_out_count`.
    """
    contributions = PublishedContribution.objects.filter(contribution__isnull=False)
    is_included = Q(published_action__isnull=False)
    return list(
        versions()
        .filter(plan__in=plans)
        .annotate(
            action_count=count_of(PublishedAction.objects.all(), "version"),
            included_count=count_of(contributions.filter(is_included), "version"),
            left_out_count=count_of(contributions.exclude(is_included), "version"),
        )
        .order_by(_by_region("plan"), "plan", "-number")
    )


def regional_origins(national: list[PlanVersion]) -> dict[int, list[tuple[int, str]]]:
    """Return for the id of each published national action the regional actions in it: id of the region, and key, in order."""
    rows = PublishedContribution.objects.filter(
        version__in=[version.pk for version in national],
        regional_action__isnull=False,
        published_action__isnull=False,
    ).order_by("region__order", "pk")
    origins: dict[int, list[tuple[int, str]]] = {}
    for action, region, key in rows.values_list(
        "published_action_id", "region_id", "regional_action__key"
    ):
        origins.setdefault(action, []).append((region, key))
    return origins


def _by_region(plan: str) -> OrderBy:
    """Order by region, the national plan last."""
    return F(f"{plan}__region__order").asc(nulls_last=True)
