"""Attendance lists, their exact figures, and public ones from which nobody can be identified."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from language.fold import fold_words
from language.latvian import sort_key
from stakeholders.models import Municipality, Role, User
from thinktanks.models import Attendee, ThinkTank
from thinktanks.queries.think_tanks import think_tanks_visible_to

SMALLEST_GROUP = 5


@dataclass(frozen=True)
class ExactCount:
    """How many people of a role or municipality (None: not known) are on a list, and how many of them came."""

    of: Role | Municipality | None
    listed: int
    came: int


@dataclass(frozen=True)
class ExactAttendance:
    """The figures of a list for those who see its names anyway."""

    listed: int
    registered: int
    came: int
    by_role: tuple[ExactCount, ...]
    by_municipality: tuple[ExactCount, ...]


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
        "think_tank__region", "think_tank__programme", "role", "organisation", "municipality"
    )


def people_on_list(think_tank: ThinkTank) -> list[Attendee]:
    """Return the people on the list of a think tank, by name in Latvian order."""
    people = think_tank.attendees.select_related("role", "organisation", "municipality")
    return sorted(people, key=lambda attendee: (sort_key(attendee.name), attendee.pk))


def is_found(attendee: Attendee, typed: str) -> bool:
    """Return whether each word typed begins a word of the name or organisation, whatever the capitals and diacritics."""
    words = fold_words(f"{attendee.name} {attendee.organisation_shown}").split()
    return all(any(word.startswith(part) for word in words) for part in fold_words(typed).split())


def count_came(think_tank: ThinkTank) -> dict[str, int]:
    """Return how many people are on the list, and how many of them came."""
    came = Q(came=True)
    return think_tank.attendees.aggregate(listed=Count("pk"), came=Count("pk", filter=came))


def exact_attendance(attendees: list[Attendee]) -> ExactAttendance:
    """Return the exact figures of a list, roles in their order, municipalities in Latvian order."""
    roles = _counts([(attendee.role, attendee.came) for attendee in attendees])
    places = _counts([(attendee.municipality, attendee.came) for attendee in attendees])
    return ExactAttendance(
        listed=len(attendees),
        registered=sum(attendee.registered for attendee in attendees),
        came=sum(attendee.came for attendee in attendees),
        by_role=tuple(sorted(roles, key=lambda count: _order_of(count.of))),
        by_municipality=tuple(
            sorted(places, key=lambda count: (not count.of, count.of and count.of.sort_key))
        ),
    )


def _counts(rows: list[tuple[Role | Municipality | None, bool]]) -> list[ExactCount]:
    listed = Counter(of for of, _came in rows)
    came = Counter(of for of, has_come in rows if has_come)
    return [ExactCount(of, count, came[of]) for of, count in listed.items()]


def organisations_that_came(think_tank: ThinkTank) -> list[str]:
    """Return the organisations that may be named, of people who came: each once, in Latvian order."""
    rows = think_tank.attendees.filter(came=True, may_be_named=True).select_related("organisation")
    names = {
        fold_words(attendee.organisation_shown): attendee.organisation_shown for attendee in rows
    }
    return sorted(filter(None, names.values()), key=sort_key)


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
        by_role=_in_order(roles) if is_shown else None,
        by_municipality=by_municipality,
        elsewhere=elsewhere,
    )


def attendance_at(think_tanks: Iterable[ThinkTank]) -> tuple[dict[int, Attendance], Attendance]:
    """Return the figures of who came to each think tank by its pk, and those of all together; one query.

    Those of all together are the sum of what is shown of each: with anything else in it, a small group could be found by
    subtraction. A think tank whose total is not shown is not in it.
    """
    pks = [think_tank.pk for think_tank in think_tanks]
    came = Attendee.objects.filter(think_tank__in=pks, came=True)
    attendees = list(came.select_related("role", "municipality"))
    figures = {
        pk: attendance_of(attendee for attendee in attendees if attendee.think_tank_id == pk)
        for pk in pks
    }
    return figures, _sum_of([figures[pk] for pk in pks if figures[pk].total])


def _sum_of(days: list[Attendance]) -> Attendance:
    """Add up what is shown of several think tanks; `elsewhere` are the people whose municipality is not shown of theirs."""
    total = sum(day.total for day in days)
    roles, places = Counter(), Counter()
    for day in days:
        roles += Counter(dict(day.by_role or ()))
        places += Counter(dict(day.by_municipality))
    is_shown = all(day.by_role is not None for day in days)
    return Attendance(
        total=total,
        by_role=_in_order(roles) if is_shown else None,
        by_municipality=tuple(places.most_common()),
        elsewhere=total - places.total() if places else 0,
    )


def _in_order(roles: Counter[Role | None]) -> tuple[tuple[Role | None, int], ...]:
    return tuple(sorted(roles.items(), key=lambda row: _order_of(row[0])))


def _order_of(role: Role | None) -> tuple[bool, int]:
    """Sort roles in their order, the unknown role last."""
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
