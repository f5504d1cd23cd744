"""The attendance list: kept for the report and the funder's check, then deleted."""

import datetime

from django.db import transaction

from stakeholders.models import User
from thinktanks.models import Attendee, ThinkTank

ATTENDANCE_KEPT = datetime.timedelta(days=365)


def deleted_after(think_tank: ThinkTank) -> datetime.date:
    """Return the last day on which the attendance list of a think tank is kept."""
    return think_tank.held_on + ATTENDANCE_KEPT


@transaction.atomic
def record_attendance(think_tank: ThinkTank, *, people: list[dict], by: User) -> int:
    """Add people (the fields of an Attendee) and return how many were not on the list before.

    Each row has the day after which it is deleted.
    """
    think_tank = ThinkTank.objects.select_for_update().get(pk=think_tank.pk)
    attendees = think_tank.attendees.all()
    known = {_person_key(attendee.name, attendee.email) for attendee in attendees}
    delete_after = deleted_after(think_tank)
    added = []
    for person in people:
        key = _person_key(person["name"], person["email"])
        if key not in known:
            known.add(key)
            added.append(Attendee(think_tank=think_tank, delete_after=delete_after, **person))
    Attendee.objects.bulk_create(added)
    return len(added)


def _person_key(name: str, email: str) -> tuple[str, str]:
    """Return what two rows of the same person have in common, whatever the case."""
    return " ".join(name.casefold().split()), email.casefold().strip()


@transaction.atomic
def remove_attendee(attendee: Attendee, *, by: User) -> None:
    """Delete a person from the attendance list, after a mistake or on request."""
    attendee.delete()
