"""Folding of text for comparison and search: without case and accents."""

import unicodedata


def fold(text: str) -> str:
    """Return the text in lower case and without accents: „Ķekava” and „KEKAVA” both give „kekava”."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
