"""Cleaning of text that people type, before it is saved."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from language.characters import (
    BLANK,
    FONT_SYMBOLS,
    LINE_BREAK,
    SEPARATOR,
    is_blank,
    limit_marks,
    normalize,
    without_invisible,
)

MAX_LENGTH = 2000
MAX_RAW = 4  # characters as typed for each that may be stored
# Nobody types a tab or a symbol font's bullet into a field: they come with a list that was copied.
COPIED_BULLET = re.compile(
    rf"^[ \t\u00a0]*(?:[{FONT_SYMBOLS}][ \t\u00a0]+|[•◦▪●○■·‣\u2043][ \u00a0]*\t[ \t\u00a0]*)+",
    re.MULTILINE,
)


def clean_text(text: str, *, missing: str | None = None) -> str:
    """Return a text of any number of lines as it is stored: NFC, stripped, without what cannot be seen.

    Line breaks of every kind become one, tabs become blanks; emoji and spelling stay as typed. Refuses a text longer
    than MAX_LENGTH (`too_long`), more than MAX_MARKS accents on one letter (`too_many_marks`), and with the sentence
    `missing` a text of which nothing can be seen (`empty`), which is otherwise "".
    """
    text = LINE_BREAK.sub("\n", _readable(text, MAX_LENGTH))
    text = BLANK.sub(" ", COPIED_BULLET.sub("", text))
    return _checked(text, MAX_LENGTH, missing)


def clean_line(text: str, *, limit: int = MAX_LENGTH, missing: str | None = None) -> str:
    """Return a text on one line as it is stored; otherwise like `clean_text`.

    Every run of line breaks and tabs becomes one blank.
    """
    parts = (part.strip(" ") for part in SEPARATOR.split(_readable(text, limit)))
    return _checked(" ".join(part for part in parts if part), limit, missing)


def _readable(text: str, limit: int) -> str:
    """Return the text in NFC without what cannot be seen; its size is limited before anything else looks at it."""
    if len(text) > MAX_RAW * limit:
        _refuse_length(len(text), limit)
    text = without_invisible(text)
    if limit_marks(text) != text:
        raise ValidationError(
            _("One letter has too many accents. Remove them and send it again."),
            code="too_many_marks",
        )
    return normalize("NFC", text)


def _checked(text: str, limit: int, missing: str | None) -> str:
    text = "" if is_blank(text) else text.strip()
    if missing and not text:
        raise ValidationError(missing, code="empty")
    if len(text) > limit:
        _refuse_length(len(text), limit)
    return text


def _refuse_length(count: int, limit: int) -> None:
    raise ValidationError(
        _("The text is too long: %(count)s of %(limit)s characters."),
        code="too_long",
        params={"count": count, "limit": limit},
    )
