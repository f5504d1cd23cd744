"""A version of a plan as CSV: one row for each action. Contributions are in the workbook and in the document."""

from actionplans.documents.action_rows import action_columns, action_row
from actionplans.queries.published.export_rows import ExportPlan
from files.csv_table import table


def plan_table(plan: ExportPlan) -> bytes:
    """Return CSV with the columns of the workbook's sheet of actions."""
    headings = tuple(column.heading for column in action_columns())
    return table(headings, [action_row(row, plan.reference) for row in plan.actions])
