"""Gather the lines of a consolidated plan under their headings, and say of every other line why it is left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from actionplans.readers.headings import MAX_ROLE, Heading, Headings
from actionplans.readers.lines import Line
from actionplans.readers.parts import LETTER_OR_DIGIT
from actionplans.readers.values import ReaderFinding

MAX_ABBREVIATION = 4  # letters: „NVO”, „SU”
MAX_QUOTED = 80  # characters of a line that a warning repeats

ADDRESSED = re.compile(r"(?:iem|[āēī]m)\W*$", re.IGNORECASE)  # a dative: „skolām”
UNFINISHED = re.compile(r"(?:\b(?:un|vai|ar|par|no|uz|pie|pēc|bez|starp|kā|ka|lai|gan)|[(\[„])$")


@dataclass
class Item:
    """A bullet, gathered line by line; `numbers` are those of its lines, `parent` the bullet above it in a nested list."""

    heading: Heading
    numbers: list[int]
    indent: int
    parent: "Item | None" = None
    pieces: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.numbers[0]

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True)
class _HeadingStyle:
    """How a heading is typeset; another line with the same style is likely a heading too."""

    capitals: bool
    colon: bool
    question_mark: bool

    @classmethod
    def of(cls, text: str) -> "_HeadingStyle":
        """Return the style of a line."""
        return cls(text.isupper(), text.endswith(":"), text.endswith("?"))


class PlanReader:
    """Reads the lines in order and gathers items under the heading above them.

    `open_item` is the item that the next line may continue.
    """

    def __init__(self, lines: Sequence[Line], headings: Headings) -> None:
        self.lines = lines
        self.known = [
            None if line.mark == "symbol" else headings.find(line.typed) for line in lines
        ]
        self.unmarked = not any(
            line.mark and not known for line, known in zip(lines, self.known, strict=True)
        )
        self.heading: Heading | None = None
        self.style: _HeadingStyle | None = None
        self.items: list[Item] = []
        self.open_item: Item | None = None
        self.in_paragraph = False
        self.headings: list[int] = []
        self.left_out: set[int] = set()
        self.warnings: list[ReaderFinding] = []
        if self.unmarked:
            self.warnings.append(ReaderFinding(None, "no_bullets"))

    def read_line(self, index: int, line: Line) -> None:
        """Take a line as a heading, a bullet, the rest of a bullet, or a paragraph that is left out."""
        if line.gap:
            self.open_item, self.in_paragraph = None, False
        known = self.known[index]
        if known and not self._ends_bullet(line):
            self._start(known, line)
        elif self.heading is None:
            self._leave_out(line, "above_headings")
        elif line.mark:
            self._add(line)
        elif not self.in_paragraph and self._looks_like_heading(index, line):
            self._start(Heading(self.heading.kind, None), line)
        elif self.open_item or self.unmarked:
            self._continue_or_add(line)
        else:
            self.in_paragraph = True
            self._leave_out(line, "text_left_out")

    def _start(self, heading: Heading, line: Line) -> None:
        self.heading, self.style = heading, _HeadingStyle.of(line.typed)
        self.open_item, self.in_paragraph = None, False
        self.headings.append(line.number)
        if heading.code is None:
            self._add_warning(line, "unknown_heading", heading=line.typed)

    def _leave_out(self, line: Line, code: str) -> None:
        self.left_out.add(line.number)
        self.warn(line, code)

    def _add(self, line: Line) -> None:
        pieces = [line.text] if line.text else []
        self.open_item = Item(
            self.heading, [line.number], line.indent, self._parent_of(line), pieces
        )
        self.items.append(self.open_item)
        self.in_paragraph = False

    def _parent_of(self, line: Line) -> Item | None:
        """Return the bullet under which this one is indented."""
        above = self.items[-1] if line.mark and self.items else None
        while above and (above.heading is not self.heading or above.indent >= line.indent):
            above = above.parent
        return above

    def _continue_or_add(self, line: Line) -> None:
        if self.open_item and self._continues(line):
            self.open_item.pieces.append(line.text)
            self.open_item.numbers.append(line.number)
            return
        self._add(line)
        if not self.unmarked:
            self.warn(line, "joined_items")

    def _continues(self, line: Line) -> bool:
        if not self.open_item.pieces or UNFINISHED.search(self.open_item.pieces[-1]):
            return True
        first = LETTER_OR_DIGIT.search(line.text)
        return line.text.startswith(("(", "[")) or not (first and first[0].isupper())

    def _ends_bullet(self, line: Line) -> bool:
        """Return whether a role's name is only the end of the bullet above: „sadarboties ar / NVO”."""
        if not self.open_item or line.typed.endswith(":"):
            return False
        if line.typed.isupper() and len(line.typed) > MAX_ABBREVIATION:
            return False
        return line.indent > self.open_item.indent or self._continues(line)

    def _looks_like_heading(self, index: int, line: Line) -> bool:
        """Return whether the line looks like the heading above its list, and has a list below it too."""
        following = self.lines[index + 1 : index + 2]
        if not (following and following[0].mark and self.items):
            return False
        if self.items[-1].heading is not self.heading or len(line.typed) > MAX_ROLE:
            return False
        if line.typed.endswith((".", ",", ";", "!")):
            return False
        if self.open_item and line.indent > self.open_item.indent:
            return False
        style = _HeadingStyle.of(line.typed)
        if self.heading.kind == "question" and style.question_mark:
            return True
        if self.open_item and not (style.capitals or style.colon):
            return False
        return style == self.style or bool(ADDRESSED.search(line.typed))

    def warn(self, line: Line, code: str) -> None:
        """Add a warning about a line that quotes it."""
        self._add_warning(line, code, text=shortened(line.typed))

    def _add_warning(self, line: Line, code: str, **params: object) -> None:
        params = {"line": line.number, **params}
        self.warnings.append(ReaderFinding(f"line {line.number}", code, params))


def shortened(text: str) -> str:
    """Return a text as short as a warning repeats it."""
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1].rstrip() + "…"
