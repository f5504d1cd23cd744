"""The columns that files of plans share, and how a row of each is told in words."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import Plan, PlanVersion, PublishedAction, Reason
from actionplans.models.action import ACTION_TEXTS, text_label
from actionplans.queries.published.export_rows import ExportContribution, Reference
from actionplans.queries.published.versions import current_of
from files.workbook_values import Cell, Column, RoleName
from language.latvian import is_latvian, short_date
from language.phrases import state_word
from stakeholders.models import Region, Role

# Version and link stand last in a sheet and are not printed.
UNPRINTED = 2

# Widths of columns of an action's texts that are not 20.
TEXT_WIDTHS = {"wording": 44, "lead": 18, "first_step": 22}


def date_width() -> int:
    """The width of a column of dates."""
    return 12 if is_latvian() else 18


def address(name: str, *args) -> str:
    """The full address of a page."""
    return settings.BASE_URL + reverse(name, args=args)


def asked(role: Role | None) -> Cell:
    """A role as the one that something is addressed to: „Pašvaldībām”."""
    if role is None:
        return None
    return RoleName(capfirst(role.dative if is_latvian() else role.name), role.short)


def speaker(role: Role | None, *, shown: bool = True) -> Cell:
    """A role as the one that spoke, where that is known and may be told."""
    if role is None:
        return capfirst(_("not known"))
    return RoleName(capfirst(role.name), role.short) if shown else capfirst(_("another role"))


def place_name(region: Region | None) -> str:
    """The region of a plan, or that it is the national one."""
    return region.name if region else pgettext("place", "National plan")


def role_names(codes: Iterable[str], reference: Reference) -> str:
    """Roles by code as one text, in their order."""
    return ", ".join(role.name for role in reference.roles.values() if role.code in codes)


def action_columns() -> tuple[Column, ...]:
    """Columns of a sheet of actions, with the region's last but for version and link."""
    return (
        Column(pgettext("column", "Action key"), 13),
        Column(pgettext("column", "Region"), 12),
        Column(pgettext("column", "To whom"), 16),
        *(Column(str(text_label(name)), TEXT_WIDTHS.get(name, 20), True) for name in ACTION_TEXTS),
        Column(pgettext("column", "Deadline"), date_width()),
        Column(pgettext("column", "Support needed from"), 18),
        Column(pgettext("column", "Linked actions"), 13),
        Column(pgettext("column", "Said (times)"), 9, number=True),
        Column(pgettext("column", "Roles (count)"), 9, number=True),
        *last_columns(),
    )


def last_columns() -> tuple[Column, Column]:
    """Version and the address of the page."""
    return Column(pgettext("column", "Version"), 9, number=True), Column(
        pgettext("column", "Link"), 60
    )


def action_row(row: PublishedAction, reference: Reference) -> tuple[Cell, ...]:
    """One published action."""
    plan = row.version.plan
    return (
        row.key,
        place_name(plan.region),
        asked(row.role),
        *(text.body if text else None for text in (getattr(row, name) for name in ACTION_TEXTS)),
        row.deadline,
        role_names(row.support, reference),
        ", ".join(row.links),
        row.times_said,
        row.roles_said,
        row.version.number,
        address("action-show", plan.programme.code, plan.region_code, row.key),
    )


def contribution_columns() -> tuple[Column, ...]:
    """Columns of a sheet of contributions, with the table's number and the version last."""
    return (
        Column(pgettext("column", "Included in action"), 13),
        Column(pgettext("column", "Region"), 12),
        Column(pgettext("column", "Who suggests"), 18),
        Column(pgettext("column", "To whom"), 18),
        Column(pgettext("column", "Original text"), 54, quoted=True),
        Column(pgettext("column", "Correction"), 30, quoted=True),
        Column(pgettext("column", "Reason not included"), 18),
        Column(pgettext("column", "Note on the reason"), 22, quoted=True),
        Column(pgettext("column", "Think tank"), 22),
    )


