"""Codes in templates, to be read and to be scanned."""

import segno
from django import template
from django.utils.safestring import mark_safe

from thinktanks.codes import show_code

register = template.Library()
register.filter("code", show_code)


@register.simple_tag
def qr(address: str) -> str:
    """An address as a drawing to scan; what it says always stands beside it in letters."""
    drawing = segno.make(address, error="m", micro=False)
    # Only squares: the address is drawn, never written into it.
    return mark_safe(drawing.svg_inline(omitsize=True, border=4, lineclass=None))  # noqa: S308
