"""Attendance lists and their figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from stakeholders.models import Municipality, Role, User
from thinktanks.models import Attendee, ThinkTank
from thinktanks.queries.think_tanks import think_tanks_visible_to

FEWEST_TOLD = 5


@dataclass(frozen=True)
class Attendance:
    """How many came; None where fewer than 5 would be told, also by a difference.

    `elsewhere` are those whose municipality is not known, or is not told because fewer than 5 came from it.
    """

    total: int | None
    by_role: tuple[tuple[Role | None, int], ...] | None
    by_municipality: tuple[tuple[Municipality, int], ...]
    elsewhere: int


def attendees_visible_to(user: User) -> QuerySet[Attendee]:
    """People on the attendance lists of the think tanks that an account runs."""
    think_tanks = think_tanks_visible_to(user)
    return Attendee.objects.filter(think_tank__in=think_tanks).select_related(
        "think_tank__region", "think_tank__programme", "role", "municipality"
    )


def attendance_of(attendees: Iterable[Attendee]) -> Attendance:
    """The figures of a list. By role only where each role has at least 5 or nobody: else the rest would tell."""
    attendees = list(attendees)
    roles = Counter(one.role for one in attendees)
    total = sum(roles.values())
    told = all(count >= FEWEST_TOLD for count in roles.values())
    ordered = sorted(roles.items(), key=lambda row: row[0].order if row[0] else len(roles) * 100)
    return Attendance(
        total=total if total >= FEWEST_TOLD or not total else None,
        by_role=tuple(ordered) if told else None,
        **_by_municipality(attendees, total),
    )


def attendance_at(think_tanks: Iterable[ThinkTank]) -> tuple[dict[int, Attendance], Attendance]:
    """The figures of each of these think tanks by its number, and of all together; one query."""
    numbers = [one.pk for one in think_tanks]
    rows = Attendee.objects.filter(think_tank__in=numbers).select_related("role", "municipality")
    rows = list(rows)
    each = {
        number: attendance_of([one for one in rows if one.think_tank_id == number])
        for number in numbers
    }
    return each, attendance_of(rows)


def _by_municipality(attendees: list[Attendee], total: int) -> dict:
    """Those from which at least 5 came, the most first, and the rest together: at least 5 too, or nobody."""
    counts = Counter(one.municipality for one in attendees if one.municipality)
    told = [row for row in counts.most_common() if row[1] >= FEWEST_TOLD]
    while told and 0 < total - sum(count for _place, count in told) < FEWEST_TOLD:
        told.pop()
    elsewhere = total - sum(count for _place, count in told)
    return {"by_municipality": tuple(told), "elsewhere": elsewhere if told else 0}
