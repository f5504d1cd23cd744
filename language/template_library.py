"""A library of template filters and tags that show what they cannot write."""

import logging
from functools import wraps

from django import template

logger = logging.getLogger(__name__)
UNWRITABLE = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)


class Library(template.Library):
    """Filters and simple tags of the portal: a value that one of them cannot write is shown as it is.

    A page must not fail for one value of one row, of which no form would then lead to a correction. The log names the
    filter and the type, never the value.
    """

    def filter(self, name=None, filter_func=None, **flags):
        if filter_func is not None:
            filter_func = shown_as_it_is(filter_func)
        return super().filter(name, filter_func, **flags)

    def simple_tag(self, func=None, takes_context=None, name=None):
        if func is not None and not takes_context:
            func = shown_as_it_is(func)
        return super().simple_tag(func, takes_context, name)


def shown_as_it_is(write):
    """Return the function so that it returns its first value as text where it would raise; None becomes ""."""

    @wraps(write)
    def written(*values, **named):
        try:
            return write(*values, **named)
        except UNWRITABLE:
            first = next(iter((*values, *named.values())), None)
            logger.warning("%s cannot write a %s", write.__name__, type(first).__name__)
            return "" if first is None else str(first)

    return written
