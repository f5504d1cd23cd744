"""Find texts that are similar to another. Pure functions of texts, without a database.

Words are cut into grams of four letters, and each gram is weighted by how rare it is among the texts (idf). The
similarity of two texts is the cosine of the grams that they share. Grams find the same word in its other cases and with
its endings („pašvaldība”, „pašvaldībām”) without a grammar: McNamee and Mayfield, Character N-Gram Tokenization for
European Language Text Retrieval, Information Retrieval 7 (2004), where four letters were best over eight languages;
weights and cosine by Salton and Buckley, Term-weighting approaches in automatic text retrieval (1988).
"""

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from language.fold import fold

GRAM = 4  # letters of a gram
MIN_SIMILARITY = 0.33  # cosine; below it texts share a word by chance
COMPARED = 12  # those that share the most are compared exactly
SAME_WORD = 0.5  # the share of a word's grams that makes it similar

WORD = re.compile(r"\w+")


class Match(NamedTuple):
    """A similar text, by its key, and how similar it is, from 0 to 1."""

    key: int
    similarity: float


def grams_of(text: str) -> frozenset[str]:
    """Return all grams of a text. A word shorter than a gram is a gram; the beginning of a word counts as a letter."""
    return frozenset(gram for word in WORD.findall(fold(text)) for gram in _grams(word))


def _grams(word: str) -> list[str]:
    padded = f" {word}"
    return [padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1))]


def marked(text: str, other: str) -> list[tuple[str, bool]]:
    """Return the text in pieces, each with whether it is a word that is also, in some form, in the other text."""
    grams, pieces, end = grams_of(other), [], 0
    for word in WORD.finditer(text):
        if _is_in(grams, word[0]):
            pieces += [(text[end : word.start()], False), (word[0], True)]
            end = word.end()
    return [(piece, is_similar) for piece, is_similar in [*pieces, (text[end:], False)] if piece]


def _is_in(grams: frozenset[str], word: str) -> bool:
    own = _grams(fold(word))
    long_enough = len(word) >= GRAM
    return long_enough and sum(gram in grams for gram in own) >= SAME_WORD * len(own)


class Index:
    """Texts by key, ready to be compared with another. `update` brings it up to date."""

    def __init__(self, texts: Mapping[int, str] | None = None):
        self._texts: dict[int, str] = {}
        self._grams: dict[int, frozenset[str]] = {}
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        self._weights: dict[str, float] = {}
        self.update(texts or {})

    def update(self, texts: Mapping[int, str]) -> None:
        """Hold exactly these texts; only those that differ are indexed again."""
        if texts == self._texts:
            return
        for key in [key for key, text in self._texts.items() if texts.get(key) != text]:
            self._remove(key)
        for key, text in texts.items():
            if key not in self._texts:
                self._add(key, text)
        self._weights = {}

    def nearest(
        self, text: str, *, limit: int = 3, at_least: float = MIN_SIMILARITY
    ) -> list[Match]:
        """Return the texts nearest to a text, the nearest first, equal ones by key; none below `at_least`."""
        wanted = {gram: self._weight(gram) for gram in grams_of(text)}
        shared: defaultdict[int, float] = defaultdict(float)
        for gram, weight in wanted.items():
            for key in self._holders.get(gram, ()):
                shared[key] += weight
        length = math.sqrt(sum(wanted.values()))
        compared = [
            Match(key, shared[key] / (length * self._length(key)))
            for key in heapq.nlargest(COMPARED, shared, key=shared.get)
        ]
        found = [match for match in compared if match.similarity >= at_least]
        return sorted(found, key=lambda match: (-match.similarity, match.key))[:limit]

    def _add(self, key: int, text: str) -> None:
        self._texts[key], self._grams[key] = text, grams_of(text)
        for gram in self._grams[key]:
            self._holders[gram].add(key)

    def _remove(self, key: int) -> None:
        del self._texts[key]
        for gram in self._grams.pop(key):
            self._holders[gram].discard(key)
            if not self._holders[gram]:
                del self._holders[gram]

    def _weight(self, gram: str) -> float:
        """Return the idf: what a gram adds to the product of two texts that both have it."""
        weight = self._weights.get(gram)
        if weight is None:
            holders = len(self._holders.get(gram, ()))
            weight = math.log(1 + len(self._texts) / max(1, holders))
            if holders:  # grams that only the typed text has are not kept
                self._weights[gram] = weight
        return weight

    def _length(self, key: int) -> float:
        return math.sqrt(sum(map(self._weight, self._grams[key])))
