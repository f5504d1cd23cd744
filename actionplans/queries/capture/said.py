"""The contributions of a think tank, as its capture page and wall list and count them."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from actionplans.models import Contribution, PlanEvent
from language.fold import fold, fold_case
from stakeholders.models import Role, User
from thinktanks.models import ThinkTank

PAGE = 50
NEWLY_SENT = 200  # a list whose answer was lost may be followed by an evening of single ones
UNKNOWN = "unknown"  # in addresses and forms, a role that is not known


@dataclass(frozen=True)
class Cell:
    """How often one role (None: not known) asked another."""

    speaker: Role | None
    addressed: Role
    count: int

    @property
    def value(self) -> str:
        """The codes of both roles as one word, for addresses and forms."""
        return f"{self.speaker.code if self.speaker else UNKNOWN}.{self.addressed.code}"


@dataclass(frozen=True)
class ContributionFilter:
    """Which contributions to list: with the words of a search, with a property (see `_property`), older than an id."""

    search: str = ""
    only: str = ""
    before: int | None = None


def with_texts(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Return the same with texts, roles and table, so that a list costs one query."""
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


def contributions_of(think_tank: ThinkTank) -> QuerySet[Contribution]:
    """Return the contributions of a think tank that are neither withdrawn nor split into parts."""
    return Contribution.objects.alive().filter(think_tank=think_tank)


def role_grid(
    think_tank: ThinkTank, speakers: list[Role], addressed: list[Role]
) -> tuple[list[list[Cell]], int]:
    """Return the counts, with a row for each speaking role and a column for each addressed role, and the total.

    The last row is for unknown speakers. The total includes contributions without an addressed role.
    """
    counts = {
        (row["author_role"], row["addressed_role"]): row["n"]
        for row in contributions_of(think_tank)
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


def contribution_page(
    think_tank: ThinkTank, chosen: ContributionFilter
) -> tuple[list[Contribution], bool]:
    """Return one page of the newest contributions that pass a filter, and whether older ones follow."""
    rows = contributions_of(think_tank).filter(_property(chosen.only)).order_by("-pk")
    if chosen.before is not None:
        rows = rows.filter(pk__lt=chosen.before)
    if chosen.search:
        rows = rows.filter(pk__in=_ids_with_words(rows, chosen.search)[: PAGE + 1])
    page = list(with_texts(rows)[: PAGE + 1])
    return page[:PAGE], len(page) > PAGE


def captured_keys(think_tank: ThinkTank) -> set[tuple]:
    """Return the keys (`duplicate_key`) of what was said at a think tank, of the captured text and of the correction."""
    rows = contributions_of(think_tank).values_list(
        "author_role__code",
        "addressed_role__code",
        "table__number",
        "text__body",
        "correction__body",
    )
    return {
        duplicate_key(text, speaker=speaker, addressed=addressed, table=table)
        for speaker, addressed, table, *texts in rows
        for text in texts
        if text
    }


def duplicate_key(
    text: str, *, speaker: str | None, addressed: str | None, table: int | None
) -> tuple[str | None, str | None, int | None, str]:
    """Return what makes two contributions the same: speaker, addressed, table and text, whatever its case."""
    return speaker or None, addressed or None, table, fold_case(text)


def _property(only: str) -> Q:
    """Read „from.<role>”, „to.<role>”, „table.<number>”, „late” or „hidden” as a condition; without it all rows match."""
    kind, _dot, value = only.partition(".")
    missing = value == UNKNOWN
    return {
        "from": Q(author_role=None) if missing else Q(author_role__code=value),
        "to": Q(addressed_role=None) if missing else Q(addressed_role__code=value),
        "table": Q(table__number=value or 0),
        "late": Q(late=True),
        "hidden": Q(hidden=True),
    }.get(kind, Q())


def _ids_with_words(rows: QuerySet[Contribution], words: str) -> list[int]:
    """Return the ids of the rows with all these words; case and accents are ignored, the same on any database."""
    wanted = fold(words).split()
    found = []
    for pk, text, correction in rows.values_list("pk", "text__body", "correction__body"):
        folded = fold(f"{text} {correction or ''}")
        if all(word in folded for word in wanted):
            found.append(pk)
    return found


def newly_sent(think_tank: ThinkTank, *, by: User) -> list[uuid.UUID]:
    """Return the UUIDs under which a user last sent contributions to a think tank, one for each list, the newest first.

    What was taken back is among them.
    """
    rows = Contribution.objects.filter(think_tank=think_tank, captured_by=by).order_by()
    sent = rows.values(sent=Coalesce("batch", "uuid")).annotate(newest=Max("pk"))
    return list(sent.order_by("-newest").values_list("sent", flat=True)[:NEWLY_SENT])


def captured_seqs(uuids: list[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return by UUID the seq of the event that captured each of these; what is not there, or was imported, is left out."""
    plans = Contribution.objects.filter(uuid__in=uuids).values("plan")
    events = PlanEvent.objects.filter(
        plan__in=plans, op_uuid__in=uuids, kind="contribution.captured"
    )
    return dict(events.values_list("op_uuid", "seq"))
