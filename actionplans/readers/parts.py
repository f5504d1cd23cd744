"""Split a text into the parts that were said separately, at „;”."""

import re
from collections import Counter

from actionplans.readers.lines import read_lines

# In links, in characters that were copied as HTML („&amp;”) and in smileys „;” and „)” mean something else.
PUNCTUATION = re.compile(
    r"(?:https?://|www\.)(?:[^\s;()\[\]{}„“”\"«»]|;(?=[^\W_]))+"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|shy|hellip|[nm]dash|[lr]aquo|[lrsb][sdb]quo|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
    r"|[:;]-\)|:\)|(?<=\s);\)|[;()\[\]{}„“”\"«»]"
)
CLOSES = {")": "(", "]": "[", "}": "{", "»": "«"}
OPENED_AFTER = ' ([{„“”"«/–—-'
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines, bullets and parts at „;” of a pasted text, without the bullet marks.

    Raises RefusedError `too_many_rows` (n, limit).
    """
    return tuple(part for line in read_lines(text) for part in split_parts(line.text))


def split_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a text at „;”, each as typed.

    A „;” inside a pair of brackets or quotation marks or inside a link does not split, one inside an unfinished pair
    does. A part without a letter or digit stays with the part before it: „;)” is no part.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*_cuts(text), len(text)]:
        part = text[start:cut]
        if spans and part.strip() and not LETTER_OR_DIGIT.search(part):
            spans[-1] = (spans[-1][0], cut)
        elif part.strip():
            spans.append((start, cut))
        start = cut + 1
    return tuple(text[start:end].strip() for start, end in spans)


def _cuts(text: str) -> list[int]:
    """Return the positions of the „;” that split."""
    if ";" not in text:
        return []
    cuts: list[int] = []
    stack: list[tuple[str, int]] = []
    unclosed: Counter[str] = Counter()
    for found in PUNCTUATION.finditer(text):
        mark, at = found[0], found.start()
        if mark == ";":
            cuts.append(at)
        elif len(mark) > 1:  # a link or a smiley closes nothing
            continue
        elif opener := _opener(text, mark, at):
            stack.append((opener, at))
            unclosed[opener] += 1
        elif unclosed[wanted := CLOSES.get(mark, '"')]:
            since = _unwind(stack, unclosed, wanted)
            while cuts and cuts[-1] > since:
                cuts.pop()
    return cuts


def _opener(text: str, mark: str, at: int) -> str | None:
    """Return what the mark opens: a bracket, "«", or '"' for any other quotation mark; else None."""
    if mark in "([{«":
        return mark
    if mark == "„":
        return '"'
    if mark not in '“”"':
        return None
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    return '"' if before in OPENED_AFTER and after != " " else None


def _unwind(stack: list[tuple[str, int]], unclosed: Counter[str], wanted: str) -> int:
    """Remove the last mark of the wanted kind, and the unfinished ones after it; return its position."""
    while True:
        opener, at = stack.pop()
        unclosed[opener] -= 1
        if opener == wanted:
            return at
