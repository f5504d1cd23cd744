"""What became of published actions: merged into another, included nationally, or no longer in the plan."""

from dataclasses import dataclass

from actionplans.models import (
    Action,
    Plan,
    PlanEvent,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
)
from actionplans.queries.published.page_values import GoneAction, LinkedAction
from actionplans.queries.published.rows import VersionRows
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
    merged = _merged_until(version.plan_id, version.seq)
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
    merged = _merged_until(current.plan_id, current.seq)
    first = Action.objects.get(plan=current.plan_id, key=key).pk
    into = _end_of_merges(first, merged)
    held = PublishedAction.objects.filter(version=current, action=into).exclude(action=first)
    return held.values_list("key", flat=True).first() or ""


def gone_actions(plan: Plan, rows: VersionRows, *, seq: int) -> dict[int, list[GoneAction]]:
    """Return the published actions that are not among the rows of a version, by role id and in the order of their keys.

    `seq` is the event at which the rows were or will be published; two queries.
    """
    held = {row.action_id: row.key for row, _held in rows.actions}
    earlier = PublishedAction.objects.filter(version__plan=plan, version__seq__lt=seq)
    merged = _merged_until(plan.pk, seq)
    found: dict[str, tuple[int, GoneAction]] = {}
    for action, key, role in earlier.order_by("version").values_list("action", "key", "role"):
        if action not in held:
            found[key] = role, GoneAction(key, held.get(_end_of_merges(action, merged), ""))
    by_role: dict[int, list[GoneAction]] = {}
    for _key, (role, gone) in sorted(found.items()):
        by_role.setdefault(role, []).append(gone)
    return by_role


def _end_of_merges(action: int, merged: dict[int, int]) -> int:
    """Return the action that an action was merged into, through any number of merges; itself if it was not merged."""
    passed = {action}
    while (into := merged.get(action)) and into not in passed:
        passed.add(into)
        action = into
    return action


def _merged_until(plan: int, seq: int) -> dict[int, int]:
    """Return which action of a plan had been merged into which at an event; the draft may have changed since."""
    merged: dict[int, int | None] = {}
    events = PlanEvent.objects.filter(
        plan=plan, seq__lte=seq, kind__in=("action.merged", "plan.undone")
    )
    for payload in events.order_by("seq").values_list("payload", flat=True):
        for change in payload["changes"]:
            if change["item"] == "action" and "merged_into" in change["set"]:
                merged[change["id"]] = change["set"]["merged_into"]
    return {action: into for action, into in merged.items() if into}
