"""What the pages of the board need beside fields and words."""

import re
import uuid

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def operation_number() -> str:
    """A hidden field with the number of one operation: each form has its own, so that sending twice does it once."""
    return format_html('<input type="hidden" name="op_uuid" value="{}">', uuid.uuid4())


@register.filter
def quotes_in_latvian(sentence) -> str:
    """An English sentence of the log: what it quotes was said in Latvian, and is read out so."""
    marked = r'“<span lang="lv">\1</span>”'
    return mark_safe(re.sub("“([^“”]*)”", marked, conditional_escape(sentence)))  # noqa: S308
