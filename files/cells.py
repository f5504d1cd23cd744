"""Text that a person typed, made safe to stand in a cell: it stays text, whatever program opens the file."""

import re

# What XML 1.0 refuses. Excel's line break is LF, so CR becomes one and is not in the list.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What a spreadsheet may take for the start of a formula, full-width signs included, and what it may overlook before.
FORMULA_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
OVERLOOKED = "\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff'\"„“”;,"
DANGEROUS = re.compile(f"'*[\t\n]|[{OVERLOOKED}]*[{FORMULA_SIGNS}]")

LONGEST = 32767
TEXT_MARK = "'"


def clean(text: str) -> str:
    """The text without the control characters that no file can hold; line breaks are LF."""
    if text.isprintable():  # most are, and this asks ten times faster
        return text
    return REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula."""
    return not text[:1].isalnum() and bool(DANGEROUS.match(text))


def marked_as_text(text: str) -> str:
    """For files without cell types: an apostrophe before a dangerous text.

    Whoever reads such a file takes one apostrophe away from a text that begins with one and is dangerous. Because an
    apostrophe does not make a dangerous text harmless here, every text comes back as it was: `=1`, `'=1` and `'a`
    are written `'=1`, `''=1` and `'a`.
    """
    text = clean(text)
    return TEXT_MARK + text if is_dangerous(text) else text


def cut(text: str, room: int = LONGEST) -> list[str]:
    """The text in pieces of at most `room` UTF-16 units, which is how Excel counts; together they are the text."""
    if len(text) * 2 <= room:
        return [text]
    pieces, start, used = [], 0, 0
    for place, sign in enumerate(text):
        units = 2 if ord(sign) > 0xFFFF else 1
        if used + units > room:
            pieces.append(text[start:place])
            start, used = place, 0
        used += units
    return [*pieces, text[start:]]
