"""Read the lines of a text file: encoding, invisible characters and bullet marks."""

import re
import unicodedata
from dataclasses import dataclass

from actionplans.readers.values import ReaderFinding

MAX_BYTES = 10 * 1024 * 1024
MAX_LINES = 100_000
MAX_MARKS = 30  # combining marks on one letter (UAX 15); more makes normalising quadratic

CAPITALS = "A-ZĀČĒĢĪĶĻŅŠŪŽ"
SYMBOLS = "•‣\u2043◦●○◉■□▪▫◆◇❖➢➤➡►▶▸→✓✔✗✅☐☑☒·∙⋅\uf020-\uf0ff"  # the last: Word's symbol fonts
ORDINALS = (  # „1. solis” is no mark
    r"(?:soli|soļ|gad|posm|kārt[aāu]|ceturksn|versij|janvār|februār|mart[aāsu]\b|aprīl|maij|jūnij"
    r"|jūlij|august|septembr|oktobr|novembr|decembr)"
)
SYMBOL_MARK = re.compile(
    rf"(?:[{SYMBOLS}]\ufe0f?\s*|[-\u2010\u2011–—−*+](?:\s+|$|(?=[{CAPITALS}„“\"]))|o(?:\s+|$)|\[[ xX]?\]\s*)+"
)
NUMBER_MARK = re.compile(
    r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\)\s*"
    rf"|\d{{1,3}}\.(?:\s+(?!{ORDINALS})|$|(?=[{CAPITALS}]))"
    rf"|\d{{1,2}}(?:\.[1-9]\d?)+\.?\s+(?=[{CAPITALS}])"
)
INLINE_MARK = re.compile(r"(?<=\s)(?=[•●▪‣◦■]\s)")
RULE = re.compile(r"[-–—_=*~\s]{3,}")
SOFT_BREAK = re.compile("[\v\f\x85\u2028\u2029]")
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"  # a joiner stays between emoji
)
MARK_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
NOT_TEXT = (b"PK\x03\x04", b"%PDF", b"{\\rtf", b"\xd0\xcf\x11\xe0")


class RefusedError(Exception):
    """The data cannot be read at all; `finding` is the reason."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.finding = ReaderFinding(None, code, params)


@dataclass(frozen=True)
class Line:
    """One line that is not blank.

    `typed` is all of it, `text` what follows the bullet mark, `mark` the kind of the mark ("" for none, "symbol",
    "number"), `gap` whether a blank line is above.
    """

    number: int
    typed: str
    text: str
    mark: str = ""
    indent: int = 0
    gap: bool = False


def decode(data: bytes | str) -> tuple[str, str]:
    """Return the text and its encoding: by its byte order mark, else UTF-8, else windows-1257.

    A pasted text is taken as it is, under the same limits.

    Raises RefusedError: `too_large` (size, limit), `empty`, `not_text`.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "ignore")
    if len(data) > MAX_BYTES:
        raise RefusedError("too_large", size=len(data), limit=MAX_BYTES)
    if data.startswith(NOT_TEXT):
        raise RefusedError("not_text")
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "cp1257"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        if not clean(text).strip():
            raise RefusedError("empty")
        return text, encoding
    raise RefusedError("not_text")


def clean(text: str) -> str:
    """Return the text in NFC, with one kind of line break, without control and invisible characters."""
    text = re.sub(r"\r\n?", "\n", text)
    text = INVISIBLE.sub("", text)
    return unicodedata.normalize("NFC", MARK_RUN.sub(_thin_out, text))


def _thin_out(run: re.Match[str]) -> str:
    kept, rest = run[0][:MAX_MARKS], run[0][MAX_MARKS:]
    return kept + "".join(char for char in rest if not unicodedata.combining(char))


def tidy(text: str) -> str:
    """Return the text with runs of blanks of any kind as one blank, none at the ends."""
    return " ".join(text.split())


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that are not blank, numbered from 1 as an editor shows them.

    Several bullets on one line become several lines of the same number.

    Raises RefusedError `too_many_rows` (n, limit) where the text has more lines than a plan can.
    """
    text = clean(text)
    _refuse_over_limit(text.count("\n"))
    found: list[Line] = []
    gap = False
    for number, raw in enumerate(text.split("\n"), start=1):
        for piece in SOFT_BREAK.split(raw):
            body = piece.strip()
            if not body or RULE.fullmatch(body):
                gap = True
                continue
            width = len(piece.expandtabs()) - len(piece.expandtabs().lstrip())
            bullets = INLINE_MARK.split(body, MAX_LINES)
            _refuse_over_limit(len(found) + len(bullets))
            for bullet in bullets:
                found.append(_line(number, bullet, width, gap))
                gap = False
    return tuple(found)


def _refuse_over_limit(lines: int) -> None:
    if lines > MAX_LINES:
        raise RefusedError("too_many_rows", n=lines, limit=MAX_LINES)


def _line(number: int, body: str, indent: int, gap: bool) -> Line:
    mark, end = "", 0
    if match := SYMBOL_MARK.match(body):
        mark, end = "symbol", match.end()
    elif match := NUMBER_MARK.match(body):
        mark, end = "number", match.end()
    return Line(number, tidy(body), tidy(body[end:]), mark, indent, gap)
