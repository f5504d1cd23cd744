"""Find in what is left out of a plan the texts that a programme has fields for."""

import re
from collections.abc import Collection, Iterator, Sequence

from actionplans.readers.lines import Line
from actionplans.readers.values import OfferedText

CREDIT = re.compile(r"(?:adaptē|pielāgo)t\w*\s+(?:no|pēc)\b", re.IGNORECASE)
FUNDER = re.compile(r"\b(?:ko|kuru|kuras|kurus)\s+(?:līdz)?finansē\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…][”“\")]*$")
MIN_PROSE = 60  # characters; a shorter sentence above the headings is a place or a date


def find_offers(
    lines: Sequence[Line], left_out: Collection[int], first: int
) -> dict[str, OfferedText]:
    """Return the texts by the name of the field that they may belong to; only those that are found.

    `left_out` are the numbers of the lines that are no item and no heading, `first` is the line of the first heading.
    `figure_credit` is a line „Adaptēts no …”, `funder` the last paragraph with „… ko finansē …”, `introduction` the first
    paragraph of sentences above the first heading.
    """
    credits = [line for line in lines if line.number in left_out and CREDIT.match(line.typed)]
    paragraphs = list(_paragraphs(lines, left_out))
    texts = [(paragraph[0].number, _without_titles(paragraph)) for paragraph in paragraphs]
    funders = [text for _number, text in texts if FUNDER.search(_text_of(text))]
    prose = [text for number, text in texts if number < first and _is_prose(_text_of(text))]
    introductions = [text for text in prose if text not in funders[-1:]]
    found = {
        "introduction": introductions[:1],
        "figure_credit": [[line] for line in credits[:1]],
        "funder": funders[-1:],
    }
    return {
        name: OfferedText(_text_of(text), tuple(line.number for line in text))
        for name, texts in found.items()
        for text in texts
    }


def _paragraphs(lines: Sequence[Line], left_out: Collection[int]) -> Iterator[list[Line]]:
    """Yield the lines that are left out, paragraph by paragraph; a blank line or another line ends one."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (line.gap or line.number not in left_out):
            yield paragraph
            paragraph = []
        if line.number in left_out:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _without_titles(paragraph: list[Line]) -> list[Line]:
    while len(paragraph) > 1 and _is_title(paragraph[0].typed, paragraph[1].typed):
        paragraph = paragraph[1:]
    return paragraph


def _text_of(lines: list[Line]) -> str:
    return " ".join(line.typed for line in lines)


def _is_title(text: str, following: str) -> bool:
    if SENTENCE_END.search(text):
        return False
    return text.isupper() or len(text) < len(following) / 2


def _is_prose(text: str) -> bool:
    return len(text) >= MIN_PROSE and bool(SENTENCE_END.search(text)) and not CREDIT.match(text)
