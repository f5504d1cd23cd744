"""Tags and filters of the board's pages."""

import re
import uuid

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from language.template_library import Library

register = Library()


@register.simple_tag
def op_uuid_field() -> str:
    """Return a hidden field with a new UUID for the operation of a form, so that sending it twice does it once."""
    return format_html('<input type="hidden" name="op_uuid" value="{}">', uuid.uuid4())


@register.filter
def quotes_in_latvian(sentence) -> str:
    """Mark what an English sentence of the log quotes as Latvian, so that it is read aloud as such."""
    marked = r'“<span lang="lv">\1</span>”'
    return mark_safe(re.sub("“([^“”]*)”", marked, conditional_escape(sentence)))  # noqa: S308
