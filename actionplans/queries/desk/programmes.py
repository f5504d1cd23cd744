"""What waits at the desk of an account, by programme: think tanks, plans, drafts to read, and what is asked of it."""

from collections import defaultdict
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import Q

from actionplans.models import (
    Plan,
    PublishedAction,
)
from actionplans.queries.counts import count_of
from actionplans.queries.desk.counts import drafts_at_desk, plans_at_desk, think_tanks_at_desk
from actionplans.queries.desk.rows import MOVING_ON, DeskRow
from actionplans.queries.published.requests import MUNICIPALITIES
from actionplans.queries.published.versions import current_versions
from actionplans.queries.visibility import (
    plans_visible_to,
    think_tanks_with_plan_id_visible_to,
)
from language.phrases import asked_of_municipalities
from stakeholders.models import Municipality, Region, User
from stakeholders.permissions import edited_organisation_ids, is_administrator
from thinktanks.models import Programme, ThinkTank
from thinktanks.queries.programmes import programmes_schedulable_by
from thinktanks.queries.think_tanks import regions_schedulable_by


@dataclass(frozen=True)
class Asked:
    """How many actions the plans of a programme have for a municipality; None: that plan is not published."""

    municipality: Municipality
    regional: int | None
    national: int | None

    @property
    def sentence(self) -> str:
        return asked_of_municipalities(self.municipality.region, self.regional, self.national)


@dataclass
class DeskProgramme:
    """What waits at a desk in one open programme."""

    programme: Programme
    rows: list[DeskRow] = field(default_factory=list)
    drafts: list[Plan] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    may_schedule: bool = False

    @property
    def with_ungrouped_answers(self) -> list[ThinkTank]:
        """The think tanks with feedback that is in no group yet."""
        return [row.think_tank for row in self.rows if row.think_tank and row.think_tank.ungrouped]

    @property
    def plan_rows(self) -> list[DeskRow]:
        """One row for each region and the national plan, whether there is a plan or not."""
        return list({row.region: row for row in self.rows}.values())


def programmes_at_desk(user: User) -> list[DeskProgramme]:
    """Return what an account works on or may read, by open programme, the newest first."""
    found: dict[Programme, DeskProgramme] = {}

    def of(programme: Programme) -> DeskProgramme:
        return found.setdefault(programme, DeskProgramme(programme))

    for programme, rows in _rows_by_programme(user).items():
        of(programme).rows = sorted(rows, key=attrgetter("order"))
    for plan in drafts_at_desk(user):
        of(plan.programme).drafts.append(plan)
    for programme, asked in _asked_of(user):
        of(programme).asked.append(asked)
    schedulable = set(programmes_schedulable_by(user))
    for shown in found.values():
        shown.may_schedule = shown.programme in schedulable
    return sorted(found.values(), key=lambda shown: shown.programme.code, reverse=True)


def desk_row_of(user: User, think_tank: ThinkTank) -> DeskRow | None:
    """Return the row that a think tank has at the desk of an account that runs it; None once its programme is archived."""
    programme = think_tank.programme
    if programme.is_archived:
        return None
    same_plan = {"programme": programme, "region": think_tank.region}
    rows = _rows_of(
        programme,
        list(think_tanks_at_desk(user).filter(**same_plan)),
        plans_at_desk(user).filter(**same_plan).first(),
    )
    return next(row for row in rows if row.think_tank == think_tank)


def most_urgent(programmes: list[DeskProgramme]) -> DeskRow | None:
    """Return the row with the oldest trouble, else the first that can be moved on; its button is the primary one."""
    rows = [row for shown in programmes for row in shown.rows if row.step in MOVING_ON]
    return min(rows, key=attrgetter("urgency"), default=None)


def archived_at_desk(user: User) -> list[Programme]:
    """Return the archived programmes in which an account has think tanks or plans, the newest first."""
    archived = Programme.objects.filter(state=Programme.State.ARCHIVED).order_by("-code")
    if is_administrator(user):
        return list(archived)
    own = think_tanks_with_plan_id_visible_to(user).values("programme")
    plans = plans_visible_to(user).values("programme")
    return list(archived.filter(Q(pk__in=own) | Q(pk__in=plans)))


def _rows_by_programme(user: User) -> dict[Programme, list[DeskRow]]:
    """Return the rows of an account; all regions where it may schedule, for administrators the national plan too."""
    plans = {(plan.programme_id, plan.region_id): plan for plan in plans_at_desk(user)}
    rows: dict[Programme, list[DeskRow]] = defaultdict(list)
    held = defaultdict(list)
    for think_tank in think_tanks_at_desk(user):
        held[think_tank.programme_id, think_tank.region_id].append(think_tank)
    for key, think_tanks in held.items():
        programme = think_tanks[0].programme
        rows[programme] += _rows_of(programme, think_tanks, plans.get(key))
    for key, plan in plans.items():
        if key not in held:
            rows[plan.programme].append(
                DeskRow(plan.programme, plan.region, None, plan, plan.undecided)
            )
    regions: list[Region | None] = list(regions_schedulable_by(user))
    regions += [None] if is_administrator(user) else []
    for programme in programmes_schedulable_by(user):
        for region in regions:
            if (programme.pk, region and region.pk) not in set(held) | set(plans):
                rows[programme].append(DeskRow(programme, region))
    return rows


def _rows_of(
    programme: Programme, think_tanks: list[ThinkTank], plan: Plan | None
) -> list[DeskRow]:
    """Return the rows of the think tanks of one plan; the latest that is closed answers for what came from none."""
    from_none = plan.undecided_from_none if plan else 0
    latest = next((held for held in think_tanks if held.is_closed), think_tanks[0])
    return [
        DeskRow(programme, held.region, held, plan, held.undecided + from_none * (held == latest))
        for held in think_tanks
    ]


def _asked_of(user: User) -> list[tuple[Programme, Asked]]:
    """Return what the current versions ask of the municipalities that an account answers for, by open programme."""
    organisations = edited_organisation_ids(user)
    if not organisations:
        return []
    municipalities = list(
        Municipality.objects.filter(organisation__in=organisations).select_related("region")
    )
    counts: dict[Programme, dict[int | None, int]] = defaultdict(dict)
    for version in (
        current_versions()
        .filter(
            Q(plan__region__in={found.region_id for found in municipalities})
            | Q(plan__region=None),
            plan__programme__state=Programme.State.OPEN,
        )
        .annotate(
            asked=count_of(PublishedAction.objects.filter(role__code=MUNICIPALITIES), "version")
        )
    ):
        counts[version.plan.programme][version.plan.region_id] = version.asked
    return [
        (programme, Asked(found, by_region.get(found.region_id), by_region.get(None)))
        for programme, by_region in counts.items()
        for found in municipalities
        if {found.region_id, None} & set(by_region)
    ]
