"""Counts in the same query as what they belong to."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet, column: str) -> Coalesce:
    """Return an annotation: how many of the rows have the id of the outer row in this column."""
    rows = rows.filter(**{column: OuterRef("pk")}).order_by().values(column)
    counts = rows.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
