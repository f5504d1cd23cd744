"""What importing a text would add to a plan: bullets with their parts, answers, warnings."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from actionplans.queries.imports.new_rows import ImportAnswer, ImportRow, ReadPlan
from actionplans.readers.messages import LEFT_OUT
from actionplans.readers.values import OfferedText, ReaderFinding
from stakeholders.models import Role
from thinktanks.models import Question


@dataclass(frozen=True)
class Part:
    """One contribution of a bullet; `is_stored` if it is in the database or further up in the text."""

    row: ImportRow
    is_stored: bool


@dataclass(frozen=True)
class Bullet:
    """One bullet under a role. Without a role its parts would wait on the board. `handle` identifies it in a form."""

    handle: str
    role: Role | None
    number: int | None
    wording: str
    source: str
    parent: str | None  # the source of the bullet above it in a nested list
    parts: tuple[Part, ...]
    heading: ReaderFinding | None  # the heading above it, if it is not known

    @property
    def rows(self) -> tuple[ImportRow, ...]:
        """The rows that would be written."""
        return tuple(part.row for part in self.parts if not part.is_stored)

    @property
    def is_stored(self) -> bool:
        """Whether nothing of it would be written."""
        return not self.rows


@dataclass(frozen=True)
class AnswerLine:
    """One bullet of feedback. Without a question it is left out, unless a person chooses one."""

    handle: str
    question: Question | None
    text: str
    source: str
    is_stored: bool
    heading: ReaderFinding | None  # the heading above it, if it is not known

    @property
    def said(self) -> ImportAnswer | None:
        """The answer that would be written, if any."""
        if self.question is None or self.is_stored:
            return None
        return self.question, self.text, self.source


@dataclass(frozen=True)
class PlanImport:
    """What a text adds to one plan; with errors there is nothing else.

    `offers` are the texts that fields of the programme may take, by the name of the field.
    """

    bullets: tuple[Bullet, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    warnings: tuple[ReaderFinding, ...] = ()
    errors: tuple[ReaderFinding, ...] = ()
    offers: Mapping[str, OfferedText] = field(default_factory=dict)

    @property
    def left_out(self) -> list[ReaderFinding]:
        """Why each line is left out of which nothing is taken, offered or here already: one finding for each, in order."""
        rows = (*self.bullets, *self.answers)
        taken = {row.source for row in rows if not isinstance(row, AnswerLine) or row.question}
        findings = {
            warning.source: warning
            for warning in reversed(self.warnings)
            if warning.code in LEFT_OUT and warning.source not in taken | self.offered_lines
        }
        return list(reversed(findings.values()))

    @property
    def offered_lines(self) -> set[str]:
        """The sources of the lines that are in `offers`."""
        return {f"line {line}" for offer in self.offers.values() for line in offer.lines}

    def plan(self, selected: Collection[str] | None = None) -> ReadPlan:
        """Return what would be written: all that is not stored yet, or the selected part of it."""
        bullets = [row for row in self.bullets if selected is None or row.handle in selected]
        answers = [row for row in self.answers if selected is None or row.handle in selected]
        return ReadPlan(
            actions=tuple((row.role, row.number, row.wording) for row in bullets if row.role),
            rows=tuple(row for bullet in bullets for row in bullet.rows),
            feedback=tuple(row.said for row in answers if row.said),
        )
