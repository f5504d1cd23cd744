"""What became of published actions: merged into another, included nationally, or no longer in the plan."""

from dataclasses import dataclass

from actionplans.models import (
    Action,
    PlanEvent,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
)
from actionplans.queries.published.page_values import LinkedAction
from actionplans.queries.published.versions import current_of, current_versions


@dataclass(frozen=True)
class ActionOutcome:
    """What became of an action that the current version no longer holds."""

    last_version: PlanVersion
    merged_into: str


def national_action_of(version: PlanVersion, key: str) -> LinkedAction | None:
    """Return the action of the current national plan that a regional action is in, whatever version it relies on."""
    row = (
        PublishedContribution.objects.filter(
            regional_action__key=key,
            regional_action__version__plan=version.plan_id,
            published_action__isnull=False,
            version__in=current_versions().values("pk"),
        )
        .select_related("published_action__role", "published_action__wording")
        .first()
    )
    if row is None:
        return None
    action = row.published_action
    return LinkedAction(action.key, action.role, action.wording.body)


def merged_keys(version: PlanVersion, key: str) -> list[str]:
    """Return the keys that were merged into this action before this version, and now answer „merged into”."""
    merged = _merged_until(version)
    into = Action.objects.filter(plan=version.plan_id, key=key).values_list("pk", flat=True).first()
    sources = [source for source, target in merged.items() if target == into]
    rows = Action.objects.filter(
        pk__in=sources, published__version__number__lt=version.number
    ).exclude(published__version=version.pk)
    return list(rows.order_by("key").values_list("key", flat=True).distinct())


def outcome_of(newest_first: list[PlanVersion], key: str) -> ActionOutcome | None:
    """Return what became of a key that the current version does not hold; None where no version ever held it."""
    rows = PublishedAction.objects.filter(version__in=newest_first, key=key)
    holders = set(rows.values_list("version_id", flat=True))
    holding = [version for version in newest_first if version.pk in holders]
    if not holding:
        return None
    current = current_of(newest_first)
    return ActionOutcome(
        last_version=current_of(holding) or holding[0],
        merged_into=_merged_into(current, key) if current else "",
    )


def _merged_into(current: PlanVersion, key: str) -> str:
    """Return the key, in the current version, of the action that a key was merged into, through any number of merges."""
    merged = _merged_until(current)
    first = into = Action.objects.get(plan=current.plan_id, key=key).pk
    while into in merged:
        into = merged.pop(into)
    held = PublishedAction.objects.filter(version=current, action=into).exclude(action=first)
    return held.values_list("key", flat=True).first() or ""


def _merged_until(version: PlanVersion) -> dict[int, int]:
    """Return which action had been merged into which when a version was published; the draft may have changed since."""
    merged: dict[int, int | None] = {}
    events = PlanEvent.objects.filter(
        plan=version.plan_id, seq__lte=version.seq, kind__in=("action.merged", "plan.undone")
    )
    for payload in events.order_by("seq").values_list("payload", flat=True):
        for change in payload["changes"]:
            if change["item"] == "action" and "merged_into" in change["set"]:
                merged[change["id"]] = change["set"]["merged_into"]
    return {action: into for action, into in merged.items() if into}
