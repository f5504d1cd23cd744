"""What import_plan prints for a person."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplans.queries.imports.new_rows import ReadPlan
from actionplans.queries.imports.plan_import import PlanImport
from actionplans.readers.messages import LEFT_OUT, OFFERED, sentence_of
from language import phrases
from language.latvian import number
from thinktanks.addresses import page_address


@dataclass(frozen=True)
class ImportDone:
    """What was read for a plan, how many contributions were saved, and whether anything was."""

    reading: PlanImport
    plan_pk: int | None = None
    written: int = 0
    has_saved: bool = False


def report_lines(done: ImportDone, *, is_dry_run: bool) -> list[str]:
    """Return what was read, the warnings, texts for the programme, what was saved, lines not taken, and the next page."""
    reading = done.reading
    lines = [*_summary(reading), *_warnings(reading), *_offers(reading)]
    if reading.errors:
        return lines
    lines.append(_result(done, is_dry_run=is_dry_run))
    lines.append(_("Lines not taken: %(n)s") % {"n": number(len(reading.left_out))})
    if not is_dry_run:
        address = page_address("plan-publish", done.plan_pk)
        lines.append(_("Next, check and publish the plan: %(address)s") % {"address": address})
    return lines


def _result(done: ImportDone, *, is_dry_run: bool) -> str:
    """Return what was saved, or would be, in total."""
    total = _total(done.reading.plan())
    if is_dry_run and total:
        return _("Nothing was saved. Without --dry-run this would be: %(total)s") % {"total": total}
    if done.has_saved:
        return _("Saved: %(total)s") % {"total": total} if total else _("Saved")
    return _("Nothing was saved: everything in this text is already there.")


def _total(read: ReadPlan) -> str:
    """Return how many actions, contributions and answers there are; empty without any."""
    counts = (
        (phrases.actions, read.new_actions),
        (phrases.contributions, len(read.rows)),
        (phrases.answers, len(read.feedback)),
    )
    return ", ".join(phrase(count) for phrase, count in counts if count)


def _summary(reading: PlanImport) -> list[str]:
    """Return for each role the number of actions and contributions, and the number of answers."""
    lines = []
    for role in dict.fromkeys(bullet.role for bullet in reading.bullets):
        bullets = [bullet for bullet in reading.bullets if bullet.role == role and bullet.rows]
        rows = phrases.contributions(sum(len(bullet.rows) for bullet in bullets))
        if not bullets:
            continue
        if role is None:
            lines.append(_("Without a role, waiting on the board: %(rows)s") % {"rows": rows})
        else:
            lines.append(f"{capfirst(role.dative)}: {phrases.actions(len(bullets))}, {rows}")
    if answers := reading.plan().feedback:
        lines.append(_("Feedback answers: %(n)s") % {"n": number(len(answers))})
    return lines


def _warnings(reading: PlanImport) -> list[str]:
    """Return the warnings as sentences, except of lines that are offered; stored items in one sentence, with their lines."""
    warnings = [
        warning
        for warning in reading.warnings
        if warning.code != "already_there"
        and not (warning.code in LEFT_OUT and warning.source in reading.offered_lines)
    ]
    stored = [warning for warning in reading.warnings if warning.code == "already_there"]
    lines = [sentence_of(warning) for warning in warnings]
    if stored:
        numbers = dict.fromkeys(str(warning.params["line"]) for warning in stored)
        values = {"n": number(len(stored)), "lines": ", ".join(numbers)}
        lines.append(_("Already here, not added again: %(n)s (lines %(lines)s)") % values)
    return lines


def _offers(reading: PlanImport) -> list[str]:
    """Return the texts that the programme has fields for, to be copied there."""
    if not reading.offers:
        return []
    lines = []
    for name, offer in reading.offers.items():
        numbers = ", ".join(map(str, offer.lines))
        lines.append(
            _("%(field)s (lines %(lines)s): %(text)s")
            % {"field": OFFERED[name], "lines": numbers, "text": offer.text}
        )
    return [_("These texts may belong to the programme; copy them to its fields:"), *lines]
