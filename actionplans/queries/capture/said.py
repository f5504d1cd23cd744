"""What was said, for those who write it down: how often who asked whom, and the list of what was just said."""

import unicodedata
import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from actionplans.models import Contribution, PlanEvent
from language.fold import fold
from stakeholders.models import Role
from thinktanks.models import ThinkTank

PAGE = 50
UNKNOWN = "unknown"  # stands in addresses and forms for a role that is not known


@dataclass(frozen=True)
class Cell:
    """How often one role (None: not known) asked another."""

    speaker: Role | None
    addressed: Role
    count: int

    @property
    def value(self) -> str:
        """Both roles in one word, as addresses and forms name them."""
        return f"{self.speaker.code if self.speaker else UNKNOWN}.{self.addressed.code}"


@dataclass(frozen=True)
class ContributionFilter:
    """Which contributions a person wants to see: words, one property (see `_property`), older than a number."""

    words: str = ""
    only: str = ""
    before: int | None = None


def with_words(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """The same with texts, roles and table, so that a list costs one query."""
    return contributions.select_related(
        "plan__programme",
        "plan__region",
        "think_tank",
        "table",
        "text",
        "correction",
        "parent__text",
        "author_role",
        "addressed_role",
    )


def spoken_at(think_tank: ThinkTank) -> QuerySet[Contribution]:
    """What was said at a think tank and still stands: neither taken back nor spoken for by its parts."""
    return Contribution.objects.alive().filter(think_tank=think_tank)


def who_asked_whom(
    think_tank: ThinkTank, speakers: list[Role], addressed: list[Role]
) -> tuple[list[list[Cell]], int]:
    """Rows that speak (the last: not known) by columns that are addressed, and how many were said in all."""
    counts = {
        (row["author_role"], row["addressed_role"]): row["n"]
        for row in spoken_at(think_tank)
        .order_by()
        .values("author_role", "addressed_role")
        .annotate(n=Count("pk"))
    }
    grid = [
        [
            Cell(speaker, asked, counts.get((speaker and speaker.pk, asked.pk), 0))
            for asked in addressed
        ]
        for speaker in [*speakers, None]
    ]
    return grid, sum(counts.values())


def just_said(think_tank: ThinkTank, sieve: ContributionFilter) -> tuple[list[Contribution], bool]:
    """The newest contributions that pass the sieve, one page of them, and whether older ones follow."""
    rows = spoken_at(think_tank).filter(_property(sieve.only)).order_by("-pk")
    if sieve.before is not None:
        rows = rows.filter(pk__lt=sieve.before)
    if sieve.words:
        rows = rows.filter(pk__in=_with_the_words(rows, sieve.words)[: PAGE + 1])
    page = list(with_words(rows)[: PAGE + 1])
    return page[:PAGE], len(page) > PAGE


def said_already(think_tank: ThinkTank) -> set[tuple]:
    """What was said at a think tank, as `said_key` tells it: in the words as captured and as corrected."""
    rows = spoken_at(think_tank).values_list(
        "author_role__code",
        "addressed_role__code",
        "table__number",
        "text__body",
        "correction__body",
    )
    return {
        said_key(text, speaker=speaker, addressed=addressed, table=table)
        for speaker, addressed, table, *texts in rows
        for text in texts
        if text
    }


def said_key(
    text: str, *, speaker: str | None, addressed: str | None, table: int | None
) -> tuple[str | None, str | None, int | None, str]:
    """What makes two contributions the same: speaker, addressed, table and the words whatever their capitals."""
    words = unicodedata.normalize("NFC", text).casefold().split()
    return speaker or None, addressed or None, table, " ".join(words)


def _property(only: str) -> Q:
    """„from.<role>”, „to.<role>”, „table.<number>”, „late” or „hidden” as a condition; empty: all."""
    kind, _dot, value = only.partition(".")
    missing = value == UNKNOWN
    return {
        "from": Q(author_role=None) if missing else Q(author_role__code=value),
        "to": Q(addressed_role=None) if missing else Q(addressed_role__code=value),
        "table": Q(table__number=value or 0),
        "late": Q(late=True),
        "hidden": Q(hidden=True),
    }.get(kind, Q())


def _with_the_words(rows: QuerySet[Contribution], words: str) -> list[int]:
    """Numbers of the rows that hold all the words, whatever their capitals and accents, on any database alike."""
    wanted = fold(words).split()
    found = []
    for pk, text, correction in rows.values_list("pk", "text__body", "correction__body"):
        said = fold(f"{text} {correction or ''}")
        if all(word in said for word in wanted):
            found.append(pk)
    return found


def captured_seqs(uuids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """The number of the event by which each of these was captured; what is not there, or was imported, is left out."""
    plans = Contribution.objects.filter(uuid__in=uuids).values("plan")
    events = PlanEvent.objects.filter(
        plan__in=plans, op_uuid__in=uuids, kind="contribution.captured"
    )
    return dict(events.values_list("op_uuid", "seq"))
