"""What an import would write: rows and answers as plain values, and which of them are not stored yet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from actionplans.models import Contribution, ItemState, Plan, PlanEvent
from language.fold import fold_case
from stakeholders.models import Municipality, Role
from thinktanks.models import Answer, Question, Table, ThinkTank

BULK = 500
# Rows without a UUID of their own get one from their content, so that a second run adds nothing.
NAMESPACE = uuid.UUID("5b0d6c3a-6f0e-5d0b-9a55-3c1f2b7d9e41")

ImportAnswer = tuple[Question, str, str]  # the question, the text, where in the file


@dataclass(frozen=True)
class ImportRow:
    """One contribution to import.

    `action` numbers the bullet of a consolidated plan within its role, `parent` is the source of the bullet above it.
    """

    text: str
    author_role: Role | None = None
    addressed_role: Role | None = None
    municipality: Municipality | None = None
    table: Table | None = None
    source: str = ""
    uuid: UUID | None = None
    action: int | None = None
    parent: str | None = None

    @property
    def same(self) -> tuple:
        """What makes two rows the same: equal speaker, addressed role, municipality, table and folded text.

        Excludes the bullet number, so that inserting a bullet does not make every later row look new.
        """
        return (
            self.author_role and self.author_role.code,
            self.addressed_role and self.addressed_role.code,
            self.municipality and self.municipality.code,
            self.table and self.table.number,
            fold_case(self.text),
        )


@dataclass(frozen=True)
class ReadPlan:
    """An older consolidated plan: bullets (role, number within it, wording), their parts, and feedback.

    A row without an addressed role belongs to no bullet: it waits for a person to choose the addressed role.
    """

    actions: tuple[tuple[Role, int, str], ...]
    rows: tuple[ImportRow, ...]
    feedback: tuple[ImportAnswer, ...] = ()

    @property
    def new_actions(self) -> int:
        """How many of the bullets have rows to be written."""
        return len({(row.addressed_role, row.action) for row in self.rows if row.addressed_role})


@dataclass(frozen=True)
class Batch:
    """How much one import wrote."""

    uuid: UUID
    actions: int
    contributions: int
    answers: int


def rows_to_add(
    rows: Sequence[ImportRow], *, scope: Plan | ThinkTank
) -> list[tuple[UUID, ImportRow]]:
    """Return rows with their UUIDs, without those that are stored already or are twice in the file.

    A row whose earlier import was undone counts as new: its UUID is made of the next occurrence.
    """
    found: list[tuple[UUID, ImportRow]] = []
    first: dict[object, ImportRow] = {}
    for row in rows:
        first.setdefault(row.uuid or row.same, row)
    waiting, occurrence = list(first.values()), 0
    while waiting:
        pairs = [
            (row.uuid or _uuid_of(row, scope=scope, occurrence=occurrence), row) for row in waiting
        ]
        states = _states_of([row_uuid for row_uuid, _row in pairs])
        found += [(row_uuid, row) for row_uuid, row in pairs if row_uuid not in states]
        waiting = [
            row
            for row_uuid, row in pairs
            if states.get(row_uuid) == ItemState.WITHDRAWN and not row.uuid
        ]
        occurrence += 1
    order = {id(row): index for index, row in enumerate(rows)}
    return sorted(found, key=lambda pair: order[id(pair[1])])


def answers_to_add(
    answers: Sequence[ImportAnswer], *, plan: Plan
) -> list[tuple[UUID, ImportAnswer]]:
    """Return the answers of an older text with their UUIDs, without those that are stored already or given twice."""
    found: dict[UUID, ImportAnswer] = {}
    for answer in answers:
        found.setdefault(_uuid_of_answer(answer, plan=plan), answer)
    uuids = list(found)
    for start in range(0, len(uuids), BULK):
        stored = Answer.objects.filter(uuid__in=uuids[start : start + BULK])
        for answer_uuid in stored.values_list("uuid", flat=True):
            del found[answer_uuid]
    return list(found.items())


def count_kept(answers: Sequence[ImportAnswer], *, plan: Plan) -> int:
    """Return how many of these answers are stored as not published, which importing them again does not change."""
    uuids = list({_uuid_of_answer(answer, plan=plan) for answer in answers})
    stored = Answer.objects.filter(published_before=False)
    return sum(
        stored.filter(uuid__in=uuids[start : start + BULK]).count()
        for start in range(0, len(uuids), BULK)
    )


def _uuid_of_answer(answer: ImportAnswer, *, plan: Plan) -> UUID:
    question, text, _source = answer
    return uuid.uuid5(NAMESPACE, f"{plan.pk}\x1f{question.code}\x1f{fold_case(text)}")


def _uuid_of(row: ImportRow, *, scope: Plan | ThinkTank, occurrence: int) -> UUID:
    parts = (type(scope).__name__, scope.pk, *row.same, occurrence)
    return uuid.uuid5(NAMESPACE, "\x1f".join("" if part is None else str(part) for part in parts))


def _states_of(uuids: list[UUID]) -> dict[UUID, str]:
    states: dict[UUID, str] = {}
    for start in range(0, len(uuids), BULK):
        known = Contribution.objects.filter(uuid__in=uuids[start : start + BULK])
        states |= dict(known.values_list("uuid", "state"))
    return states


def batch_to_save(plan_pk: int | None, batch: UUID) -> UUID:
    """Return the batch under which a page with `batch` is saved: another one where that import was undone.

    Whoever goes back in the browser after an undo and saves the page again wants it saved; sent twice, it is saved once.
    """
    events = PlanEvent.objects.filter(plan=plan_pk, kind="batch.undone")
    undone = set(events.values_list("payload__batch", flat=True))
    while str(batch) in undone:
        batch = uuid.uuid5(batch, "again")
    return batch


def batch_of(plan: Plan, batch: UUID) -> Batch | None:
    """Return how much an import wrote to a plan; None if it wrote no rows, and once it is undone."""
    contributions = Contribution.objects.filter(plan=plan, batch=batch)
    count = contributions.exclude(state=ItemState.WITHDRAWN).count()
    events = plan.events.filter(batch=batch)
    payloads = events.filter(payload__has_key="answers").values_list("payload", flat=True)
    answers = sum(len(payload["answers"]) for payload in payloads)
    is_undone = plan.events.filter(kind="batch.undone", payload__batch=str(batch)).exists()
    if is_undone or not (count or answers):
        return None
    return Batch(
        uuid=batch,
        actions=events.filter(kind="action.formed").count(),
        contributions=count,
        answers=answers,
    )
