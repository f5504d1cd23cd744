"""The attendance list: kept for the report and the funder's check, then deleted.

Neither a row nor an event keeps when a person was added, registered or came: that would show who joined as which device.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from language.fold import fold_words
from stakeholders.models import Organisation, User
from stakeholders.operations.public_revision import raise_public_revision
from stakeholders.organisation_names import OrganisationNames
from thinktanks.models import Attendee, ThinkTank
from thinktanks.operations.locks import lock_any_think_tank, lock_live_think_tank
from thinktanks.operations.log import record
from thinktanks.queries.attendance import SMALLEST_GROUP

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
    the day after which it is deleted. Unless a row says so itself, its person came if the think tank has begun; then
    somebody who is on the list already came too. Five people or more at once are an event; of fewer it would show when.
    Refuses: archived, cancelled, and what the columns do not hold, with the codes of the fields.
    """
    think_tank = lock_live_think_tank(think_tank)
    known = {person_key(attendee): attendee for attendee in think_tank.attendees.all()}
    names = {name for name, *_others in known}
    came = think_tank.state in (ThinkTank.State.OPEN, ThinkTank.State.CLOSED)
    find = OrganisationNames().find
    added, came_too, same_names = [], [], []
    for person in people:
        attendee = new_attendee(think_tank, {"came": came} | person, find=find)
        key = person_key(attendee)
        if key in known:
            came_too += [known[key].pk] * attendee.came
            continue
        if key[0] in names:
            same_names.append(attendee.name)
        known[key] = attendee
        names.add(key[0])
        added.append(attendee)
    Attendee.objects.bulk_create(added)
    think_tank.attendees.filter(pk__in=came_too).update(came=True)
    _note_change(think_tank)
    if len(added) >= SMALLEST_GROUP:
        _record_number(think_tank, was=len(known) - len(added), now=len(known), by=by)
    return Recorded(len(added), len(people) - len(added), tuple(dict.fromkeys(same_names)))


def new_attendee(
    think_tank: ThinkTank, person: dict, *, find: Callable[[str], Organisation | None]
) -> Attendee:
    """Return a person who is not stored yet, with the organisation that `find` gives; refuses as the columns do."""
    person = _cleaned(person)
    attendee = Attendee(
        think_tank=think_tank,
        delete_after=deleted_after(think_tank),
        organisation=find(person["organisation_name"]),
        **person,
    )
    attendee.clean_fields(exclude=REFERENCES)
    return attendee


def _cleaned(person: dict) -> dict:
    """Return a person with the name and the organisation on one line each."""
    return person | {
        "name": clean_line(person["name"]),
        "organisation_name": clean_line(person.get("organisation_name", "")),
    }


def person_key(attendee: Attendee) -> tuple[str, str, str, int | None, int | None]:
    """Return what is equal in two rows of the same person, whatever the capitals, diacritics and blanks."""
    return (
        fold_words(attendee.name),
        attendee.email.casefold(),
        fold_words(attendee.organisation_name),
        attendee.role_id,
        attendee.municipality_id,
    )


def hide_order(think_tank: ThinkTank) -> None:
    """Write all rows of a list again by their random ids: PostgreSQL keeps in which order, and by which transaction."""
    attendees = list(think_tank.attendees.order_by("pk"))
    think_tank.attendees.all().delete()
    Attendee.objects.bulk_create(attendees)


def _note_change(think_tank: ThinkTank) -> None:
    """Finish a change of the list, of which figures are public once the think tank is closed."""
    hide_order(think_tank)
    if think_tank.is_closed:
        raise_public_revision()


def _record_number(think_tank: ThinkTank, *, was: int, now: int, by: User) -> None:
    """Record that people were added, without saying who."""
    record(
        "attendance.recorded",
        programme=think_tank.programme,
        think_tank=think_tank,
        changes={"people": [was, now]},
        actor=by,
    )


@transaction.atomic
def change_attendee(attendee: Attendee, *, person: dict, by: User) -> Attendee:
    """Correct the fields of a person on the list and return the row.

    Refuses: archived, cancelled, gone (removed meanwhile), known (nothing then differs from another row), and what the
    columns do not hold.
    """
    think_tank = lock_live_think_tank(attendee.think_tank)
    rows = {row.pk: row for row in think_tank.attendees.all()}
    changed = rows.pop(attendee.pk, None)
    if changed is None:
        _refuse_gone()
    person = _cleaned(person)
    if person["organisation_name"] != changed.organisation_name:
        changed.organisation = OrganisationNames().find(person["organisation_name"])
    for name, value in person.items():
        setattr(changed, name, value)
    changed.clean_fields(exclude=REFERENCES)
    if person_key(changed) in map(person_key, rows.values()):
        raise ValidationError(_("The same person is already on the list."), code="known")
    changed.save()
    _note_change(think_tank)
    return changed


@transaction.atomic
def mark_came(attendee: Attendee, *, came: bool, by: User) -> Attendee:
    """Note that a person on the list came, or that they did not; several may do so at once and again.

    Refuses: archived, cancelled, gone (removed meanwhile).
    """
    think_tank = lock_live_think_tank(attendee.think_tank)
    if not think_tank.attendees.filter(pk=attendee.pk).update(came=came):
        _refuse_gone()
    _note_change(think_tank)
    attendee.came = came
    return attendee


def _refuse_gone() -> None:
    raise ValidationError(
        _("Somebody has removed this person from the list meanwhile."), code="gone"
    )


@transaction.atomic
def remove_attendee(attendee: Attendee, *, by: User) -> None:
    """Delete a person from the attendance list, after a mistake or on request; archived or cancelled too."""
    think_tank = lock_any_think_tank(attendee.think_tank)
    attendee.delete()
    if think_tank.is_closed:
        raise_public_revision()
