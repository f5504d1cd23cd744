import json
import os

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError, transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.models.plan import NATIONAL
from actionplans.operations.imports import import_plan
from actionplans.operations.log import lock_plan
from actionplans.operations.plans import open_plan
from actionplans.queries.imports.new_rows import SaidRow
from actionplans.queries.imports.plan_text import Reading, names, resolve
from actionplans.readers.lines import MAX_BYTES, RefusedError
from actionplans.readers.messages import message_of, sentence_of
from actionplans.readers.plan_text import read_plan_text
from actionplans.readers.values import ReaderFinding
from language import phrases
from language.latvian import number
from stakeholders.models import Region
from thinktanks.models import Programme
from thinktanks.queries.programmes import programme_named

REFUSED = 2


class Command(BaseCommand):
    help = (
        "Bring in an older consolidated plan from a text: under a heading that names a role each bullet becomes an "
        "action, its parts contributions; under the questions each bullet becomes an answer. "
        "Exit 0: accepted, 2: refused and nothing written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a plain text")
        parser.add_argument("--programme", required=True, help="its code or number")
        parser.add_argument("--region", required=True, help=f"its code, or {NATIONAL}")
        parser.add_argument("--dry-run", action="store_true", help="say what would be written")
        parser.add_argument("--json", action="store_true", help="one object on standard output")

    def handle(self, *args, **options):
        with translation.override(settings.LANGUAGE_CODE):
            reading, written = _import(options)
            if options["json"]:
                told_in_json = _contract(
                    reading, written, None if options["region"] == NATIONAL else options["region"]
                )
                self.stdout.write(json.dumps(told_in_json, ensure_ascii=False, indent=2))
            else:
                self._tell(reading, written)
        if reading.errors:
            raise SystemExit(REFUSED)

    def _tell(self, reading, written):
        """What was read for whom, what wants a look, and whether anything was saved."""
        for line in [*_summary(reading), *_remarks(reading)]:
            self.stdout.write(line)
        for error in reading.errors:
            self.stderr.write(sentence_of(error))
        if not reading.errors:
            saved = _("Saved: %(n)s") % {"n": number(written)}
            self.stdout.write(saved if written else _("Nothing was saved."))


def _import(options) -> tuple[Reading, int]:
    """What was read, and how many contributions were written."""
    try:
        with transaction.atomic():
            reading, written = _read_in(options)
            if options["dry_run"]:
                written = 0
            if not written and (options["dry_run"] or not reading.plan().feedback):
                transaction.set_rollback(True)
            return reading, written
    except RefusedError as refused:
        return Reading(errors=(refused.finding,)), 0
    except (OperationalError, ProgrammingError):
        return Reading(errors=(ReaderFinding(None, "no_database"),)), 0


def _read_in(options) -> tuple[Reading, int]:
    """The same path for a dry run, which is then rolled back."""
    programme, region = _programme(options["programme"]), _region(options["region"])
    text = read_plan_text(_content(options["file"]), names())
    plan = lock_plan(open_plan(programme, region=region, by=None))
    reading = resolve(text, plan=plan)
    written = [] if reading.errors else import_plan(plan, read=reading.plan(), by=None)
    return reading, len(written)


def _programme(name: str) -> Programme:
    programme = programme_named(name)
    if programme is None:
        raise RefusedError("no_programme", programme=name)
    if programme.state == Programme.State.ARCHIVED:
        raise RefusedError("archived")
    return programme


def _region(code: str) -> Region | None:
    region = Region.objects.filter(code=code).first()
    if region is None and code != NATIONAL:
        raise RefusedError("no_region", region=code)
    return region


def _content(path: str) -> bytes:
    """What the file holds; of one that is too large no more than shows that."""
    shown = os.fsencode(path).decode("utf-8", "replace")
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise RefusedError("no_file", file=shown) from None
    except OSError:
        raise RefusedError("no_access", file=shown) from None
    if len(data) > MAX_BYTES:
        raise RefusedError("too_large", size=max(size, len(data)), limit=MAX_BYTES)
    return data


def _contract(reading: Reading, written: int, region: str | None) -> dict:
    """What other people's scripts rely on."""
    return {
        "rows": [_row(row, region) for bullet in reading.bullets for row in bullet.rows],
        "feedback": [
            {"question": question.code, "text": text}
            for question, text, _source in reading.plan().feedback
        ],
        "warnings": [message_of(warning) for warning in reading.warnings],
        "errors": [message_of(error) for error in reading.errors],
        "written": written,
    }


def _row(row: SaidRow, region: str | None) -> dict:
    return {
        "text": row.text,
        "author_role": row.author_role and row.author_role.code,
        "addressed_role": row.addressed_role and row.addressed_role.code,
        "region": region,
        "place": row.place and row.place.code,
        "source": row.source,
        "parent": row.parent,
        "action": row.action,
    }


def _summary(reading: Reading) -> list[str]:
    """For each role how many actions of how many contributions, and how many answers."""
    lines = []
    for role in dict.fromkeys(bullet.role for bullet in reading.bullets):
        of_role = [one for one in reading.bullets if one.role == role and one.rows]
        rows = phrases.contributions(sum(len(one.rows) for one in of_role))
        if not of_role:
            continue
        if role is None:
            lines.append(_("Without a role, waiting on the board: %(rows)s") % {"rows": rows})
        else:
            lines.append(f"{capfirst(role.dative)}: {phrases.actions(len(of_role))}, {rows}")
    if answers := reading.plan().feedback:
        lines.append(_("Feedback answers: %(n)s") % {"n": number(len(answers))})
    return lines


def _remarks(reading: Reading) -> list[str]:
    """The warnings, what is there already in one line."""
    there = sum(one.code == "already_there" for one in reading.warnings)
    lines = [sentence_of(one) for one in reading.warnings if one.code != "already_there"]
    if there:
        lines.append(f"{sentence_of(ReaderFinding(None, 'already_there'))}: {number(there)}")
    return lines
