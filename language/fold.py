"""Folding of text for comparison and search."""

import unicodedata


def fold(text: str) -> str:
    """Return the text in lower case and without accents: „Ķekava” and „KEKAVA” both give „kekava”."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_case(text: str) -> str:
    """Return the text by which repeats are found: NFC, without case, with single blanks; accents stay."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
