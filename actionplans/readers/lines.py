"""Read the lines of a text file: encoding, invisible characters and bullet marks."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from actionplans.readers.marks import Mark, find_marks
from actionplans.readers.values import ReaderFinding
from files.encodings import decode_text
from files.gate import DOCUMENTS, MAX_BYTES, OLD_OFFICE, PACKAGE
from language.characters import LINE_BREAK, normalize, without_invisible

MAX_LINES = 30_000  # 10,000 rows with blank lines between them, and lines that are wrapped
MAX_INDENT = 1_000  # blanks at the beginning of a line that are counted

INLINE_MARK = re.compile(r"(?<=\s)(?=[•●▪‣◦■]\s)")
RULE = re.compile(r"[-–—_=*~\s]{3,}")
NOT_TEXT = (*PACKAGE, *DOCUMENTS, OLD_OFFICE)


class RefusedError(Exception):
    """The data cannot be read at all; `finding` is the reason."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.finding = ReaderFinding(None, code, params)


@dataclass(frozen=True)
class Line:
    """One line that is not blank.

    `typed` is all of it, `text` what follows the bullet mark, `mark` the kind of the mark ("" for none, "symbol",
    "number"; "rule" for a line of dashes), `gap` whether a blank line or a rule is above.
    """

    number: int
    typed: str
    text: str
    mark: str = ""
    indent: int = 0
    gap: bool = False


class _Piece(NamedTuple):
    """A line as typed, before it is known which lines have marks."""

    number: int
    body: str
    indent: int
    gap: bool


def decode(data: bytes | str) -> tuple[str, str]:
    """Return the text and its encoding: by its byte order mark, else UTF-8, else windows-1257.

    A pasted text is taken as it is, under the same limits.

    Raises RefusedError: `too_large` (size, limit), `not_text`.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "ignore")
    if len(data) > MAX_BYTES:
        raise RefusedError("too_large", size=len(data), limit=MAX_BYTES)
    if data.startswith(NOT_TEXT):
        raise RefusedError("not_text")
    if not (found := decode_text(data)):
        raise RefusedError("not_text")
    return found


def clean(text: str) -> str:
    """Return the text in NFC, with one kind of line break, without control and invisible characters."""
    return normalize("NFC", without_invisible(text))


def tidy(text: str) -> str:
    """Return the text with runs of blanks of any kind as one blank, none at the ends."""
    return " ".join(text.split())


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that are not blank, numbered from 1 as an editor shows them; the rules are the last.

    Several bullets on one line become several lines of the same number.

    Raises RefusedError `too_many_rows` (n, limit) where the text has more lines, or more „;”, than a plan can.
    """
    text = clean(text)
    _refuse_over_limit(max(text.count("\n"), text.count(";")))
    found: list[_Piece] = []
    rules: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        for piece in LINE_BREAK.split(raw):
            body = piece.strip()
            if not body or RULE.fullmatch(body):
                gap = True
                rules += [Line(number, body, "", "rule")] if body else []
                _refuse_over_limit(len(rules))
                continue
            bullets = INLINE_MARK.split(body, MAX_LINES)
            _refuse_over_limit(len(found) + len(bullets))
            for bullet in bullets:
                found.append(_Piece(number, bullet, _indent(piece), gap))
                gap = False
    marks = find_marks([piece.body for piece in found])
    return (*map(_line, found, marks), *rules)


def _refuse_over_limit(lines: int) -> None:
    if lines > MAX_LINES:
        raise RefusedError("too_many_rows", n=lines, limit=MAX_LINES)


def _indent(piece: str) -> int:
    blanks = piece[: len(piece) - len(piece.lstrip())]
    return len(blanks[:MAX_INDENT].expandtabs())


def _line(piece: _Piece, mark: Mark) -> Line:
    text = tidy(piece.body[mark.end :])
    return Line(piece.number, tidy(piece.body), text, mark.kind, piece.indent, piece.gap)
