"""Named reads of the event."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from stakeholders.models import Municipality, Region, Role, User
from stakeholders.permissions import coordinated_region_ids, is_administrator
from thinktanks.codes import hash_of, read_code
from thinktanks.models import Attendee, Device, Programme, ThinkTank
from thinktanks.permissions import facilitated_think_tank_ids

FEWEST_TOLD = 5


def has_demo_programme() -> bool:
    """Whether invented demonstration data are in this database."""
    return Programme.objects.filter(demo=True).exists()


def programme_named(name: str) -> Programme | None:
    """The programme with this code, else the one with this number; None where there is neither."""
    programme = Programme.objects.filter(code=name).first()
    if programme is None and name.isdecimal() and len(name) < 19:
        programme = Programme.objects.filter(pk=int(name)).first()
    return programme


def think_tanks_visible_to(user: User) -> QuerySet[ThinkTank]:
    """Think tanks that an account runs: the own ones, those of the coordinated regions, all for administrators."""
    think_tanks = ThinkTank.objects.select_related("programme", "region")
    if is_administrator(user):
        return think_tanks
    return think_tanks.filter(
        Q(pk__in=facilitated_think_tank_ids(user)) | Q(region__in=coordinated_region_ids(user))
    )


def programmes_scheduled_by(user: User) -> QuerySet[Programme]:
    """Open programmes in which an account may schedule think tanks."""
    programmes = Programme.objects.filter(state=Programme.State.OPEN)
    return programmes if regions_scheduled_by(user).exists() else programmes.none()


def regions_scheduled_by(user: User) -> QuerySet[Region]:
    """Regions in which an account may schedule think tanks."""
    if is_administrator(user):
        return Region.objects.all()
    return Region.objects.filter(pk__in=coordinated_region_ids(user))


def roles_of(programme: Programme) -> tuple[list[Role], list[Role]]:
    """The roles that may speak, and those that may be addressed, each in order; one query."""

    def chosen_in(lists: type) -> Exists:
        return Exists(lists.objects.filter(programme=programme, role=OuterRef("pk")))

    roles = Role.objects.annotate(
        speaks=chosen_in(Programme.speaker_roles.through),
        is_addressed=chosen_in(Programme.addressed_roles.through),
    ).order_by("order")
    roles = list(roles)
    return [role for role in roles if role.speaks], [role for role in roles if role.is_addressed]


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


def think_tank_by_join_code(typed: str) -> ThinkTank | None:
    """The think tank that a code from its sheet leads to, in whatever way it was typed."""
    return _think_tank_with(join_code=read_code(typed))


def think_tank_by_feedback_code(typed: str) -> ThinkTank | None:
    """The think tank that a feedback code leads to, in whatever way it was typed."""
    return _think_tank_with(feedback_code=read_code(typed))


def _think_tank_with(**code: str) -> ThinkTank | None:
    if not any(code.values()):
        return None
    return ThinkTank.objects.select_related("programme", "region").filter(**code).first()


def device_with_token(token: str) -> Device | None:
    """The device that keeps this token, with its think tank, table and role."""
    related = ("think_tank__programme", "think_tank__region", "table", "role")
    return Device.objects.select_related(*related).filter(token_hash=hash_of(token)).first()


def owner_name(person: User | Device) -> str:
    """An opaque name for an account or a device, by which a browser tells whose entries wait in it."""
    kind = "user" if isinstance(person, User) else "device"
    return salted_hmac("thinktanks.owner", f"{kind}:{person.pk}").hexdigest()[:22]
