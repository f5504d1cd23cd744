"""Import an older consolidated plan from a file, as a script or by hand."""

import datetime
import json
import os
import re
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import OperationalError, ProgrammingError, transaction
from django.utils import translation

from actionplans.management.import_report import ImportDone, report_lines
from actionplans.models import Plan
from actionplans.models.plan import NATIONAL
from actionplans.operations.imports import import_plan
from actionplans.operations.locks import lock_plan
from actionplans.operations.plans import open_plan
from actionplans.queries.imports.new_rows import ImportRow
from actionplans.queries.imports.plan_import import PlanImport
from actionplans.queries.imports.plan_text import names, resolve
from actionplans.readers.lines import RefusedError
from actionplans.readers.messages import message_of, sentence_of
from actionplans.readers.plan_text import read_plan_text
from actionplans.readers.values import ReaderFinding
from files.gate import MAX_BYTES
from language.characters import readable_argument
from stakeholders.models import Region
from thinktanks.models import Programme
from thinktanks.operations.locks import lock_programme
from thinktanks.queries.programmes import programme_by_code_or_pk

REFUSED = 2
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Command(BaseCommand):
    help = (
        "Import an older consolidated plan from a text: under a heading that names a role each bullet becomes an "
        "action, its parts contributions; under the questions each bullet becomes an answer. Each line that was not "
        "taken is listed with its number and why. "
        "Exit 0: accepted, 2: refused and nothing written."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="a plain text")
        named = {"required": True, "type": readable_argument}
        parser.add_argument("--programme", **named, help="its code or id")
        parser.add_argument("--region", **named, help=f"its code, or {NATIONAL}")
        text = {"default": "", "type": readable_argument}
        parser.add_argument("--published-on", **text, help="when it was published: YYYY-MM-DD")
        parser.add_argument("--source-url", **text, help="where it was published")
        parser.add_argument("--source-title", **text, help="the title of that page")
        parser.add_argument(
            "--answers-published",
            action="store_true",
            help="the feedback was published too, so it may be quoted",
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would be written")
        parser.add_argument("--json", action="store_true", help="one object on standard output")

    def handle(self, *args, **options):
        with translation.override(settings.LANGUAGE_CODE):
            done = _import(options)
            if options["json"]:
                region = None if options["region"] == NATIONAL else options["region"]
                answer = _json(done, region)
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            else:
                self._report(done, is_dry_run=options["dry_run"])
        if done.reading.errors:
            raise SystemExit(REFUSED)

    def _report(self, done: ImportDone, *, is_dry_run: bool):
        for line in report_lines(done, is_dry_run=is_dry_run):
            self.stdout.write(line)
        for error in done.reading.errors:
            self.stderr.write(sentence_of(error))


def _import(options) -> ImportDone:
    """Return what was read and saved; a dry run and a text without anything new save nothing."""
    try:
        with transaction.atomic():
            done = _read_and_write(options)
            if done.has_saved and not options["dry_run"]:
                return done
            transaction.set_rollback(True)
            return replace(done, written=0, has_saved=False)
    except RefusedError as refused:
        error = refused.finding
    except ValidationError as refused:
        error = ReaderFinding(None, refused.code, {"sentence": refused.messages[0]})
    except (OperationalError, ProgrammingError):
        error = ReaderFinding(None, "no_database")
    return ImportDone(PlanImport(errors=(error,)))


def _read_and_write(options) -> ImportDone:
    """Read the file and write the plan; a dry run does the same and is rolled back."""
    source = {
        "original_date": _day(options["published_on"]),
        "source_title": options["source_title"],
        "source_url": options["source_url"],
        "answers_published": options["answers_published"],
    }
    programme, region = _programme(options["programme"]), _region(options["region"])
    text = read_plan_text(_content(options["file"]), names())
    lock_programme(programme)
    plan = lock_plan(open_plan(programme, region=region, by=None))
    reading = resolve(text, plan=plan, answers_published=options["answers_published"])
    if reading.errors:
        return ImportDone(reading)
    written = import_plan(plan, read=reading.plan(), **source, by=None)
    has_new_events = Plan.objects.filter(pk=plan.pk, last_seq__gt=plan.last_seq).exists()
    return ImportDone(reading, plan.pk, len(written), has_new_events)


def _day(text: str) -> datetime.date | None:
    if not text:
        return None
    try:
        return datetime.date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        raise RefusedError("no_date", text=text) from None


def _programme(name: str) -> Programme:
    programme = programme_by_code_or_pk(name)
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
    """Return the content of the file; no more than the limit of it is read."""
    shown = readable_argument(path)
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


def _json(done: ImportDone, region: str | None) -> dict:
    """Return the object that scripts of others read: its names and types stay as they are."""
    reading = done.reading
    return {
        "rows": [_row(row, region) for bullet in reading.bullets for row in bullet.rows],
        "feedback": [
            {"question": question.code, "text": text}
            for question, text, _source in reading.plan().feedback
        ],
        "warnings": [message_of(warning) for warning in reading.warnings],
        "errors": [message_of(error) for error in reading.errors],
        "written": done.written,
        "offers": {name: offer.text for name, offer in reading.offers.items()},
    }


def _row(row: ImportRow, region: str | None) -> dict:
    return {
        "text": row.text,
        "author_role": row.author_role and row.author_role.code,
        "addressed_role": row.addressed_role and row.addressed_role.code,
        "region": region,
        "place": row.municipality and row.municipality.code,
        "source": row.source,
        "parent": row.parent,
        "action": row.action,
    }
