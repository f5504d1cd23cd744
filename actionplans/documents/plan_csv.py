"""A version of a plan as a table: one row for each action. What was said is in the workbook and in the document."""

from actionplans.documents.columns import action_columns, action_row
from actionplans.queries.published.export_rows import ExportPlan
from files.csv_table import table


def plan_table(plan: ExportPlan) -> bytes:
    """CSV with the columns of the workbook's sheet of actions."""
    headings = tuple(column.heading for column in action_columns())
    return table(headings, [action_row(row, plan.reference) for row in plan.actions])
