"""A version of a plan as CSV: one row for each action. Contributions are in the workbook and in the document."""

from django.utils.translation import pgettext

from actionplans.documents.action_rows import action_columns, action_row
from actionplans.documents.version_rows import source_cell
from actionplans.queries.published.export_rows import ExportPlan
from files.csv_table import table


def plan_table(plan: ExportPlan) -> bytes:
    """Return CSV with the programme of each row, the columns of the workbook's sheet of actions, and the source."""
    version = plan.version
    programme = version.plan.programme.name
    headings = (
        pgettext("column", "Programme"),
        *(column.heading for column in action_columns()),
        pgettext("column", "First published"),
        pgettext("column", "Source"),
    )
    source = (version.original_date, source_cell(version))
    rows = [(programme, *action_row(row, plan.reference), *source) for row in plan.actions]
    return table(headings, rows)
