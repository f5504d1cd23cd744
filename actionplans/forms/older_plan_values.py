"""The plain values that the page shows which checks the text of an older plan."""

from dataclasses import dataclass

from actionplans.queries.imports.plan_import import AnswerLine, Bullet
from actionplans.readers.messages import LEFT_OUT, OFFERED
from actionplans.readers.values import ReaderFinding
from stakeholders.models import Role
from thinktanks.models import Question


@dataclass(frozen=True)
class Choice:
    """An unknown heading with what it may mean; `value` is what the user chose."""

    name: str
    heading: str
    is_question: bool
    options: list[tuple[str, str]]
    value: str


@dataclass(frozen=True)
class Section:
    """What is under one heading of the text: bullets for a role, or answers to a question."""

    role: Role | None
    question: Question | None
    choice: Choice | None
    bullets: list[Bullet]
    answers: list[AnswerLine]

    @property
    def parts(self) -> int:
        """The number of contributions in the bullets."""
        return sum(len(bullet.parts) for bullet in self.bullets)


@dataclass(frozen=True)
class LeftOut:
    """Lines of which nothing is taken, all for one reason: the number of each, and how it begins."""

    code: str
    lines: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, code: str, findings: list[ReaderFinding]) -> "LeftOut":
        """Return the lines of findings that have the same code."""
        params = [finding.params for finding in findings]
        lines = [(values["line"], values.get("text") or values["heading"]) for values in params]
        return cls(code, tuple(lines))

    @property
    def reason(self) -> str:
        return LEFT_OUT[self.code]


@dataclass(frozen=True)
class Offer:
    """A text that is left out and that a field of the programme, `name`, may take; `can_fill` if it is empty."""

    name: str
    text: str
    lines: tuple[int, ...]
    can_fill: bool
    is_selected: bool

    @property
    def label(self) -> str:
        return OFFERED[self.name]
