"""Write the Excel summary of a programme to a file, the same as administrators download."""

import contextlib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError
from django.utils import translation
from django.utils.translation import gettext as _

from actionplans.documents.summary_xlsx import summary_workbook
from actionplans.queries.summary import whole_summary
from language.characters import readable_argument
from thinktanks.queries.programmes import programme_by_code_or_pk

REFUSED = 2


class Command(BaseCommand):
    help = "Write the Excel summary of a programme to a file. Exit 0: written, 2: refused and nothing written."

    def add_arguments(self, parser):
        parser.add_argument(
            "--programme", required=True, type=readable_argument, help="its code or id"
        )
        parser.add_argument("--out", required=True, type=Path, help="the file to write, .xlsx")

    def handle(self, *, programme, out, **options):
        with translation.override(settings.LANGUAGE_CODE):
            refusal = _export(programme, out)
        if refusal:
            self.stderr.write(refusal)
            raise SystemExit(REFUSED)


def _export(name: str, out: Path) -> str:
    """Write the file; return a sentence about why not, or an empty text."""
    if not out.parent.is_dir():
        return _("There is no such folder: %(folder)s") % {"folder": out.parent}
    try:
        programme = programme_by_code_or_pk(name)
        if programme is None:
            return _("There is no such programme: %(programme)s") % {"programme": name}
        content = summary_workbook(whole_summary(programme))
    except (OperationalError, ProgrammingError):
        return _("The database is not available right now. Nothing was saved.")
    return _write(content, out)


def _write(content: bytes, out: Path) -> str:
    """Write the whole file or nothing: it gets its name only when it is complete."""
    refusal = _("This file cannot be written: %(file)s") % {"file": out}
    if not out.name:
        return refusal
    part = out.with_name(f"{out.name}.part")
    try:
        part.write_bytes(content)
        part.replace(out)
    except OSError:
        with contextlib.suppress(OSError):  # a name that is too long cannot be removed either
            part.unlink()
        return refusal
    return ""
