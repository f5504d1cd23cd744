"""Find the role or question that a heading names, in any case, number, capitals and punctuation."""

import re
from dataclasses import dataclass

from actionplans.readers.values import Names
from language.fold import fold_words

MAX_ROLE = 80
MAX_QUESTION = 160
IN_BRACKETS = re.compile(r"\([^()]*\)\W*$")
BETWEEN = re.compile(r"[/,&;+]|\b(?:un|vai|and)\b", re.IGNORECASE)
ORDINAL = re.compile(r"\d+|[ivx]{1,4}")


@dataclass(frozen=True)
class Heading:
    """What a heading opens; `code` is None where it names several roles, or an unknown one."""

    kind: str  # "role" or "question"
    code: str | None


class Headings:
    """The spellings of `Names`, prepared for lookup."""

    def __init__(self, names: Names) -> None:
        self.roles = {
            fold_words(spelling): code
            for code, spellings in names.roles.items()
            for spelling in spellings
        }
        self.questions = [
            (_pattern(spelling), code)
            for code, spellings in names.questions.items()
            for spelling in spellings
        ]
        self.before = sorted(
            (fold_words(word) + " " for word in names.before), key=len, reverse=True
        )
        self.after = sorted((" " + fold_words(word) for word in names.after), key=len, reverse=True)

    def find(self, text: str) -> Heading | None:
        """Return the heading that a line is, or None where it is more than a name."""
        if len(text) <= MAX_ROLE and (codes := self._roles(text)):
            return Heading("role", codes.pop() if len(codes) == 1 else None)
        if len(text) <= MAX_QUESTION and (code := self._question(fold_words(text))):
            return Heading("question", code)
        return None

    def _roles(self, text: str) -> set[str]:
        text = IN_BRACKETS.sub("", text)
        if code := self._role(fold_words(text)):
            return {code}
        names = BETWEEN.split(text)
        codes = {self._role(fold_words(name)) for name in names} if len(names) > 1 else {None}
        return set() if None in codes else codes

    def _role(self, name: str) -> str | None:
        name = _without_numbers(name)
        for after in self.after:
            if name not in self.roles:
                name = name.removesuffix(after)
        while name and name not in self.roles:
            start = next((before for before in self.before if name.startswith(before)), None)
            if start is None:
                return None
            name = name.removeprefix(start)
        return self.roles.get(name)

    def _question(self, name: str) -> str | None:
        name = " " + _without_numbers(name)
        return next((code for pattern, code in self.questions if pattern.fullmatch(name)), None)


def _without_numbers(name: str) -> str:
    words = name.split()
    while len(words) > 1 and ORDINAL.fullmatch(words[0]):
        words = words[1:]
    while len(words) > 1 and words[-1].isdigit():
        words = words[:-1]
    return " ".join(words)


def _pattern(spelling: str) -> re.Pattern[str]:
    pieces = [fold_words(piece) for piece in spelling.split("…")]
    return re.compile("(?: .*)?".join(" " + re.escape(piece) if piece else "" for piece in pieces))
