"""The columns and rows of versions in files."""

from django.utils.translation import pgettext

from actionplans.documents.columns import date_width, place_name
from actionplans.models import PlanVersion
from actionplans.queries.published.versions import current_of
from files.workbook_values import Cell, Column
from language.states import state_word
from thinktanks.addresses import page_address


def version_columns() -> tuple[Column, ...]:
    """Return the columns of a sheet of versions."""
    return (
        Column(pgettext("column", "Region"), 14),
        Column(pgettext("column", "Version"), 9, number=True),
        Column(pgettext("column", "Published"), date_width()),
        Column(pgettext("column", "First published"), date_width()),
        Column(pgettext("column", "Source"), 36),
        Column(pgettext("column", "State"), 12),
        Column(pgettext("column", "What changed"), 44, quoted=True),
        Column(pgettext("column", "Actions (count)"), 10, number=True),
        Column(pgettext("column", "Contributions included"), 12, number=True),
        Column(pgettext("column", "Contributions not included"), 12, number=True),
        Column(pgettext("column", "Withdrawn"), date_width()),
        Column(pgettext("column", "Reason for the withdrawal"), 28, quoted=True),
        Column(pgettext("column", "Checksum"), 68),
        Column(pgettext("column", "Link"), 60),
    )


def version_row(version: PlanVersion, of_plan: list[PlanVersion]) -> tuple[Cell, ...]:
    """Return the cells of one version; `of_plan` are the versions of its plan, newest first."""
    plan = version.plan
    withdrawal = version.withdrawal if version.is_withdrawn else None
    return (
        place_name(plan.region),
        version.number,
        version.published_at,
        version.original_date,
        source_cell(version),
        state_word("version", version_state(version, of_plan)),
        version.note.body,
        version.action_count,
        version.included_count,
        version.left_out_count,
        withdrawal.withdrawn_at if withdrawal else None,
        withdrawal.reason.body if withdrawal else None,
        version.checksum,
        page_address("version-show", plan.programme.code, plan.region_code, version.number),
    )


def source_cell(version: PlanVersion) -> Cell:
    """Return where an imported plan was first published: title and address."""
    return ", ".join(filter(None, (version.source_title, version.source_url))) or None


def version_rows(versions: list[PlanVersion]) -> list[tuple[Cell, ...]]:
    """Return the rows of versions of any plans, newest first."""
    of_plan: dict[int, list[PlanVersion]] = {}
    for version in versions:
        of_plan.setdefault(version.plan_id, []).append(version)
    return [version_row(version, of_plan[version.plan_id]) for version in versions]


def version_state(version: PlanVersion, of_plan: list[PlanVersion]) -> str:
    """Return whether a version counts, was followed by another, or was withdrawn, as a state word."""
    if version.is_withdrawn:
        return "withdrawn"
    current = current_of(of_plan)
    return "published" if current and current.pk == version.pk else "superseded"
