"""The changes of a programme or think tank as sentences, from its events, the newest first.

Each sentence continues a name („Anna ieplānoja …”), in the simple past, which has no gender in Latvian.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language import latvian
from stakeholders.models import Organisation, Role, User
from thinktanks.models import Programme, ProgrammeEvent, ThinkTank

LONGEST = 90  # characters of a value that are shown
SENTENCES = {
    "programme.started": gettext_lazy("started the programme"),
    "programme.changed": gettext_lazy("changed the programme"),
    "programme.archived": gettext_lazy("archived the programme"),
    "programme.reopened": gettext_lazy("opened the programme again"),
    "question.added": gettext_lazy("added a question: “%(now)s”"),
    "question.reworded": gettext_lazy("reworded a question"),
    "question.moved": gettext_lazy("moved the question “%(now)s”"),
    "question.removed": gettext_lazy("removed the question “%(was)s”"),
    "think_tank.scheduled": gettext_lazy("planned the think tank"),
    "think_tank.changed": gettext_lazy("changed the think tank"),
    "think_tank.opened": gettext_lazy("opened the think tank"),
    "think_tank.closed": gettext_lazy("closed the think tank"),
    "think_tank.cancelled": gettext_lazy("cancelled the think tank"),
    "attendance.recorded": gettext_lazy("added people to the attendance list"),
    "join_code.rotated": gettext_lazy("created a new join code"),
}
WITH_DETAILS = {
    "programme.changed",
    "question.reworded",
    "think_tank.changed",
    "attendance.recorded",
}
FIELDS = {
    "name_lv": gettext_lazy("Name in Latvian"),
    "name_en": gettext_lazy("Name in English"),
    "introduction_lv": gettext_lazy("Introduction in Latvian"),
    "introduction_en": gettext_lazy("Introduction in English"),
    "figure_credit_lv": gettext_lazy("Source of the figure in Latvian"),
    "figure_credit_en": gettext_lazy("Source of the figure in English"),
    "partners": gettext_lazy("Partners"),
    "funder_lv": gettext_lazy("Funding note in Latvian"),
    "funder_en": gettext_lazy("Funding note in English"),
    "cofunding_mark": gettext_lazy("Co-funding emblem"),
    "speaker_roles": gettext_lazy("Who may suggest"),
    "addressed_roles": gettext_lazy("To whom"),
    "text_lv": gettext_lazy("Question in Latvian"),
    "text_en": gettext_lazy("Question in English"),
    "held_on": gettext_lazy("Date"),
    "starts_at": gettext_lazy("Start"),
    "ends_at": gettext_lazy("End"),
    "town": gettext_lazy("Town"),
    "venue": gettext_lazy("Venue"),
    "people": gettext_lazy("People"),
}


@dataclass(frozen=True)
class Detail:
    """What a field was before a change and what it is after it, "" for nothing; `language` of a text in one language."""

    label: str
    was: str
    now: str
    language: str = ""


@dataclass(frozen=True)
class Change:
    """One event: who did what and when; `reason` is in the words of that person."""

    at: datetime.datetime
    who: str
    what: str
    details: tuple[Detail, ...]
    reason: str


def changes_of_programme(programme: Programme) -> list[Change]:
    """Return the changes of a programme itself; those of its think tanks are with them."""
    return _changes(programme.events.filter(think_tank=None))


def changes_of_think_tank(think_tank: ThinkTank) -> list[Change]:
    """Return the changes of a think tank."""
    return _changes(think_tank.events.all())


def _changes(rows: QuerySet[ProgrammeEvent]) -> list[Change]:
    """Return the changes that these events are; at most four queries however many there are."""
    events = list(rows.filter(kind__in=SENTENCES).order_by("-pk"))
    names = _Names(events)
    return [
        Change(
            at=event.created_at,
            who=names.users.get(event.actor) or _("The portal"),
            what=_sentence(event),
            details=_details(event, names) if event.kind in WITH_DETAILS else (),
            reason=event.changes.get("cancellation_reason", ("", ""))[1],
        )
        for event in events
    ]


def _sentence(event: ProgrammeEvent) -> str:
    was, now = event.changes.get("text_lv", ("", ""))
    return str(SENTENCES[event.kind]) % {"was": was, "now": now}


class _Names:
    """The names of the accounts, roles and organisations that events hold by id."""

    def __init__(self, events: list[ProgrammeEvent]) -> None:
        users = {event.actor for event in events if event.actor}
        partners = set()
        for event in events:
            for ends in event.changes.get("facilitators", ()):
                users |= {int(pk) for pk in ends}
            for pks in event.changes.get("partners", ()):
                partners |= set(pks)
        self.users = {pk: str(user) for pk, user in User.objects.in_bulk(users).items()}
        self.roles = {role.pk: role.name for role in Role.objects.all()}
        organisations = Organisation.objects.in_bulk(partners)
        self.partners = {pk: organisation.name for pk, organisation in organisations.items()}


def _details(event: ProgrammeEvent, names: _Names) -> tuple[Detail, ...]:
    """Return each field, table and facilitator that an event changed."""
    return (*_fields(event, names), *_tables(event, names), *_facilitators(event, names))


def _fields(event: ProgrammeEvent, names: _Names) -> Iterator[Detail]:
    for field, label in FIELDS.items():
        if field in event.changes:
            was, now = (_shown(field, value, names) for value in event.changes[field])
            # Names of other rows are in the language of the page.
            language = field[-2:] if field.endswith(("_lv", "_en")) else ""
            yield Detail(str(label), was, now, language)


def _tables(event: ProgrammeEvent, names: _Names) -> Iterator[Detail]:
    was, now = event.changes.get("tables", ({}, {}))
    changed = [(was.get(pk), now.get(pk)) for pk in {*was, *now} if was.get(pk) != now.get(pk)]
    for before, after in sorted(changed, key=lambda pair: (pair[1] or pair[0])["number"]):
        label = _("Table %(n)s") % {"n": (after or before)["number"]}
        yield Detail(label, _table(before, names), _table(after, names))


def _facilitators(event: ProgrammeEvent, names: _Names) -> Iterator[Detail]:
    was, now = event.changes.get("facilitators", ({}, {}))
    for pk in sorted({*was, *now}, key=int):
        before, after = _end(was, pk), _end(now, pk)
        if before != after:
            label = _("Facilitator %(name)s") % {"name": names.users.get(int(pk), "–")}
            yield Detail(label, before, after)


def _shown(field: str, value: str | int | list[int] | None, names: _Names) -> str:
    """Return the value of a field as people read it."""
    if not value:
        return ""
    if field == "held_on":
        return latvian.date_in_case(datetime.date.fromisoformat(value), latvian.NOMINATIVE)
    if field in ("starts_at", "ends_at"):
        return latvian.clock_in_table(datetime.time.fromisoformat(value))
    if field == "cofunding_mark":
        return str(dict(Programme.CofundingMark.choices).get(value, value))
    if isinstance(value, list):
        known = names.partners if field == "partners" else names.roles
        value = ", ".join(known.get(pk, str(pk)) for pk in value)
    return Truncator(value).chars(LONGEST)


def _table(table: dict | None, names: _Names) -> str:
    if table is None:
        return ""
    role = names.roles.get(table["role"], _("without a role"))
    return f"{table['name']} ({role})" if table["name"] else role


def _end(ends: dict[str, str | None], pk: str) -> str:
    """Return until when an account runs the think tank, by its id; nothing where it does not."""
    if pk not in ends:
        return ""
    if ends[pk] is None:
        return _("without an end")
    last = datetime.datetime.fromisoformat(ends[pk]) - datetime.timedelta(microseconds=1)
    return _("until %(date)s") % {"date": latvian.date_in_case(last, latvian.DATIVE)}
