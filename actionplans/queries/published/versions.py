"""The published versions of plans: all of one plan, and the current one of each.

A version counts until it is withdrawn; the newest of those that count is the current one.
"""

from django.db.models import F, QuerySet

from actionplans.models import Contribution, PlanVersion
from actionplans.models.plan import NATIONAL
from thinktanks.models import Programme


def versions() -> QuerySet[PlanVersion]:
    """Return versions with their plan, note and withdrawal, without the document."""
    related = ("plan__programme", "plan__region", "note", "withdrawal__reason")
    return PlanVersion.objects.defer("document").select_related(*related)


def versions_of(programme: str, region_code: str) -> list[PlanVersion]:
    """Return all versions of the plan at an address, newest first.

    `programme` is a code; `region_code` is the code of a region or „national”.
    """
    of_programme = versions().filter(plan__programme__code=programme).order_by("-number")
    if region_code == NATIONAL:
        return list(of_programme.filter(plan__region__isnull=True))
    return list(of_programme.filter(plan__region__code=region_code))


def current_of(newest_first: list[PlanVersion]) -> PlanVersion | None:
    """Return the newest version that is not withdrawn."""
    return next((version for version in newest_first if not version.is_withdrawn), None)


def current_versions() -> QuerySet[PlanVersion]:
    """Return the current version of every plan that has one."""
    return versions().newest()


def current_versions_in(programme: Programme) -> list[PlanVersion]:
    """Return the current versions of a programme's plans, those of the regions in order, the national one last."""
    by_region = F("plan__region__order").asc(nulls_last=True)
    return list(current_versions().filter(plan__programme=programme).order_by(by_region))


def is_original_published(contribution: Contribution) -> bool:
    """Return whether a version shows the text of a contribution as it was captured."""
    return contribution.published.showing(contribution.text).exists()


def newest_versions(limit: int) -> list[PlanVersion]:
    """Return the current versions of all plans, the newest first, see `newest_first`."""
    return list(current_versions().newest_first()[:limit])
