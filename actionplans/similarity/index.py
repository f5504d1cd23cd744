"""Which texts look like another one. Pure functions of texts; no database, nothing of ours.

Words are cut into grams of four letters, and each gram weighs by how rare it is among the texts (idf); two texts are as
near as the cosine of what they share. Grams find the same word in its other cases and with its endings („pašvaldība”,
„pašvaldībām”) without a grammar: McNamee and Mayfield, Character N-Gram Tokenization for European Language Text
Retrieval, Information Retrieval 7 (2004), where four letters were best over eight languages; weights and cosine by
Salton and Buckley, Term-weighting approaches in automatic text retrieval (1988).
"""

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from language.fold import fold

SIZE = 4  # letters of a gram
NEAR = 0.33  # cosine; below it texts share a word by chance
LOOKED_AT = 12  # those that share the most are compared exactly
SAME_WORD = 0.5  # so much of a word's grams make it similar

WORD = re.compile(r"\w+")


class Near(NamedTuple):
    """A text that is near, by its key, and how near from 0 to 1."""

    key: int
    nearness: float


def grams_of(text: str) -> frozenset[str]:
    """All grams of a text. A word shorter than a gram is one itself; the beginning of a word counts as a letter."""
    return frozenset(gram for word in WORD.findall(fold(text)) for gram in _grams(word))


def _grams(word: str) -> list[str]:
    begun = f" {word}"
    return [begun[at : at + SIZE] for at in range(max(1, len(begun) - SIZE + 1))]


def marked(text: str, like: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a word that stands, in some form, in the other text too."""
    wanted, pieces, at = grams_of(like), [], 0
    for word in WORD.finditer(text):
        if _stands_in(word[0], wanted):
            pieces += [(text[at : word.start()], False), (word[0], True)]
            at = word.end()
    return [(piece, similar) for piece, similar in [*pieces, (text[at:], False)] if piece]


def _stands_in(word: str, wanted: frozenset[str]) -> bool:
    own = _grams(fold(word))
    long_enough = len(word) >= SIZE
    return long_enough and sum(gram in wanted for gram in own) >= SAME_WORD * len(own)


class Index:
    """Texts by key, ready to be compared with another. `follow` brings it up to date with what there is now."""

    def __init__(self, texts: Mapping[int, str] | None = None):
        self._texts: dict[int, str] = {}
        self._grams: dict[int, frozenset[str]] = {}
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        self._weights: dict[str, float] = {}
        self.follow(texts or {})

    def follow(self, texts: Mapping[int, str]) -> None:
        """Hold exactly these texts; only what differs costs anything."""
        if texts == self._texts:
            return
        for key in [key for key, text in self._texts.items() if texts.get(key) != text]:
            self._drop(key)
        for key, text in texts.items():
            if key not in self._texts:
                self._put(key, text)
        self._weights = {}

    def nearest(self, text: str, *, limit: int = 3, at_least: float = NEAR) -> list[Near]:
        """Those nearest to a text, the nearest first, equal ones by age of their key; none below `at_least`."""
        wanted = {gram: self._weight(gram) for gram in grams_of(text)}
        shared: defaultdict[int, float] = defaultdict(float)
        for gram, weight in wanted.items():
            for key in self._holders.get(gram, ()):
                shared[key] += weight
        length = math.sqrt(sum(wanted.values()))
        compared = [
            Near(key, shared[key] / (length * self._length(key)))
            for key in heapq.nlargest(LOOKED_AT, shared, key=shared.get)
        ]
        near = [one for one in compared if one.nearness >= at_least]
        return sorted(near, key=lambda one: (-one.nearness, one.key))[:limit]

    def _put(self, key: int, text: str) -> None:
        self._texts[key], self._grams[key] = text, grams_of(text)
        for gram in self._grams[key]:
            self._holders[gram].add(key)

    def _drop(self, key: int) -> None:
        del self._texts[key]
        for gram in self._grams.pop(key):
            self._holders[gram].discard(key)
            if not self._holders[gram]:
                del self._holders[gram]

    def _weight(self, gram: str) -> float:
        """The idf: what a gram adds to the product of two texts that both have it."""
        weight = self._weights.get(gram)
        if weight is None:
            holders = len(self._holders.get(gram, ()))
            weight = math.log(1 + len(self._texts) / max(1, holders))
            if holders:  # what somebody types fills no memory
                self._weights[gram] = weight
        return weight

    def _length(self, key: int) -> float:
        return math.sqrt(sum(map(self._weight, self._grams[key])))
