"""Folding of text for comparison and search."""

import re
import unicodedata

from language.characters import normalize


def fold(text: str) -> str:
    """Return the text in lower case and without accents: „Ķekava” and „KEKAVA” both give „kekava”."""
    decomposed = normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_words(text: str) -> str:
    """Return the words of a text, folded and with single blanks between them: „E-pasts*” gives „e pasts”."""
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def fold_case(text: str) -> str:
    """Return the text by which repeats are found: NFC, without case, with single blanks; accents stay."""
    return " ".join(normalize("NFC", text).casefold().split())
