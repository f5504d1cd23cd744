"""The changes of a think tank as sentences.

Each sentence continues a name („Anna ieplānoja …”), in the simple past, which has no gender in Latvian.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language import latvian
from stakeholders.models import Role, User
from thinktanks.models import ProgrammeEvent, ThinkTank

SENTENCES = {
    "think_tank.scheduled": gettext_lazy("planned the think tank"),
    "think_tank.changed": gettext_lazy("changed the think tank"),
    "think_tank.opened": gettext_lazy("opened the think tank"),
    "think_tank.closed": gettext_lazy("closed the think tank"),
    "think_tank.cancelled": gettext_lazy("cancelled the think tank"),
    "attendance.recorded": gettext_lazy("added people to the attendance list"),
    "join_code.rotated": gettext_lazy("created a new join code"),
}
LABELS = {
    "held_on": gettext_lazy("Date"),
    "starts_at": gettext_lazy("Start"),
    "ends_at": gettext_lazy("End"),
    "town": gettext_lazy("Town"),
    "venue": gettext_lazy("Venue"),
    "people": gettext_lazy("People"),
}
NOTHING = "–"


@dataclass(frozen=True)
class ThinkTankChange:
    """One change: who did what and when; `details` are lines „label: was → now”, `reason` is in the words of that person."""

    at: datetime.datetime
    who: str
    what: str
    details: tuple[str, ...]
    reason: str


def changes_of(think_tank: ThinkTank) -> list[ThinkTankChange]:
    """Return the changes of a think tank, the newest first; four queries however many there are."""
    events = list(think_tank.events.filter(kind__in=SENTENCES).order_by("-pk"))
    people = {event.actor for event in events if event.actor}
    for event in events:
        for ends in event.changes.get("facilitators", ()):
            people |= {int(pk) for pk in ends}
    names = _Names(
        {pk: str(user) for pk, user in User.objects.in_bulk(people).items()},
        {role.pk: role.name for role in Role.objects.all()},
    )
    return [
        ThinkTankChange(
            at=event.created_at,
            who=names.users.get(event.actor) or _("The portal"),
            what=str(SENTENCES[event.kind]),
            details=tuple(names.details(event)),
            reason=event.changes.get("cancellation_reason", ("", ""))[1],
        )
        for event in events
    ]


@dataclass(frozen=True)
class _Names:
    """The names of accounts and roles by id."""

    users: dict[int, str]
    roles: dict[int, str]

    def details(self, event: ProgrammeEvent) -> list[str]:
        """Return a line for each field, table and facilitator that changed."""
        lines = [
            _line(label, *(_shown(field, value) for value in event.changes[field]))
            for field, label in LABELS.items()
            if field in event.changes
        ]
        for was, now in _pairs(event.changes.get("tables")):
            label = _("Table %(n)s") % {"n": (now or was)["number"]}
            lines.append(_line(label, self._table(was), self._table(now)))
        was, now = event.changes.get("facilitators", ({}, {}))
        for pk in sorted({*was, *now}, key=int):
            ends = [self._end(ends, pk) for ends in (was, now)]
            if ends[0] != ends[1]:
                label = _("Facilitator %(name)s") % {"name": self.users.get(int(pk), NOTHING)}
                lines.append(_line(label, *ends))
        return lines

    def _table(self, table: dict | None) -> str:
        if table is None:
            return NOTHING
        role = self.roles.get(table["role"], _("without a role"))
        return f"{table['name']} ({role})" if table["name"] else role

    def _end(self, ends: dict[str, str | None], pk: str) -> str:
        if pk not in ends:
            return NOTHING
        if ends[pk] is None:
            return _("without an end")
        last = datetime.datetime.fromisoformat(ends[pk]) - datetime.timedelta(microseconds=1)
        return _("until %(date)s") % {"date": latvian.date_in_case(last, latvian.DATIVE)}


def _pairs(tables: list | None) -> list[tuple[dict | None, dict | None]]:
    """Return what each changed table was and is, by number."""
    was, now = tables or ({}, {})
    pairs = [(was.get(pk), now.get(pk)) for pk in {*was, *now}]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    return sorted(changed, key=lambda pair: (pair[1] or pair[0])["number"])


def _line(label: str, was: str, now: str) -> str:
    return f"{label}: {was} → {now}"


def _shown(field: str, value: str | None) -> str:
    """Return a value of an event as people read it."""
    if not value:
        return NOTHING
    if field == "held_on":
        day = datetime.date.fromisoformat(value)
        return latvian.date_in_case(day, latvian.NOMINATIVE)
    if field in ("starts_at", "ends_at"):
        return latvian.clock_in_table(datetime.time.fromisoformat(value))
    return value
