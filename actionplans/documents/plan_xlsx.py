"""A version of a plan as a workbook: its actions, its contributions, and all versions of the plan."""

from collections import Counter
from collections.abc import Iterator

from django.template.defaultfilters import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from actionplans.documents.action_rows import action_columns, action_row
from actionplans.documents.columns import UNPRINTED, addressed_cell, plan_title
from actionplans.documents.contribution_rows import ContributionRows, contribution_columns
from actionplans.documents.notes_sheet import action_notes, notes_sheet
from actionplans.documents.version_rows import (
    source_cell,
    version_columns,
    version_rows,
    version_state,
)
from actionplans.models import PlanVersion, Reason
from actionplans.queries.published.document import LICENCE
from actionplans.queries.published.export_rows import ExportPlan
from files.workbook import workbook
from files.workbook_values import Block, Book, Cell, Column, Cover, Sheet
from language.states import state_word
from thinktanks.addresses import page_address


def plan_workbook(plan: ExportPlan) -> bytes:
    """Return the workbook of one version; the same rows always give the same bytes."""
    sheets = (
        Sheet(
            pgettext("sheet", "Actions"),
            action_columns(),
            [action_row(row, plan.reference) for row in plan.actions],
            UNPRINTED,
        ),
        _contributions(plan),
        Sheet(pgettext("sheet", "Versions"), version_columns(), version_rows(plan.versions), 2),
        notes_sheet(_notes()),
    )
    return workbook(Book(_cover(plan), sheets, get_language(), plan.version.published_at))


def _cover(plan: ExportPlan) -> Cover:
    version = plan.version
    facts = [
        (pgettext("column", "Programme"), version.plan.programme.name),
        (pgettext("column", "Funded by"), version.plan.programme.funder),
        (pgettext("column", "Version"), str(version.number)),
        (pgettext("column", "Published"), version.published_at),
        (pgettext("column", "First published"), version.original_date),
        (pgettext("column", "Source"), source_cell(version)),
        (pgettext("column", "State"), state_word("version", version_state(version, plan.versions))),
        *_withdrawal(plan),
        (_note_label(version), version.note.body),
        (pgettext("column", "Link"), _address(plan)),
        (pgettext("column", "Checksum"), version.checksum),
        (pgettext("column", "Licensed under"), LICENCE),
    ]
    blocks = (_by_role(plan), _by_reason(plan))
    return Cover(
        pgettext("sheet", "Summary"),
        plan_title(version.plan),
        tuple((label, value) for label, value in facts if value),
        blocks,
    )


def _note_label(version: PlanVersion) -> str:
    """Return what the note of a version is about; the first version has no version before it to differ from."""
    return _("About this version") if version.number == 1 else pgettext("column", "What changed")


def _withdrawal(plan: ExportPlan) -> Iterator[tuple[str, Cell]]:
    if plan.version.is_withdrawn:
        yield pgettext("column", "Withdrawn"), plan.version.withdrawal.withdrawn_at
        yield pgettext("column", "Reason for the withdrawal"), plan.version.withdrawal.reason.body


def _address(plan: ExportPlan) -> str:
    source_plan = plan.version.plan
    return page_address(
        "version-show", source_plan.programme.code, source_plan.region_code, plan.version.number
    )


def _by_role(plan: ExportPlan) -> Block:
    """Return how many actions each role has, and how often they were said."""
    roles = {row.role_id: row.role for row in plan.actions}
    actions = Counter(row.role_id for row in plan.actions)
    times_said: Counter[int] = Counter()
    for row in plan.actions:
        times_said[row.role_id] += row.times_said
    rows = [(addressed_cell(role), actions[pk], times_said[pk]) for pk, role in roles.items()]
    return Block(
        _("Actions by role"),
        (
            pgettext("column", "To whom"),
            pgettext("column", "Actions (count)"),
            pgettext("column", "Said (times)"),
        ),
        (*rows, (_("Total"), actions.total(), times_said.total())),
        total=len(rows),
    )


def _by_reason(plan: ExportPlan) -> Block:
    """Return how many contributions and regional actions are included, and why the others are not."""
    counts = Counter(row.reason for row in plan.contributions)
    reasons = [(str(label), counts[value]) for value, label in Reason.choices if counts[value]]
    rows = [(capfirst(state_word("contribution", "placed", plural=True)), counts[""])]
    rows += [
        (_("Not included: %(reason)s") % {"reason": label[:1].lower() + label[1:]}, n)
        for label, n in reasons
    ]
    national = plan.version.plan.is_national
    return Block(
        _("What became of regional actions and contributions")
        if national
        else _("What became of the contributions"),
        (pgettext("column", "State"), pgettext("column", "Count")),
        (*rows, (_("Total"), counts.total())),
        total=len(rows),
    )


def _contributions(plan: ExportPlan) -> Sheet:
    """Return the contributions; in a national plan also the regional actions, by key."""
    columns, national = contribution_columns(), plan.version.plan.is_national
    if national:
        columns += (Column(pgettext("column", "Regional action"), 14),)
    contribution_rows, rows = ContributionRows(plan.reference), []
    for contribution in plan.contributions:
        cells = contribution_rows.row(contribution)
        rows.append((*cells, contribution.regional_key) if national else cells)
    return Sheet(pgettext("sheet", "Contributions"), columns, rows)


def _notes() -> list[tuple[str, str]]:
    return [
        (
            pgettext("sheet", "Actions"),
            _("One row for each action of this version, in the order of the plan."),
        ),
        (
            pgettext("sheet", "Contributions"),
            _(
                "One row for each contribution: in which action it is included, or why it is not. "
                "In the national plan, regional actions are listed here too."
            ),
        ),
        (
            pgettext("sheet", "Versions"),
            _("All published versions of the plan. A published version never changes."),
        ),
        *action_notes(),
    ]
