"""The plain values that readers return.

A finding is a code with parameters; `messages` turns it into a sentence in the language of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Names:
    """The spellings by which a file may name a role or a question, in every grammatical case.

    `roles` and `questions` map a code to its spellings. In a spelling „…” means any words, so „kāda veida … pasākumi …”
    is one question however it continues. `before` and `after` are words that may surround a role's name in a heading:
    „Rīcības plāns pašvaldībām”, „Pašvaldību rīcības”. Capitals, diacritics and punctuation make no difference.
    """

    roles: Mapping[str, Sequence[str]]
    questions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    before: Sequence[str] = ()
    after: Sequence[str] = ()


@dataclass(frozen=True)
class Row:
    """One contribution as the file has it; None for what the file does not contain."""

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

    `parent` is the source of the bullet under which it is nested, `more` the numbers of the lines that continue it.
    """

    addressed_role: str | None
    number: int
    wording: str
    source: str
    parent: str | None = None
    more: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReadAnswer:
    """One bullet of feedback; `question` is None under a question that `Names` does not know."""

    question: str | None
    text: str
    source: str
    more: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReaderFinding:
    """A warning or an error about a place in a file, or about all of it (`source` None).

    A warning asks a person to look; an error is why nothing may be written.
    """

    source: str | None
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class OfferedText:
    """A text that is left out of the plan and that a programme has a field for, with the numbers of its lines."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True)
class PlanText:
    """A consolidated plan as read; with errors it has nothing else.

    `lines` are all lines that are not blank, as typed, by number; `headings` the numbers of those above the items.
    `offers` are the texts by the name of the field that may take them, see `find_offers`.
    """

    rows: tuple[Row, ...] = ()
    actions: tuple[ReadAction, ...] = ()
    feedback: tuple[ReadAnswer, ...] = ()
    lines: Mapping[int, str] = field(default_factory=dict)
    headings: tuple[int, ...] = ()
    offers: Mapping[str, OfferedText] = field(default_factory=dict)
    warnings: tuple[ReaderFinding, ...] = ()
    errors: tuple[ReaderFinding, ...] = ()
