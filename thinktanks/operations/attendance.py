"""Who came: kept for the report and the funder's check, then deleted."""

import datetime

from django.db import transaction

from stakeholders.models import User
from thinktanks.models import Attendee, ThinkTank

ATTENDANCE_KEPT = datetime.timedelta(days=365)


def deleted_after(think_tank: ThinkTank) -> datetime.date:
    """The last day on which the attendance list of a think tank is kept."""
    return think_tank.held_on + ATTENDANCE_KEPT


@transaction.atomic
def record_attendance(think_tank: ThinkTank, *, people: list[dict], by: User) -> int:
    """Add who came (the fields of an Attendee); returns how many were not on the list before.

    Each row carries the day after which it is deleted.
    """
    think_tank = ThinkTank.objects.select_for_update().get(pk=think_tank.pk)
    known = {_person_key(one.name, one.email) for one in think_tank.attendees.all()}
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
    """What makes two rows the same person, whatever the capitals."""
    return " ".join(name.casefold().split()), email.casefold().strip()


@transaction.atomic
def remove_attendee(attendee: Attendee, *, by: User) -> None:
    """Delete one person from the attendance list: a mistake, or the person asked for it."""
    attendee.delete()
