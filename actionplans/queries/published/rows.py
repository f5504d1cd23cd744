"""The frozen rows of a version in reading order, from which its document and its page are made."""

from dataclasses import dataclass

from actionplans.models import PlanVersion, PublishedAction, PublishedContribution
from actionplans.models.action import ACTION_TEXTS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

Held = list[PublishedContribution]


@dataclass(frozen=True)
class VersionRows:
    """The actions of a version, each with the contributions in it, and what is not included."""

    actions: list[tuple[PublishedAction, Held]]
    not_included: Held

    @property
    def is_import(self) -> bool:
        """Whether all of it was imported: no contribution is of a think tank, and no regional action is in it."""
        return not any(row.think_tank_id or row.regional_action_id for row in self.contributions)

    @property
    def contributions(self) -> Held:
        """All contributions, in reading order."""
        return [row for _action, held in self.actions for row in held] + self.not_included


def rows_of(version: PlanVersion, *, key: str | None = None) -> VersionRows:
    """Return the rows of a version, or those of one of its actions, with all that a reader sees of them: two queries."""
    actions = version.actions.select_related("role", *ACTION_TEXTS)
    contributions = version.contributions.select_related(
        *CONTRIBUTION_TEXTS,
        "author_role",
        "addressed_role",
        "region",
        "think_tank",
        "regional_action__version",
    ).defer("regional_action__version__document")
    if key is not None:
        actions = actions.filter(key=key)
        contributions = contributions.filter(published_action__key=key)
    held: dict[int | None, Held] = {}
    for row in contributions.order_by("pk"):
        held.setdefault(row.published_action_id, []).append(row)
    return VersionRows(
        [(row, held.get(row.pk, [])) for row in actions.order_by("role__order", "position")],
        held.get(None, []),
    )
