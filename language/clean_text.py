"""Words as they are kept: what every text passes before it is written."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MAX_LENGTH = 2000
# Marks that change how a text reads without being seen: zero-width and direction marks.
INVISIBLE = dict.fromkeys(
    [0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)


def clean_text(text: str) -> str:
    """The words without what cannot be seen: NFC, no control or direction marks, blanks at the ends cut.

    Line breaks, emoji, spelling and everything else stay as typed. Refuses an empty or too long text.
    """
    text = (
        unicodedata.normalize("NFC", text)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate(INVISIBLE)
    )
    text = "".join(
        mark
        for mark in text
        if mark == "\n" or unicodedata.category(mark) not in ("Cc", "Cs", "Cn")
    )
    text = text.strip()
    if not text:
        raise ValidationError(_("Write what was said."), code="empty")
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("The text is too long: %(count)s of %(limit)s characters."),
            code="too_long",
            params={"count": len(text), "limit": MAX_LENGTH},
        )
    return text
