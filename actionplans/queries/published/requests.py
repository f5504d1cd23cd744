"""What the current plans ask of municipalities, by programme."""

from dataclasses import dataclass

from actionplans.models import PlanVersion
from actionplans.queries.published.page import actions_for_role
from actionplans.queries.published.page_values import PageAction
from actionplans.queries.published.versions import current_versions
from stakeholders.models import Region
from thinktanks.models import Programme

MUNICIPALITIES = "municipalities"


@dataclass(frozen=True)
class PlanRequest:
    """What one current version asks of municipalities."""

    version: PlanVersion
    actions: tuple[PageAction, ...]


@dataclass(frozen=True)
class ProgrammeRequests:
    """What one programme asks of the municipalities of a region: in the region's plan and in the national one."""

    programme: Programme
    regional: PlanRequest | None
    national: PlanRequest | None

    @property
    def plans(self) -> list[PlanRequest]:
        """The plans that are published, the region's first."""
        return [request for request in (self.regional, self.national) if request]


def requests_to_municipalities(region: Region) -> list[ProgrammeRequests]:
    """Return what each programme with a published plan asks of the region's municipalities: three queries.

    The programme whose regional (else national) plan was published last is first; archived ones are included.
    """
    regional = current_versions().filter(plan__region=region)
    national = current_versions().filter(plan__region__isnull=True)
    versions = list((regional | national).newest_first())
    actions = actions_for_role(versions, MUNICIPALITIES)
    by_programme: dict[Programme, dict[bool, PlanRequest]] = {}
    for version in sorted(versions, key=lambda version: version.plan.is_national):
        request = PlanRequest(version, actions.get(version.pk, ()))
        by_programme.setdefault(version.plan.programme, {})[version.plan.is_national] = request
    requests = [
        ProgrammeRequests(programme, plans.get(False), plans.get(True))
        for programme, plans in by_programme.items()
    ]
    return sorted(requests, key=lambda found: found.plans[0].version.newness, reverse=True)
