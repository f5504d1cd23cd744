"""Find the marks of lists: bullets of every font, and numbers and letters where several lines make a list.

A number alone is no mark: in „5. klases skolēniem” it is a part of the text.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from language.characters import FONT_SYMBOLS
from language.fold import fold

CAPITALS = "A-ZĀČĒĢĪĶĻŅŠŪŽ"
SYMBOLS = f"•‣\u2043◦●○◉■□▪▫◆◇❖➢➤➡►▶▸→✓✔✗✅☐☑☒·∙⋅{FONT_SYMBOLS}"
ORDINALS = (  # „1. solis” is no mark
    r"(?:soli|soļ|gad|posm|kārt[aāu]|ceturksn|versij|janvār|februār|mart[aāsu]\b|aprīl|maij|jūnij"
    r"|jūlij|august|septembr|oktobr|novembr|decembr)"
)
SYMBOL_MARK = re.compile(
    rf"(?:[{SYMBOLS}]\ufe0f?\s*|[-\u2010\u2011–—−*+](?:\s+|$|(?=[{CAPITALS}„“\"]))|\[[ xX]?\]\s*"
    r"|[§ØüŸ] *[\t\u00a0]\s*){1,9}"  # bullets of Wingdings without their font, as Outlook pastes them
)
# The same with only spaces behind, and bullets that are letters: marks where other lines have marks too.
LETTER_MARK = re.compile(r"([§ØüŸoqv])(?:\s+(?!\d)|$)")
NUMBER_MARK = re.compile(
    r"(?P<bracket>\()?(?:(?P<digits>\d{1,3})|(?P<letters>[A-Za-z]|[ivxIVX]{1,4}))\)\s*"
    rf"|(?P<number>\d{{1,3}})\.(?:\s+(?!{ORDINALS})|$|(?=[{CAPITALS}]))"
    rf"|(?P<levels>\d{{1,2}}(?:\.[1-9]\d?)+)\.?\s+(?=[{CAPITALS}])"
)
ROMAN = {"i": 1, "v": 5, "x": 10}
POINT = "1."  # the style of „1. Nodot” and „1.2. Nodot”; „5. klases” looks the same


class Mark(NamedTuple):
    """The kind of a line's mark ("" for none, "symbol", "number") and where the text after it begins."""

    kind: str
    end: int


class _Number(NamedTuple):
    """A number or letter at the beginning of a line, which may be a mark."""

    line: int
    end: int
    style: str
    value: tuple[int, ...]
    first_word: str

    @property
    def opens_list(self) -> bool:
        """Whether it is the first number or letter of a list."""
        return set(self.value) == {1}


def find_marks(lines: Sequence[str]) -> list[Mark]:
    """Return the mark of each line; the lines have no blanks at their beginning."""
    marks = {
        index: Mark("symbol", match.end())
        for index, line in enumerate(lines)
        if (match := SYMBOL_MARK.match(line))
    }
    rest = [index for index in range(len(lines)) if index not in marks]
    marks |= _letter_marks(lines, rest, others=bool(marks))
    numbers = [_readings(index, lines[index]) for index in rest if index not in marks]
    marks |= _number_marks([readings for readings in numbers if readings], marks)
    return [marks.get(index, Mark("", 0)) for index in range(len(lines))]


def _letter_marks(lines: Sequence[str], rest: Iterable[int], *, others: bool) -> dict[int, Mark]:
    """Return bullets that are letters: where other lines have bullets, or several lines the same letter."""
    found: dict[str, list[tuple[int, int]]] = {}
    for index in rest:
        if match := LETTER_MARK.match(lines[index]):
            found.setdefault(match[1], []).append((index, match.end()))
    return {
        index: Mark("symbol", end)
        for places in found.values()
        if others or len(places) > 1
        for index, end in places
    }


def _readings(index: int, line: str) -> list[_Number]:
    """Return what the number of a line may be; „i)” is the ninth letter or the first Roman number."""
    match = NUMBER_MARK.match(line)
    if not match:
        return []
    word = line[match.end() :].partition(" ")[0]
    digits = match["digits"] or match["number"] or match["levels"]
    bracket = match["bracket"] or ""
    if digits:
        style = f"{bracket}1)" if match["digits"] else POINT
        value = tuple(map(int, digits.split(".")))
        return [_Number(index, match.end(), style, value, word)]
    letters = match["letters"]
    case = "A" if letters.isupper() else "a"
    values = [(f"{case}-roman", _roman(letters.lower()))]
    if len(letters) == 1:
        values.append((case, ord(letters.lower()) - ord("a") + 1))
    return [
        _Number(index, match.end(), f"{bracket}{style})", (value,), word)
        for style, value in values
        if value
    ]


def _roman(letters: str) -> int:
    """Return the value of a Roman number up to 39, 0 for other letters."""
    values = [ROMAN.get(letter, 0) for letter in letters]
    if 0 in values:
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def _number_marks(numbers: Sequence[list[_Number]], marks: dict[int, Mark]) -> dict[int, Mark]:
    """Return the numbers that are marks.

    These are lists of at least two in order, and next to another mark a number with a bracket or of several levels.
    Where a text has lists of one style, a list of one line begins with its first number.
    """
    lists = _in_order(numbers)
    members = [number for run in lists if _is_list(run) for number in run]
    styles = {number.style for number in members}
    single = [run[0] for run in lists if not _is_list(run) and len(run) == 1]
    sure = [number for number in single if number.style != POINT or len(number.value) > 1]
    known = {*marks, *(number.line for number in (*members, *sure))}
    members += [number for number in sure if {number.line - 1, number.line + 1} & known]
    members += [
        number
        for number in single
        if number.style in styles and number.opens_list and not number.first_word[:1].islower()
    ]
    return {number.line: Mark("number", number.end) for number in members}


def _in_order(numbers: Sequence[list[_Number]]) -> list[list[_Number]]:
    """Return runs of numbers of one style in which each follows the one before, with other lines in between."""
    runs: list[list[_Number]] = []
    waiting: dict[tuple, list[_Number]] = {}
    for readings in numbers:
        expected = [number for number in readings if (number.style, number.value) in waiting]
        number = (expected or readings)[0]
        run = waiting.pop((number.style, number.value), None)
        if run is None:
            run = []
            runs.append(run)
        run.append(number)
        waiting |= {(number.style, value): run for value in _following(number.value)}
    return runs


def _following(value: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return what may follow a number: after 1.2 that is 1.3, 2 and 1.2.1."""
    levels = range(len(value))
    return [*((*value[:level], value[level] + 1) for level in levels), (*value, 1)]


def _is_list(run: Sequence[_Number]) -> bool:
    """Return whether numbers in order are a list and not ordinals: „5. klases skolēniem”, „6. klases skolēniem”."""
    if len(run) < 2 or run[0].style != POINT:
        return len(run) > 1
    if not all(number.first_word[:1].islower() for number in run):
        return True
    stems = {fold(number.first_word)[:3] for number in run}
    return run[0].opens_list and len(stems) > 1