class ContributionRows:
    """How contributions are told in one file: what many of them share is put into words once."""

    def __init__(self, reference: Reference):
        roles, regions = reference.roles, reference.regions
        self._asked: dict[int | None, Cell] = {pk: asked(role) for pk, role in roles.items()}
        self._speakers = {pk: speaker(role) for pk, role in roles.items()}
        self._unknown, self._hidden = (
            speaker(None),
            speaker(next(iter(roles.values())), shown=False),
        )
        self._regions = {pk: region.name for pk, region in regions.items()}
        self._reasons = {value: str(label) for value, label in Reason.choices}
        self._private = _("The text is not shown, since it contains personal data.")
        self._days: dict[datetime.date, str] = {}

    def row(self, told: ExportContribution) -> tuple[Cell, ...]:
        """One published contribution, or a regional action in a national plan."""
        return (
            told.action_key,
            self._regions.get(told.region),
            self._speaker(told),
            self._asked.get(told.addressed_role),
            self._private if told.text is None else told.text,
            told.correction,
            self._reasons.get(told.reason),
            told.reason_note,
            self._think_tank(told),
        )

    def _speaker(self, told: ExportContribution) -> Cell:
        if told.regional_key:
            return None
        if told.author_role is None:
            return self._unknown
        return self._speakers[told.author_role] if told.author_shown else self._hidden

    def _think_tank(self, told: ExportContribution) -> str | None:
        if told.held_on is None:
            return None
        if told.held_on not in self._days:
            self._days[told.held_on] = short_date(told.held_on)
        return f"{told.town}, {self._days[told.held_on]}"


def version_columns() -> tuple[Column, ...]:
    """Columns of a sheet of versions."""
    return (
        Column(pgettext("column", "Region"), 14),
        Column(pgettext("column", "Version"), 9, number=True),
        Column(pgettext("column", "Published"), date_width()),
        Column(pgettext("column", "State"), 12),
        Column(pgettext("column", "What changed"), 44, quoted=True),
        Column(pgettext("column", "Actions (count)"), 10, number=True),
        Column(pgettext("column", "Contributions included"), 12, number=True),
        Column(pgettext("column", "Contributions not included"), 12, number=True),
        Column(pgettext("column", "Withdrawn"), date_width()),
        Column(pgettext("column", "Reason of the withdrawal"), 28, quoted=True),
        Column(pgettext("column", "Checksum"), 68),
        Column(pgettext("column", "Link"), 60),
    )


def version_row(version: PlanVersion, of_plan: list[PlanVersion]) -> tuple[Cell, ...]:
    """One version among those of its plan, newest first."""
    plan = version.plan
    withdrawal = version.withdrawal if version.is_withdrawn else None
    return (
        place_name(plan.region),
        version.number,
        version.published_at,
        state_word("version", state_of(version, of_plan)),
        version.note.body,
        version.action_count,
        version.included_count,
        version.left_out_count,
        withdrawal.withdrawn_at if withdrawal else None,
        withdrawal.reason.body if withdrawal else None,
        version.checksum,
        address("version-show", plan.programme.code, plan.region_code, version.number),
    )


def version_rows(versions: list[PlanVersion]) -> list[tuple[Cell, ...]]:
    """All versions, each with its state among those of its plan."""
    of_plan: dict[int, list[PlanVersion]] = {}
    for version in versions:
        of_plan.setdefault(version.plan_id, []).append(version)
    return [version_row(version, of_plan[version.plan_id]) for version in versions]


def state_of(version: PlanVersion, of_plan: list[PlanVersion]) -> str:
    """Whether a version counts, was followed by another, or was withdrawn."""
    if version.is_withdrawn:
        return "withdrawn"
    current = current_of(of_plan)
    return "published" if current and current.pk == version.pk else "superseded"


def plan_title(plan: Plan) -> str:
    """The plan's name with its programme, which tells two plans of a region apart."""
    return f"{plan.title}, {plan.programme.name}"
