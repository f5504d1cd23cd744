"""Show codes in templates, as text and as QR code."""

import segno
from django.utils.safestring import mark_safe

from language.template_library import Library
from thinktanks.codes import show_code

register = Library()
register.filter("code", show_code)

WIDE_LETTERS = "MW"
WIDTH = 726  # ten letters of middle width and a hyphen
MORE_IF_WIDE = 30


@register.filter
def drawn_width(code: str) -> str:
    """Return how wide a code is drawn in bold letters of height 100; the letters are spaced to it."""
    wide = sum(letter in WIDE_LETTERS for letter in code)
    return str(WIDTH + wide * MORE_IF_WIDE)


@register.simple_tag
def qr(address: str) -> str:
    """Draw an address as a QR code; the template shows it as text too."""
    drawing = segno.make(address, error="m", micro=False)
    # The drawing holds squares only, never the address as text.
    return mark_safe(drawing.svg_inline(omitsize=True, border=4, lineclass=None))  # noqa: S308
