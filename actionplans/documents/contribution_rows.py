"""The columns and rows of published contributions in files."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.documents.columns import addressed_cell, speaker_cell
from actionplans.models import Reason
from actionplans.queries.published.export_rows import ExportContribution, Reference
from files.workbook_values import Cell, Column
from language.latvian import short_date


def contribution_columns() -> tuple[Column, ...]:
    """Return the columns that every sheet of contributions has."""
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
        Column(pgettext("column", "Typed up afterwards"), 12),
    )


class ContributionRows:
    """Rows of contributions in one file. What many of them share is translated once."""

    def __init__(self, reference: Reference):
        roles, regions = reference.roles, reference.regions
        self._asked: dict[int | None, Cell] = {
            pk: addressed_cell(role) for pk, role in roles.items()
        }
        self._speakers = {pk: speaker_cell(role) for pk, role in roles.items()}
        self._unknown, self._hidden = (
            speaker_cell(None),
            speaker_cell(next(iter(roles.values())), shown=False),
        )
        self._regions = {pk: region.name for pk, region in regions.items()}
        self._reasons = {value: str(label) for value, label in Reason.choices}
        self._private = _("The text is not shown, since it contains personal data.")
        self._withheld = _("The original text is not published.")
        self._yes = _("yes")
        self._days: dict[datetime.date, str] = {}

    def row(self, contribution: ExportContribution) -> tuple[Cell, ...]:
        """Return the cells of one published contribution, or of a regional action in a national plan."""
        return (
            contribution.action_key,
            self._regions.get(contribution.region),
            self._speaker(contribution),
            self._asked.get(contribution.addressed_role),
            self._original(contribution),
            contribution.correction,
            self._reasons.get(contribution.reason),
            contribution.reason_note,
            self._think_tank(contribution),
            self._yes if contribution.typed_up else None,
        )

    def _original(self, contribution: ExportContribution) -> str:
        if contribution.text is not None:
            return contribution.text
        return self._private if contribution.correction is None else self._withheld

    def _speaker(self, contribution: ExportContribution) -> Cell:
        if contribution.regional_key:
            return None
        if contribution.author_role is None:
            return self._unknown
        return (
            self._speakers[contribution.author_role] if contribution.author_shown else self._hidden
        )

    def _think_tank(self, contribution: ExportContribution) -> str | None:
        if contribution.held_on is None:
            return None
        if contribution.held_on not in self._days:
            self._days[contribution.held_on] = short_date(contribution.held_on)
        return f"{contribution.town}, {self._days[contribution.held_on]}"
