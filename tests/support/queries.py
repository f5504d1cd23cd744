"""Count the queries of a call."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def count_queries(call: Callable, *args, **options) -> tuple:
    """Return what a call with these arguments returns, and the number of its queries."""
    with CaptureQueriesContext(connection) as queries:
        result = call(*args, **options)
    return result, len(queries)
