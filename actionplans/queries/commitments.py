"""What organisations answer about published actions."""

from django.db.models import Exists, F, OuterRef

from actionplans.models import Plan, ProgressReport


def newest_reports(plans: list[Plan]) -> list[ProgressReport]:
    """Return the newest report of every organisation about every action of these plans, in reading order."""
    newer = ProgressReport.objects.filter(commitment=OuterRef("commitment"), pk__gt=OuterRef("pk"))
    return list(
        ProgressReport.objects.filter(~Exists(newer), commitment__action__plan__in=plans)
        .select_related(
            "commitment__organisation",
            "commitment__action__role",
            "based_on__wording",
            "commitment__action__plan__region",
            "based_on__version",
        )
        .defer("based_on__version__document")
        .order_by(
            F("commitment__action__plan__region__order").asc(nulls_last=True),
            "commitment__action__role__order",
            "commitment__action__key",
            "commitment__organisation__sort_key",
            "pk",
        )
    )
