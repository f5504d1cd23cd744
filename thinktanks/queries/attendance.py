"""Attendance lists, and figures of them from which nobody can be identified."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from stakeholders.models import Municipality, Role, User
from thinktanks.models import Attendee, ThinkTank
from thinktanks.queries.think_tanks import think_tanks_visible_to

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class Attendance:
    """How many people came. A figure below 5 is None or left out, also where it could be found by subtraction.

    `elsewhere` counts those whose municipality is unknown or is not shown.
    """

    total: int | None
    by_role: tuple[tuple[Role | None, int], ...] | None
    by_municipality: tuple[tuple[Municipality, int], ...]
    elsewhere: int


def attendees_visible_to(user: User) -> QuerySet[Attendee]:
    """Return the people on the attendance lists of the think tanks that an account runs."""
    return Attendee.objects.filter(think_tank__in=think_tanks_visible_to(user)).select_related(
        "think_tank__region", "think_tank__programme", "role", "municipality"
    )


def attendance_of(attendees: Iterable[Attendee]) -> Attendance:
    """Return the figures of a list.

    Figures by role only if every role has 0 or at least 5 people; otherwise small groups could be deduced.
    """
    attendees = list(attendees)
    total = len(attendees)
    roles = Counter(attendee.role for attendee in attendees)
    is_shown = all(count >= SMALLEST_GROUP for count in roles.values())
    by_municipality, elsewhere = _by_municipality(attendees)
    return Attendance(
        total=total if total >= SMALLEST_GROUP or not total else None,
        by_role=tuple(sorted(roles.items(), key=_order_of)) if is_shown else None,
        by_municipality=by_municipality,
        elsewhere=elsewhere,
    )


def attendance_at(think_tanks: Iterable[ThinkTank]) -> tuple[dict[int, Attendance], Attendance]:
    """Return the figures of each think tank by its pk, and those of all together; one query."""
    pks = [think_tank.pk for think_tank in think_tanks]
    attendees = Attendee.objects.filter(think_tank__in=pks).select_related("role", "municipality")
    attendees = list(attendees)
    figures = {
        pk: attendance_of(attendee for attendee in attendees if attendee.think_tank_id == pk)
        for pk in pks
    }
    return figures, attendance_of(attendees)


def _order_of(row: tuple[Role | None, int]) -> tuple[bool, int]:
    """Sort roles in their order, the unknown role last."""
    role, _count = row
    return role is None, role.order if role else 0


def _by_municipality(
    attendees: list[Attendee],
) -> tuple[tuple[tuple[Municipality, int], ...], int]:
    """Return the municipalities with at least 5 people, largest first, and how many people are elsewhere.

    Fewer than 5 elsewhere would be a small group too: then the smallest municipality is added to them.
    """
    counts = Counter(attendee.municipality for attendee in attendees if attendee.municipality)
    shown = [(place, count) for place, count in counts.most_common() if count >= SMALLEST_GROUP]
    elsewhere = len(attendees) - sum(count for _place, count in shown)
    if shown and 0 < elsewhere < SMALLEST_GROUP:
        _place, count = shown.pop()
        elsewhere += count
    return tuple(shown), elsewhere if shown else 0
