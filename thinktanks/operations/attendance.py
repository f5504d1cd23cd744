"""The attendance list: kept for the report and the funder's check, then deleted."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from language.fold import fold_words
from stakeholders.models import User
from thinktanks.models import Attendee, ThinkTank
from thinktanks.operations.locks import lock_think_tank

ATTENDANCE_KEPT = datetime.timedelta(days=365)
# Rows that come from a form: whether they exist needs no query for each person.
REFERENCES = ("think_tank", "role", "organisation", "municipality")


@dataclass(frozen=True)
class Recorded:
    """How many people were added and how many were on the list already, and the names that are on it twice now."""

    added: int
    already_there: int
    same_names: tuple[str, ...]


def deleted_after(think_tank: ThinkTank) -> datetime.date:
    """Return the last day on which the attendance list of a think tank is kept."""
    return think_tank.held_on + ATTENDANCE_KEPT


@transaction.atomic
def record_attendance(think_tank: ThinkTank, *, people: list[dict], by: User) -> Recorded:
    """Add people (the fields of an Attendee), except those who are on the list already; return what was done.

    It is the same person only if nothing differs: name, e-mail address, role, organisation, municipality. Each row has
    the day after which it is deleted. Refuses: archived, and what the columns do not hold, with the codes of the fields.
    """
    think_tank = lock_think_tank(think_tank)
    known = {_person_key(attendee) for attendee in think_tank.attendees.all()}
    names = {name for name, *_others in known}
    delete_after = deleted_after(think_tank)
    added, same_names = [], []
    for person in map(_cleaned, people):
        attendee = Attendee(think_tank=think_tank, delete_after=delete_after, **person)
        attendee.clean_fields(exclude=REFERENCES)
        key = _person_key(attendee)
        if key in known:
            continue
        if key[0] in names:
            same_names.append(attendee.name)
        known.add(key)
        names.add(key[0])
        added.append(attendee)
    Attendee.objects.bulk_create(added)
    return Recorded(len(added), len(people) - len(added), tuple(dict.fromkeys(same_names)))


def _cleaned(person: dict) -> dict:
    """Return a person with the name and the organisation on one line each."""
    return person | {
        "name": clean_line(person["name"]),
        "organisation_name": clean_line(person.get("organisation_name", "")),
    }


def _person_key(attendee: Attendee) -> tuple[str, str, str, int | None, int | None]:
    """Return what is equal in two rows of the same person, whatever the capitals, diacritics and blanks."""
    return (
        fold_words(attendee.name),
        attendee.email.casefold(),
        fold_words(attendee.organisation_name),
        attendee.role_id,
        attendee.municipality_id,
    )


@transaction.atomic
def change_attendee(attendee: Attendee, *, person: dict, by: User) -> Attendee:
    """Correct the fields of a person on the list and return the row.

    Refuses: archived, gone (removed meanwhile), known (nothing then differs from another row), and what the columns do not hold.
    """
    think_tank = lock_think_tank(attendee.think_tank)
    rows = {row.pk: row for row in think_tank.attendees.all()}
    changed = rows.pop(attendee.pk, None)
    if changed is None:
        raise ValidationError(
            _("Somebody has removed this person from the list meanwhile."), code="gone"
        )
    for name, value in _cleaned(person).items():
        setattr(changed, name, value)
    changed.clean_fields(exclude=REFERENCES)
    if _person_key(changed) in map(_person_key, rows.values()):
        raise ValidationError(_("The same person is already on the list."), code="known")
    changed.save()
    return changed


@transaction.atomic
def remove_attendee(attendee: Attendee, *, by: User) -> None:
    """Delete a person from the attendance list, after a mistake or on request; in an archived programme too."""
    attendee.delete()
