"""Regional actions as items of the national board: which there are, what they rely on, how often and by which roles they were said.

All of it is read from frozen rows, so that no region's draft changes the national plan.
"""

from django.db.models import Count, Exists, OuterRef, QuerySet

from actionplans.models import (
    ItemState,
    Placement,
    Plan,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    RegionalAction,
)


def regional_actions_on_board() -> QuerySet[RegionalAction]:
    """Return the regional actions to decide about: not those that a region took off its plan before any decision.

    A region holds what is in its current version. An item that was decided once (its `version` rose) waits for a decision
    also when it is taken out again, so nothing that was in a national action is lost.
    """
    current = PlanVersion.objects.newest().values("pk")
    held = PublishedAction.objects.filter(action=OuterRef("action"), version__in=current)
    return RegionalAction.objects.exclude(~Exists(held), state=ItemState.UNDECIDED, version=1)


def newest_published(action_ids: list[int]) -> dict[int, PublishedAction]:
    """Return by action id its row in the newest version that is not withdrawn and holds it, else in the newest of all."""
    rows = (
        PublishedAction.objects.filter(action__in=action_ids)
        .select_related("wording", "role", "version__plan__region", "version__withdrawal")
        .defer("version__document")
        .order_by("action_id", "version__number")
    )
    newest: dict[int, PublishedAction] = {}
    for row in rows:
        present = newest.get(row.action_id)
        if present is None or not row.version.is_withdrawn or present.version.is_withdrawn:
            newest[row.action_id] = row
    return newest


def speakers_of(published_ids: list[int]) -> dict[int, set[int]]:
    """Return by published action the ids of the roles that spoke in it."""
    rows = PublishedContribution.objects.filter(
        published_action__in=published_ids, author_role__isnull=False
    )
    speakers: dict[int, set[int]] = {}
    for published, role in rows.values_list("published_action_id", "author_role_id").distinct():
        speakers.setdefault(published, set()).add(role)
    return speakers


def said_in_regions(plan: Plan) -> dict[int, int]:
    """Return by national action how many contributions are behind the published rows in it, each counted once.

    Two rows may hold the same contribution where a region merged or split its actions between two versions.
    """
    if not plan.is_national:
        return {}
    count = Count("based_on__contributions__contribution", distinct=True)
    rows = Placement.objects.filter(action__plan=plan).order_by().values_list("action")
    return dict(rows.annotate(count=count))
