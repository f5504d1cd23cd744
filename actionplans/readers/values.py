"""What a reader gives back: plain values, without a word for people in them.

A reader says what it noticed by code and params; the caller puts that into the reader's language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Names:
    """The spellings by which a file may name a role or a question, each in every case it may stand in.

    `roles` and `questions` map a code to its spellings. In a spelling „…” stands for any words, so
    „kāda veida … pasākumi …” is one question however it goes on. `before` and `after` are words that
    may stand beside a role's name in a heading: „Rīcības plāns pašvaldībām”, „Pašvaldību rīcības”.
    Capitals, diacritics and punctuation make no difference.
    """

    roles: Mapping[str, Sequence[str]]
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    before: Sequence[str] = ()
    after: Sequence[str] = ()


@dataclass(frozen=True)
class Row:
    """One contribution as the file has it; what the file does not say is None."""

    text: str
    author_role: str | None = None
    addressed_role: str | None = None
    region: str | None = None
    place: str | None = None
    source: str | None = None
    parent: str | None = None
    action: int | None = None


@dataclass(frozen=True)
class ReadAction:
    """One bullet of a consolidated plan; `number` counts within its role, `wording` is as typed.

    `parent` is the source of the bullet under which it is nested.
    """

    addressed_role: str | None
    number: int
    wording: str
    source: str
    parent: str | None = None


@dataclass(frozen=True)
class ReadAnswer:
    """One bullet of feedback; `question` is None under a question that `Names` does not know."""

    question: str | None
    text: str
    source: str


@dataclass(frozen=True)
class ReaderFinding:
    """What a reader has to say about a place in a file, or about all of it (`source` None).

    Among the `warnings` it asks a person to look; among the `errors` it says why nothing may be
    written. The code and its params become a sentence where the reader's language is known.
    """

    source: str | None
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanText:
    """A consolidated plan as read; where it has errors, it has nothing else."""

    rows: tuple[Row, ...] = ()
    actions: tuple[ReadAction, ...] = ()
    feedback: tuple[ReadAnswer, ...] = ()
    warnings: tuple[ReaderFinding, ...] = ()
    errors: tuple[ReaderFinding, ...] = ()
