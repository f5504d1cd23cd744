"""Read the event log of a programme as lines: who changed what from what to what and when, newest first.

Each sentence continues a name („Anna arhivēja …”), in the simple past, which has no gender in Latvian.
"""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stakeholders.models import Organisation, Role, User
from thinktanks.models import Programme, ProgrammeEvent

QUOTED = 90  # characters of a text that a line shows
SENTENCES = {
    "programme.started": gettext_lazy("started the programme"),
    "programme.changed": gettext_lazy("changed the programme"),
    "programme.archived": gettext_lazy("archived the programme"),
    "programme.reopened": gettext_lazy("opened the programme again"),
    "question.added": gettext_lazy("added a question: “%(now)s”"),
    "question.reworded": gettext_lazy("reworded a question"),
    "question.moved": gettext_lazy("moved the question “%(now)s”"),
    "question.removed": gettext_lazy("removed the question “%(was)s”"),
}
WITH_FIELDS = {"programme.changed", "question.reworded"}
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
}


@dataclass(frozen=True)
class ChangeLine:
    """One event as a sentence; `fields` are what it changed: label, language of its text or "", was, now."""

    event: ProgrammeEvent
    who: str
    what: str
    fields: list[tuple[str, str, str, str]]


def programme_changes_of(programme: Programme) -> list[ChangeLine]:
    """Return the changes of a programme itself, newest first, in four queries. Those of its think tanks are with them."""
    events = list(programme.events.filter(kind__in=SENTENCES).order_by("-pk"))
    users = User.objects.in_bulk([event.actor for event in events if event.actor])
    names = _names_in(events)
    return [
        ChangeLine(
            event=event,
            who=str(users[event.actor]) if event.actor in users else _("The portal"),
            what=_sentence(event),
            fields=_fields(event, names) if event.kind in WITH_FIELDS else [],
        )
        for event in events
    ]


def _sentence(event: ProgrammeEvent) -> str:
    was, now = event.changes.get("text_lv", ("", ""))
    return str(SENTENCES[event.kind]) % {"was": was, "now": now}


def _names_in(events: list[ProgrammeEvent]) -> dict[str, dict[int, str]]:
    """Return the names of the rows that these events hold by id, by field."""
    changed = [name for event in events for name in event.changes]
    roles = {role.pk: role.name for role in Role.objects.all()}
    ids = {pk for event in events for pks in event.changes.get("partners", ()) for pk in pks}
    partners = Organisation.objects.in_bulk(ids) if "partners" in changed else {}
    return {
        "speaker_roles": roles,
        "addressed_roles": roles,
        "partners": {pk: organisation.name for pk, organisation in partners.items()},
    }


def _fields(
    event: ProgrammeEvent, names: dict[str, dict[int, str]]
) -> list[tuple[str, str, str, str]]:
    """Return label, language, was and now of each field that an event changed."""
    return [
        (str(FIELDS[name]), _language(name), *(_in_words(name, value, names) for value in pair))
        for name, pair in event.changes.items()
    ]


def _language(name: str) -> str:
    """Return the language of a text; names of other rows are shown in that of the page."""
    return name[-2:] if name.endswith(("_lv", "_en")) else ""


def _in_words(name: str, value: object, names: dict[str, dict[int, str]]) -> str:
    if name in names:
        shown = ", ".join(names[name].get(pk, str(pk)) for pk in value)
    elif name == "cofunding_mark":
        shown = dict(Programme.CofundingMark.choices).get(value, "")
    else:
        shown = value
    return Truncator(shown).chars(QUOTED) if shown else "–"
