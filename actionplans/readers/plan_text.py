"""Read a consolidated plan from plain text.

Under a heading that names a role each bullet is an action, and its parts at „;” are contributions; under a question
each bullet is an answer. What is in doubt becomes a warning, never a guess.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actionplans.readers.headings import MAX_ROLE, Heading, Headings
from actionplans.readers.lines import Line, RefusedError, clean, decode, read_lines
from actionplans.readers.parts import LETTER_OR_DIGIT, split_parts
from actionplans.readers.values import Names, PlanText, ReadAction, ReadAnswer, ReaderFinding, Row

MAX_ROWS = 10_000
MAX_ABBREVIATION = 4  # letters: „NVO”, „SU”
MAX_QUOTED = 80  # characters of a line that a warning repeats

ADDRESSED = re.compile(r"(?:iem|[āēī]m)\W*$", re.IGNORECASE)  # a dative: „skolām”
UNFINISHED = re.compile(r"(?:\b(?:un|vai|ar|par|no|uz|pie|pēc|bez|starp|kā|ka|lai|gan)|[(\[„])$")


def read_plan_text(data: bytes | str, names: Names) -> PlanText:
    """Return the rows, actions and feedback of a consolidated plan; the same data give the same result.

    Errors: `empty`, `not_text`, `too_large` (size, limit), `too_many_rows` (n, limit), `no_role_heading` (roles),
    `no_items`. Warnings: `encoding` (encoding), and those of `read_plan_lines`.
    """
    try:
        text, encoding = decode(data)
        lines = read_lines(text)
        if not lines and not clean(text).strip():
            raise RefusedError("empty")
        plan = read_plan_lines(lines, names)
    except RefusedError as refused:
        return PlanText(errors=(refused.finding,))
    if encoding == "cp1257":
        guessed = ReaderFinding(None, "encoding", {"encoding": "windows-1257"})
        return replace(plan, warnings=(guessed, *plan.warnings))
    return plan


def read_plan_lines(lines: Sequence[Line], names: Names) -> PlanText:
    """Return the plan that the lines make; another reader may have taken them from a document.

    Raises RefusedError as `read_plan_text` documents. Warnings, all with the line's number as `line`:
    `joined_items` (text): a line without a mark is taken for a bullet of its own; `text_left_out` (text): a paragraph
    that is no bullet; `unknown_heading` (heading): what follows has no role or no question; `no_bullets`: the text has
    no mark at all, so each line is taken.
    """
    reader = _PlanReader(lines, Headings(names))
    if not any(heading.kind == "role" for heading in reader.known if heading):
        raise RefusedError("no_role_heading", roles=tuple(names.roles))
    for index, line in enumerate(lines):
        reader.read_line(index, line)
    items = [(item, split_parts(item.text)) for item in reader.items]
    items = [(item, parts) for item, parts in items if parts]
    if not items:
        raise RefusedError("no_items")
    count = sum(len(parts) if item.heading.kind == "role" else 1 for item, parts in items)
    if count > MAX_ROWS:
        raise RefusedError("too_many_rows", n=count, limit=MAX_ROWS)
    return PlanText(*_sorted(items), warnings=tuple(reader.warnings))


def _sorted(
    items: Sequence[tuple["_Item", tuple[str, ...]]],
) -> tuple[tuple[Row, ...], tuple[ReadAction, ...], tuple[ReadAnswer, ...]]:
    """Return the items as rows, actions and answers; actions are numbered within their role."""
    rows: list[Row] = []
    actions: list[ReadAction] = []
    feedback: list[ReadAnswer] = []
    numbers: Counter[str | None] = Counter()
    for item, parts in items:
        source, code = f"line {item.number}", item.heading.code
        if item.heading.kind == "question":
            feedback.append(ReadAnswer(code, item.text, source))
            continue
        number = numbers[code] = numbers[code] + 1
        parent = item.parent and f"line {item.parent.number}"
        actions.append(ReadAction(code, number, item.text, source, parent))
        rows += (
            Row(part, addressed_role=code, source=source, parent=parent, action=number)
            for part in parts
        )
    return tuple(rows), tuple(actions), tuple(feedback)


@dataclass
class _Item:
    """A bullet, gathered line by line; `parent` is the bullet above it in a nested list."""

    heading: Heading
    number: int
    indent: int
    parent: "_Item | None" = None
    pieces: list[str] = field(default_factory=list)

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


class _PlanReader:
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
        self.items: list[_Item] = []
        self.open_item: _Item | None = None
        self.in_paragraph = False
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
            return  # what precedes the first heading is an introduction
        elif line.mark:
            self._add(line)
        elif not self.in_paragraph and self._looks_like_heading(index, line):
            self._start(Heading(self.heading.kind, None), line)
        elif self.open_item or self.unmarked:
            self._continue_or_add(line)
        elif not self.in_paragraph:
            self.in_paragraph = True
            self._warn(line, "text_left_out", text=_short(line.typed))

    def _start(self, heading: Heading, line: Line) -> None:
        self.heading, self.style = heading, _HeadingStyle.of(line.typed)
        self.open_item, self.in_paragraph = None, False
        if heading.code is None:
            self._warn(line, "unknown_heading", heading=line.typed)

    def _add(self, line: Line) -> None:
        pieces = [line.text] if line.text else []
        self.open_item = _Item(
            self.heading, line.number, line.indent, self._parent_of(line), pieces
        )
        self.items.append(self.open_item)
        self.in_paragraph = False

    def _parent_of(self, line: Line) -> _Item | None:
        """Return the bullet under which this one is indented."""
        above = self.items[-1] if line.mark and self.items else None
        while above and (above.heading is not self.heading or above.indent >= line.indent):
            above = above.parent
        return above

    def _continue_or_add(self, line: Line) -> None:
        if self.open_item and self._continues(line):
            self.open_item.pieces.append(line.text)
            return
        self._add(line)
        if not self.unmarked:
            self._warn(line, "joined_items", text=_short(line.typed))

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

    def _warn(self, line: Line, code: str, **params: object) -> None:
        params = {"line": line.number, **params}
        self.warnings.append(ReaderFinding(f"line {line.number}", code, params))


def _short(text: str) -> str:
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1].rstrip() + "…"
