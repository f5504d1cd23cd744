"""The last sheet of a workbook, which explains its sheets, columns and terms."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import REDACTED
from actionplans.queries.published.document import LICENCE
from files.workbook_values import Column, Sheet
from language.latvian import is_latvian


def notes_sheet(rows: list[tuple[str, str]]) -> Sheet:
    """Return the sheet with these terms and what they mean."""
    columns = (
        Column(pgettext("column", "Term"), 32),
        Column(pgettext("column", "Meaning"), 100),
    )
    return Sheet(pgettext("sheet", "Notes"), columns, rows)


def action_notes() -> list[tuple[str, str]]:
    """Return what every workbook with actions explains."""
    rows = [
        (
            pgettext("column", "Action key"),
            _(
                "The first letters are the region, the next ones the role. "
                "A key never changes and is never reused."
            ),
        ),
        (
            pgettext("column", "Said (times)"),
            _("How many contributions are included in the action."),
        ),
        (
            pgettext("column", "Roles (count)"),
            _("How many roles suggested it, as far as known."),
        ),
        (
            _("role not shown"),
            _("Fewer than 3 people of this role took part, so the role is not shown."),
        ),
        (
            pgettext("column", "Checksum"),
            _("SHA-256 of the version’s document. Anyone who has the document can check it."),
        ),
        *_imported_and_typed_up(),
        (
            REDACTED,
            _("A permanently erased text. The version’s page says when and why."),
        ),
        (_("Names of people"), _("We do not show participants’ names")),
        (LICENCE, _("The published plans are free to reuse with attribution.")),
    ]
    if not is_latvian():
        rows.append((_("Language"), _("Contributions and plans are in Latvian.")))
    return rows


def _imported_and_typed_up() -> list[tuple[str, str]]:
    """Return what the columns mean that are filled in for imported plans and for what was typed up."""
    return [
        (
            pgettext("column", "First published"),
            _(
                "When an imported plan was first published, elsewhere. Its version is shown under that day."
            ),
        ),
        (
            pgettext("column", "Typed up afterwards"),
            _("The contribution was typed up from notes after the think tank."),
        ),
    ]
