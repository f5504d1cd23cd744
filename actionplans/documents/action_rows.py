"""The columns and rows of published actions in files."""

from django.utils.translation import pgettext

from actionplans.documents.columns import addressed_cell, date_width, place_name
from actionplans.models import PublishedAction
from actionplans.models.action import ACTION_TEXTS, text_label
from actionplans.queries.published.export_rows import Reference
from files.workbook_values import Cell, Column
from thinktanks.addresses import page_address

# Widths of columns of an action's texts that are not 20.
TEXT_WIDTHS = {"wording": 44, "lead": 18, "first_step": 22}


def action_columns() -> tuple[Column, ...]:
    """Return the columns of a sheet of actions; version and link are the last."""
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
    """Return the columns that end a sheet: version and link."""
    return Column(pgettext("column", "Version"), 9, number=True), Column(
        pgettext("column", "Link"), 60
    )


def action_row(row: PublishedAction, reference: Reference) -> tuple[Cell, ...]:
    """Return the cells of one published action."""
    plan = row.version.plan
    return (
        row.key,
        place_name(plan.region),
        addressed_cell(row.role),
        *(text.body if text else None for text in (getattr(row, name) for name in ACTION_TEXTS)),
        row.deadline,
        ", ".join(role.name for role in reference.roles.values() if role.code in row.support),
        ", ".join(row.links),
        row.times_said,
        row.roles_said,
        row.version.number,
        page_address("action-show", plan.programme.code, plan.region_code, row.key),
    )
