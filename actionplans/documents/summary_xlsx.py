"""The summary of a programme as a workbook: plans, contributions, answers, organisations and feedback."""

from collections.abc import Iterator

from django.template.defaultfilters import capfirst
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from actionplans.documents.action_rows import action_columns, action_row, last_columns
from actionplans.documents.columns import UNPRINTED, addressed_cell, date_width, place_name
from actionplans.documents.contribution_rows import ContributionRows, contribution_columns
from actionplans.documents.notes_sheet import action_notes, notes_sheet
from actionplans.documents.summary_cover import summary_cover
from actionplans.documents.version_rows import version_columns, version_rows
from actionplans.models import ProgressReport
from actionplans.queries.published.export_rows import export_contributions
from actionplans.queries.summary import Summary
from files.workbook import workbook
from files.workbook_values import Book, Cell, Column, Sheet
from language.states import state_word


def summary_workbook(summary: Summary) -> bytes:
    """Return the workbook; contributions are read while they are written, so that memory stays small."""
    now = timezone.now()
    sheets = (
        _actions(summary),
        _contributions(summary),
        _national(summary),
        _commitments(summary),
        _mapping(summary),
        _feedback(summary),
        Sheet(pgettext("sheet", "Versions"), version_columns(), version_rows(summary.versions), 2),
        notes_sheet(_notes()),
    )
    return workbook(Book(summary_cover(summary, now), sheets, get_language(), now, is_long=True))


def _actions(summary: Summary) -> Sheet:
    rows = [row for row in summary.actions if not row.version.plan.is_national]
    return Sheet(
        pgettext("sheet", "Actions"),
        action_columns(),
        [action_row(row, summary.reference) for row in rows],
        UNPRINTED,
    )


def _contributions(summary: Summary) -> Sheet:
    columns = (
        *contribution_columns(),
        Column(pgettext("column", "Table"), 9, number=True),
        Column(pgettext("column", "Version"), 9, number=True),
    )
    return Sheet(pgettext("sheet", "Contributions"), columns, _contribution_rows(summary))


def _contribution_rows(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    contribution_rows = ContributionRows(summary.reference)
    for version in summary.current:
        for row in export_contributions(version):
            if row.regional_key is None:
                yield (*contribution_rows.row(row), row.table, version.number)


def _national(summary: Summary) -> Sheet:
    """Return the national actions, with the regional actions in each by region."""
    regions = summary.reference.regions
    columns = (
        *(column for index, column in enumerate(action_columns()[:-2]) if index != 1),
        *(Column(region.name, 15) for region in regions.values()),
        *last_columns(),
    )
    rows = []
    for row in summary.actions:
        if row.version.plan.is_national:
            cells = action_row(row, summary.reference)
            origins = summary.origins.get(row.pk, ())
            of_regions = [
                ", ".join(key for pk, key in origins if pk == region_id) for region_id in regions
            ]
            rows.append((cells[0], *cells[2:-2], *of_regions, *cells[-2:]))
    return Sheet(pgettext("sheet", "National plan"), columns, rows, UNPRINTED)


def _commitments(summary: Summary) -> Sheet:
    columns = (
        Column(pgettext("column", "Action key"), 13),
        Column(pgettext("column", "Region"), 12),
        Column(pgettext("column", "To whom"), 18),
        Column(pgettext("column", "Wording"), 40, quoted=True),
        Column(pgettext("column", "Organisation"), 28),
        Column(pgettext("column", "State"), 16),
        Column(pgettext("column", "Answer"), 40, quoted=True),
        Column(pgettext("column", "Responsible unit"), 22),
        Column(pgettext("column", "Deadline"), date_width()),
        Column(pgettext("column", "Date"), date_width()),
        Column(pgettext("column", "Link"), 36),
        Column(pgettext("column", "Version"), 9, number=True),
    )
    rows = [_commitment_row(row) for row in summary.reports]
    return Sheet(pgettext("sheet", "Commitments"), columns, rows, UNPRINTED)


def _commitment_row(report: ProgressReport) -> tuple[Cell, ...]:
    action = report.commitment.action
    plan = action.plan
    state = state_word("action", report.state)
    if report.waiting:
        state = f"{state}, {pgettext('action', 'waiting for the condition')}"
    return (
        action.key,
        place_name(plan.region),
        addressed_cell(action.role),
        report.based_on.wording.body,
        report.commitment.organisation.name,
        state,
        report.sentence,
        report.unit,
        report.until,
        report.reported_at,
        report.link,
        report.based_on.version.number,
    )


def _mapping(summary: Summary) -> Sheet:
    columns = (
        Column(pgettext("column", "Organisation"), 36),
        Column(pgettext("column", "Region"), 12),
        Column(pgettext("column", "Kind"), 26),
        Column(pgettext("column", "Role"), 22),
        Column(pgettext("column", "What they offer"), 60),
        Column(pgettext("column", "Website"), 30),
        Column(pgettext("column", "Source"), 36),
        Column(pgettext("column", "Date of the source"), 14),
        Column(pgettext("column", "Confirmed"), date_width()),
    )
    rows = [
        (
            entry.organisation.name,
            entry.region.name,
            entry.organisation.kind.name,
            entry.organisation.role.name,
            entry.offers,
            entry.organisation.website,
            entry.source,
            entry.seen,
            entry.confirmed_at,
        )
        for entry in summary.map_entries
    ]
    return Sheet(pgettext("sheet", "Mapping"), columns, rows)


def _feedback(summary: Summary) -> Sheet:
    columns = (
        Column(pgettext("column", "Region"), 14),
        Column(pgettext("column", "Question"), 40),
        Column(pgettext("column", "Feedback (count)"), 16, number=True),
        Column(pgettext("column", "Quotable feedback"), 90, quoted=True),
        Column(pgettext("column", "Starred"), 12),
    )
    rows: list[tuple[Cell, ...]] = []
    yes = _("yes")
    for feedback in summary.feedback:
        region_name = feedback.region.name if feedback.region else capfirst(_("not known"))
        count = _("fewer than 5") if feedback.count is None else feedback.count
        rows.append((region_name, feedback.question.text, count, None, None))
        rows += [
            (
                region_name,
                feedback.question.text,
                None,
                answer.text,
                yes if answer.starred else None,
            )
            for answer in feedback.quoted
        ]
    return Sheet(pgettext("sheet", "Feedback"), columns, rows)


def _feedback_notes() -> list[tuple[str, str]]:
    return [
        (
            pgettext("sheet", "Feedback"),
            _(
                "If there are fewer than 5 answers, neither their number nor their text is shown. "
                "Only answers that may be quoted are quoted."
            ),
        ),
        (
            pgettext("column", "Starred"),
            _("The organisers starred it on the feedback page."),
        ),
    ]


def _notes() -> list[tuple[str, str]]:
    return [
        (
            pgettext("sheet", "Actions"),
            _("One row for each action of the regions’ current versions."),
        ),
        (
            pgettext("sheet", "Contributions"),
            _("One row for each contribution: in which action it is included, or why it is not."),
        ),
        (
            pgettext("sheet", "National plan"),
            _("One row for each national action; under each region the keys of its actions."),
        ),
        (
            pgettext("sheet", "Commitments"),
            _("The newest answer of each organisation about each action."),
        ),
        (
            pgettext("sheet", "Mapping"),
            _("Organisations that can help in a region, with source and date."),
        ),
        *_feedback_notes(),
        (
            pgettext("sheet", "Versions"),
            _("All published versions. A published version never changes."),
        ),
        (
            _("Draft"),
            _("What is not published yet appears as numbers only, on the first sheet."),
        ),
        *action_notes(),
    ]
