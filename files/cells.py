"""Make text that a person typed safe in a cell: it stays text, whatever program opens the file; know what is no text."""

import re

# What XML 1.0 refuses. Excel's line break is LF, so CR becomes one and is not in the list.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What a spreadsheet may take for the start of a formula (full-width characters too), and what it may skip before it.
FORMULA_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
SKIPPED = "\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'\"„“”;,"
DANGEROUS = re.compile(f"'*[\t\n]|[{SKIPPED}]*[{FORMULA_STARTS}]")

# What a spreadsheet writes where it cannot show a value: an error of a formula, a column that is too narrow, a long
# number cut to its first digits.
SHOWN_INSTEAD = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|ERROR!|#+)|Err:\d{3}|\d[.,]\d+E\+\d+"
)

LONGEST = 32767
TEXT_MARK = "'"


def clean(text: str) -> str:
    """Return the text without the control characters that no file can hold; line breaks are LF."""
    if text.isprintable():  # most are, and this is ten times faster
        return text
    return REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_dangerous(text: str) -> bool:
    """Return whether a spreadsheet might take this text for a formula."""
    return not text[:1].isalnum() and bool(DANGEROUS.match(text))


def marked_as_text(text: str) -> str:
    """Return the text for a file without cell types: with an apostrophe if it is dangerous.

    An apostrophe does not make a dangerous text harmless in the sense of `is_dangerous`, so `without_text_mark` gives
    every text back as it was: `=1`, `'=1` and `'a` are written `'=1`, `''=1` and `'a`.
    """
    text = clean(text)
    return TEXT_MARK + text if is_dangerous(text) else text


def without_text_mark(text: str) -> str:
    """Return a text that was read from a file as it was before `marked_as_text`."""
    return text[1:] if text.startswith(TEXT_MARK) and is_dangerous(text) else text


def is_shown_instead(text: str) -> bool:
    """Return whether a cell that was read holds what a spreadsheet shows instead of a value: #N/A, ###, 4,0003E+10."""
    return bool(SHOWN_INSTEAD.fullmatch(text.strip()))


def cut(text: str, longest: int = LONGEST) -> list[str]:
    """Return the text in pieces of at most `longest` UTF-16 units, which is how Excel counts; joined they are the text."""
    if len(text) * 2 <= longest:
        return [text]
    pieces, start, used = [], 0, 0
    for index, character in enumerate(text):
        units = 2 if ord(character) > 0xFFFF else 1
        if used + units > longest:
            pieces.append(text[start:index])
            start, used = index, 0
        used += units
    return [*pieces, text[start:]]
