"""Cleaning of text that people type, before it is saved."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_LENGTH = 2000
# Zero-width and direction marks: invisible, but they change how a text reads.
INVISIBLE = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)


def clean_text(text: str) -> str:
    """Return the text in NFC, stripped, without control characters and invisible marks.

    Line breaks, emoji and spelling stay as typed. Refuses an empty text (`empty`) and one longer
    than MAX_LENGTH (`too_long`).
    """
    text = (
        unicodedata.normalize("NFC", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate(INVISIBLE)
    )
    text = "".join(
        character
        for character in text
        if character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Cn")
    )
    text = text.strip()
    if not text:
        raise ValidationError(_("Enter the contribution."), code="empty")
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("The text is too long: %(count)s of %(limit)s characters."),
            code="too_long",
            params={"count": len(text), "limit": MAX_LENGTH},
        )
    return text
