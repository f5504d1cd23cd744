"""Which role or question a heading names, in any case, number, capitals and marks."""

import re
import unicodedata
from dataclasses import dataclass

from actionplans.readers.values import Names

MAX_ROLE = 80
MAX_QUESTION = 160
IN_BRACKETS = re.compile(r"\([^()]*\)\W*$")
BETWEEN = re.compile(r"[/,&;+]|\b(?:un|vai|and)\b", re.IGNORECASE)
ORDINAL = re.compile(r"\d+|[ivx]{1,4}")


@dataclass(frozen=True)
class Heading:
    """What a heading opens; `code` is None where it names several roles, or none that is known."""

    kind: str  # "role" or "question"
    code: str | None


def key(text: str) -> str:
    """The words without capitals, diacritics and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain.casefold()).strip()


class Headings:
    """`Names` made ready for asking."""

    def __init__(self, names: Names) -> None:
        self.roles = {key(s): code for code, spelled in names.roles.items() for s in spelled}
        self.questions = [
            (_pattern(s), c) for c, spelled in names.questions.items() for s in spelled
        ]
        self.before = sorted((key(s) + " " for s in names.before), key=len, reverse=True)
        self.after = sorted((" " + key(s) for s in names.after), key=len, reverse=True)

    def find(self, text: str) -> Heading | None:
        """The heading that a line is, or None where it says more than a name."""
        if len(text) <= MAX_ROLE and (codes := self._roles(text)):
            return Heading("role", codes.pop() if len(codes) == 1 else None)
        if len(text) <= MAX_QUESTION and (code := self._question(key(text))):
            return Heading("question", code)
        return None

    def _roles(self, text: str) -> set[str]:
        text = IN_BRACKETS.sub("", text)
        if code := self._role(key(text)):
            return {code}
        codes = {self._role(key(name)) for name in BETWEEN.split(text)}
        return set() if None in codes else codes

    def _role(self, words: str) -> str | None:
        words = _without_numbers(words)
        for after in self.after:
            if words not in self.roles:
                words = words.removesuffix(after)
        while words and words not in self.roles:
            start = next((b for b in self.before if words.startswith(b)), None)
            if start is None:
                return None
            words = words.removeprefix(start)
        return self.roles.get(words)

    def _question(self, words: str) -> str | None:
        words = " " + _without_numbers(words)
        return next((code for pattern, code in self.questions if pattern.fullmatch(words)), None)


def _without_numbers(words: str) -> str:
    found = words.split()
    while len(found) > 1 and ORDINAL.fullmatch(found[0]):
        found = found[1:]
    while len(found) > 1 and found[-1].isdigit():
        found = found[:-1]
    return " ".join(found)


def _pattern(spelling: str) -> re.Pattern[str]:
    pieces = (key(piece) for piece in spelling.split("…"))
    return re.compile("(?: .*)?".join(" " + re.escape(p) if p else "" for p in pieces))
