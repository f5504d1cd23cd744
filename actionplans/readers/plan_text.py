"""Reads a consolidated plan from plain text, and the lines of a paste box.

Under a heading that names a role each bullet is an action and its parts at „;” are what was said;
under a question each bullet is an answer. What is in doubt becomes a warning, never a guess.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from actionplans.readers.headings import MAX_ROLE, Heading, Headings
from actionplans.readers.lines import Line, RefusedError, decode, read_lines
from actionplans.readers.values import Names, PlanText, ReadAction, ReadAnswer, ReaderFinding, Row

MAX_ROWS = 10_000
ABBREVIATION = 4  # letters: „NVO”, „SU”
SHOWN = 80  # characters of a line that a warning repeats

SIGN = re.compile(r"[:;]-\)|:\)|(?<=\s);\)|[;()\[\]{}„“”\"«»]")
CLOSES = {")": "(", "]": "[", "}": "{", "»": "«"}
OPENED_AFTER = ' ([{„“”"«/–—-'
WORD_SIGN = re.compile(r"[^\W_]")
ADDRESSED = re.compile(r"(?:iem|[āēī]m)\W*$", re.IGNORECASE)  # a dative: „skolām”
HALF_SAID = re.compile(r"(?:\b(?:un|vai|ar|par|no|uz|pie|pēc|bez|starp|kā|ka|lai|gan)|[(\[„])$")


def split_parts(text: str) -> tuple[str, ...]:
    """The parts of a text at „;”, each as typed.

    A „;” inside a pair of brackets or quotation marks does not split, one inside an unfinished pair
    does. A part without a letter or digit stays with the part before it: „;)” is no part.
    """
    parts: list[str] = []
    start = 0
    for cut in [*_cuts(text), len(text)]:
        part = text[start:cut].strip()
        if part and parts and not WORD_SIGN.search(part):
            parts[-1] += ";" + text[start:cut].rstrip()
        elif part:
            parts.append(part)
        start = cut + 1
    return tuple(parts)


def _cuts(text: str) -> list[int]:
    cuts: list[int] = []
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for found in SIGN.finditer(text):
        sign, at = found[0], found.start()
        if sign == ";":
            cuts.append(at)
        elif len(sign) > 1:  # a smiley closes nothing
            continue
        elif opener := _opener(text, sign, at):
            stack.append((opener, at))
            waiting[opener] += 1
        elif waiting[wanted := CLOSES.get(sign, '"')]:
            since = _unwind(stack, waiting, wanted)
            while cuts and cuts[-1] > since:
                cuts.pop()
    return cuts


def _opener(text: str, sign: str, at: int) -> str | None:
    """What the sign opens: a bracket, "«", or '"' for every other quotation mark; else None."""
    if sign in "([{«":
        return sign
    if sign == "„":
        return '"'
    if sign not in '“”"':
        return None
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    return '"' if before in OPENED_AFTER and after != " " else None


def _unwind(stack: list[tuple[str, int]], waiting: Counter[str], wanted: str) -> int:
    """Take the last sign of the wanted kind, and what stayed unfinished after it, off the stack."""
    while True:
        opener, at = stack.pop()
        waiting[opener] -= 1
        if opener == wanted:
            return at


def split_lines(text: str) -> tuple[str, ...]:
    """What was said, from a pasted text: its lines, bullets and parts at „;”, without the marks.

    Raises RefusedError `too_many_rows` (n, limit).
    """
    return tuple(part for line in read_lines(text) for part in split_parts(line.text))


def read_plan_text(data: bytes | str, names: Names) -> PlanText:
    """The rows, actions and feedback of a consolidated plan; the same data give the same result.

    Errors: `empty`, `not_text`, `too_large` (size, limit), `too_many_rows` (n, limit),
    `no_role_heading` (roles), `no_items`. Warnings: `encoding` (encoding), and those of
    `read_plan_lines`.
    """
    try:
        text, encoding = decode(data)
        plan = read_plan_lines(read_lines(text), names)
    except RefusedError as refused:
        return PlanText(errors=(refused.finding,))
    if encoding == "cp1257":
        guessed = ReaderFinding(None, "encoding", {"encoding": "windows-1257"})
        return replace(plan, warnings=(guessed, *plan.warnings))
    return plan


def read_plan_lines(lines: Sequence[Line], names: Names) -> PlanText:
    """The plan that lines make, also lines that another reader took from a document.

    Raises RefusedError as `read_plan_text` says. Warnings, all with the line's number as `line`:
    `joined_items` (text): a line without a mark is taken for a bullet of its own;
    `text_left_out` (text): a paragraph that is no bullet; `unknown_heading` (heading): what follows
    has no role or no question; `no_bullets`: the text has no mark at all, so each line is taken.
    """
    walk = _Walk(lines, Headings(names))
    if not any(heading.kind == "role" for heading in walk.known if heading):
        raise RefusedError("no_role_heading", roles=tuple(names.roles))
    for here, line in enumerate(lines):
        walk.step(here, line)
    items = [(item, split_parts(item.text)) for item in walk.items]
    items = [(item, parts) for item, parts in items if parts]
    if not items:
        raise RefusedError("no_items")
    count = sum(len(parts) if item.heading.kind == "role" else 1 for item, parts in items)
    if count > MAX_ROWS:
        raise RefusedError("too_many_rows", n=count, limit=MAX_ROWS)
    return PlanText(*_sorted(items), warnings=tuple(walk.warnings))


def _sorted(
    items: Sequence[tuple["_Item", tuple[str, ...]]],
) -> tuple[tuple[Row, ...], tuple[ReadAction, ...], tuple[ReadAnswer, ...]]:
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
        parent = item.above and f"line {item.above.number}"
        actions.append(ReadAction(code, number, item.text, source, parent))
        rows += (
            Row(p, addressed_role=code, source=source, parent=parent, action=number) for p in parts
        )
    return tuple(rows), tuple(actions), tuple(feedback)


@dataclass
class _Item:
    heading: Heading
    number: int
    indent: int
    above: "_Item | None" = None  # in a nested list
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


@dataclass(frozen=True)
class _Look:
    """How a heading is set; another line set alike is likely a heading too."""

    capitals: bool
    colon: bool
    asks: bool

    @classmethod
    def of(cls, text: str) -> "_Look":
        return cls(text.isupper(), text.endswith(":"), text.endswith("?"))


class _Walk:
    """Goes down the lines and gathers items under the heading that stands above them."""

    def __init__(self, lines: Sequence[Line], headings: Headings) -> None:
        self.lines = lines
        self.known = [
            None if line.mark == "symbol" else headings.find(line.typed) for line in lines
        ]
        self.unmarked = not any(
            line.mark and not known for line, known in zip(lines, self.known, strict=True)
        )
        self.heading: Heading | None = None
        self.look: _Look | None = None
        self.items: list[_Item] = []
        self.open: _Item | None = None  # the item that the next line may go on with
        self.in_paragraph = False
        self.warnings: list[ReaderFinding] = []
        if self.unmarked:
            self.warnings.append(ReaderFinding(None, "no_bullets"))

    def step(self, here: int, line: Line) -> None:
        if line.gap:
            self.open, self.in_paragraph = None, False
        known = self.known[here]
        if known and not self._wraps(line):
            self._start(known, line)
        elif self.heading is None:
            return  # what comes before the first heading is an introduction
        elif line.mark:
            self._add(line)
        elif not self.in_paragraph and self._looks_like_heading(here, line):
            self._start(Heading(self.heading.kind, None), line)
        elif self.open or self.unmarked:
            self._go_on(line)
        elif not self.in_paragraph:
            self.in_paragraph = True
            self._warn(line, "text_left_out", text=_short(line.typed))

    def _start(self, heading: Heading, line: Line) -> None:
        self.heading, self.look = heading, _Look.of(line.typed)
        self.open, self.in_paragraph = None, False
        if heading.code is None:
            self._warn(line, "unknown_heading", heading=line.typed)

    def _add(self, line: Line) -> None:
        pieces = [line.text] if line.text else []
        self.open = _Item(self.heading, line.number, line.indent, self._above(line), pieces)
        self.items.append(self.open)
        self.in_paragraph = False

    def _above(self, line: Line) -> _Item | None:
        """The bullet under which this one is set further in."""
        above = self.items[-1] if line.mark and self.items else None
        while above and (above.heading is not self.heading or above.indent >= line.indent):
            above = above.above
        return above

    def _go_on(self, line: Line) -> None:
        if self.open and self._continues(line):
            self.open.pieces.append(line.text)
            return
        self._add(line)
        if not self.unmarked:
            self._warn(line, "joined_items", text=_short(line.typed))

    def _continues(self, line: Line) -> bool:
        if not self.open.pieces or HALF_SAID.search(self.open.pieces[-1]):
            return True
        sign = WORD_SIGN.search(line.text)
        return line.text.startswith(("(", "[")) or not (sign and sign[0].isupper())

    def _wraps(self, line: Line) -> bool:
        """Whether a role's name is only the end of the bullet above: „sadarboties ar / NVO”."""
        if not self.open or line.typed.endswith(":"):
            return False
        if line.typed.isupper() and len(line.typed) > ABBREVIATION:
            return False
        return line.indent > self.open.indent or self._continues(line)

    def _looks_like_heading(self, here: int, line: Line) -> bool:
        """Whether the line is set as the heading above its list, and stands above a list too."""
        following = self.lines[here + 1 : here + 2]
        if not (following and following[0].mark and self.items):
            return False
        if self.items[-1].heading is not self.heading or len(line.typed) > MAX_ROLE:
            return False
        if line.typed.endswith((".", ",", ";", "!")):
            return False
        if self.open and line.indent > self.open.indent:
            return False
        look = _Look.of(line.typed)
        if self.heading.kind == "question" and look.asks:
            return True
        if self.open and not (look.capitals or look.colon):
            return False
        return look == self.look or bool(ADDRESSED.search(line.typed))

    def _warn(self, line: Line, code: str, **params: object) -> None:
        params = {"line": line.number, **params}
        self.warnings.append(ReaderFinding(f"line {line.number}", code, params))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
