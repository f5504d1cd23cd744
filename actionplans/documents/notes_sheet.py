"""The last sheet of a workbook, which explains its sheets, columns and words."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import REDACTED
from actionplans.queries.published.document import LICENCE
from files.workbook_values import Column, Sheet
from language.latvian import is_latvian


def notes_sheet(rows: list[tuple[str, str]]) -> Sheet:
    """Return the sheet with these words and what they mean."""
    columns = (
        Column(pgettext("column", "Word"), 32),
        Column(pgettext("column", "What it means"), 100),
    )
    return Sheet(pgettext("sheet", "Notes"), columns, rows)


def action_notes() -> list[tuple[str, str]]:
    """Return what every workbook with actions explains."""
    rows = [
        (
            pgettext("column", "Action key"),
            _(
                "The first letters are the region, the next the role. "
                "A key never changes and is never used again."
            ),
        ),
        (
            pgettext("column", "Said (times)"),
            _("How many contributions are included in the action."),
        ),
        (
            pgettext("column", "Roles (count)"),
            _("How many roles suggested it, as far as that is known."),
        ),
        (
            _("another role"),
            _("Fewer than 3 people of this role took part, so the role is not shown."),
        ),
        (
            pgettext("column", "Checksum"),
            _("SHA-256 of the version’s document: whoever has it can check it."),
        ),
        (
            REDACTED,
            _("A text that was erased for good. The page of the version says when and why."),
        ),
        (_("Names of people"), _("We do not show participants’ names")),
        (LICENCE, _("The published plans may be used freely when the source is named.")),
    ]
    if not is_latvian():
        rows.append((_("Language"), _("What was said and what the plans say is in Latvian.")))
    return rows
