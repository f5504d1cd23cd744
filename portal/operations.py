"""Correct what earlier versions of the portal let in, across the apps."""

from itertools import chain

from django.core.exceptions import ValidationError
from django.db import models, transaction

from actionplans.models import Action
from actionplans.models.action import ACTION_DETAILS
from actionplans.operations.actions import detail_action
from language.clean_text import clean_line
from language.latvian import sort_key
from language.numbers import is_possible_day, possible_day, possible_part_of_date
from stakeholders.models import MapEntry, Organisation, User
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Attendee, Programme, Question, ThinkTank
from thinktanks.operations.attendance import deleted_after

# Fields of one line. Captured texts and all that is published are not among them.
LINES = {
    Organisation: ("name", "name_en"),
    User: ("name",),
    Programme: ("name_lv", "name_en", "figure_credit_lv", "figure_credit_en"),
    Question: ("text_lv", "text_en"),
    ThinkTank: ("town", "venue"),
    Attendee: ("name", "organisation_name"),
}


@transaction.atomic
def correct_old_data() -> list[str]:
    """Correct names of several lines and impossible dates; return a sentence about each correction.

    A second run corrects nothing. What cannot be corrected stays as it is and is named each time. Names and addresses of
    people are not in the sentences.
    """
    rows = [row for model in LINES for row in model.objects.order_by("pk").iterator()]
    sentences = [
        *map(_correct_lines, rows),
        *map(_correct_source, MapEntry.objects.order_by("pk")),
        *map(_correct_day, ThinkTank.objects.order_by("pk")),
        *map(_correct_deadline, Action.objects.live().select_related("plan__programme")),
    ]
    corrections = list(chain.from_iterable(sentences))
    if corrections:
        raise_public_revision()
    return corrections


def _correct_lines(row: models.Model) -> list[str]:
    """Put the names of a row on one line each."""
    found = []
    for name in LINES[type(row)]:
        text = getattr(row, name)
        try:
            line = clean_line(text)
        except ValidationError:
            line = ""
        if text and not line:
            found.append(f"{_label(row)}: {name} cannot be read; it stays as it is.")
        elif line != text:
            setattr(row, name, line)
            found.append(f"{_label(row)}: {name} is on one line.")
    if isinstance(row, Organisation):
        row.sort_key = sort_key(row.name)
    if found:
        row.save()
    return found


def _correct_source(entry: MapEntry) -> list[str]:
    """Keep the part of an impossible source date that is possible: of „2023-02-30” the month."""
    seen = possible_part_of_date(entry.seen)
    if seen == entry.seen:
        return []
    sentence = f"{_label(entry)}: the date of its source is {seen or 'empty'}, not {entry.seen}."
    entry.seen = seen
    entry.save(update_fields=["seen"])
    return [sentence]


def _correct_day(think_tank: ThinkTank) -> list[str]:
    """Bring the day of a think tank into the possible years, and when its attendance list is deleted with it."""
    day = possible_day(think_tank.held_on)
    if day == think_tank.held_on:
        return []
    sentence = f"{_label(think_tank)}: its day is {day}, not {think_tank.held_on}."
    think_tank.held_on = day
    think_tank.save(update_fields=["held_on"])
    think_tank.attendees.update(delete_after=deleted_after(think_tank))
    return [sentence]


def _correct_deadline(action: Action) -> list[str]:
    """Bring a deadline into the possible years by an event of its plan; published versions keep theirs."""
    if not action.deadline or is_possible_day(action.deadline):
        return []
    if action.plan.programme.is_archived:
        return [
            f"{_label(action)}: its deadline {action.deadline} stays, since its programme is archived."
        ]
    day = possible_day(action.deadline)
    texts = {name: str(getattr(action, name) or "") for name in ACTION_DETAILS}
    support = list(action.support_roles.all())
    detail_action(
        action, **texts, deadline=day, support_roles=support, version=action.version, by=None
    )
    return [f"{_label(action)}: its deadline is {day}, not {action.deadline}."]


def _label(row: models.Model) -> str:
    return f"{row._meta.label} {row.pk}"
