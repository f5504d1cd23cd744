"""Guards on items and actions, and the steps that the operations of a board share."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplans.models import (
    Action,
    Contribution,
    ItemState,
    Plan,
    PublishedAction,
    RegionalAction,
)
from actionplans.models.action import ACTION_TEXTS
from actionplans.operations.locks import (
    SeenVersion,
    guard_same_plan,
    guard_version,
    rows_now,
)
from actionplans.operations.log import PlanChange, write_text
from actionplans.queries.draft.regional_actions import newest_published
from language.clean_text import clean_text
from stakeholders.models import Role

BoardItem = Contribution | RegionalAction


def items_of(action: Action) -> list[BoardItem]:
    """Return the items in an action, in the order in which they were placed."""
    placements = action.placements.select_related(
        "contribution", "regional_action", "based_on"
    ).order_by("pk")
    return [placement.contribution or placement.regional_action for placement in placements]


def live_action(plan: Plan, action: Action, version: int | None = None) -> Action:
    """Return the action as it is now. Refuses: other_plan, dissolved, moved_on (if `version` is given)."""
    current = Action.objects.select_related("role", *ACTION_TEXTS).get(pk=action.pk)
    guard_same_plan(plan, current)
    if current.dissolved:
        raise ValidationError(
            _("This action has been removed from the plan in the meantime."), code="dissolved"
        )
    if version is not None:
        guard_version(current, version)
    return current


def open_item(plan: Plan, seen: SeenVersion) -> BoardItem:
    """Return an item that may be decided about. Refuses: moved_on, other_plan, not_alive (split or withdrawn)."""
    [item] = open_items(plan, [seen])
    return item


def open_items(
    plan: Plan, seen: list[SeenVersion], is_there: Callable[[BoardItem], bool] = lambda row: False
) -> list[BoardItem]:
    """Return the items that may be decided about and are not yet where the user wants them.

    An item already there is no conflict. Refuses: moved_on, other_plan, not_alive (split or withdrawn), too_many_items.
    """
    rows = zip(rows_now(seen), seen, strict=True)
    wanted = [(row, version) for row, (_item, version) in rows if not is_there(row)]
    for row, version in wanted:
        guard_version(row, version)
        guard_same_plan(plan, row)
        if not row.is_alive:
            raise ValidationError(_("This was split or taken back."), code="not_alive")
    return list(dict.fromkeys(row for row, _version in wanted))


def create_action(change: PlanChange, role: Role, wording: str, items: list[BoardItem]) -> Action:
    """Write a new action, the last of its role, and move items into it; an empty wording is none.

    Refuses: too_long, too_many_marks, and what `add_placements` refuses.
    """
    wording = clean_text(wording)
    action = change.create(
        Action(
            plan=change.plan,
            role=role,
            wording=write_text(wording) if wording else None,
            rank=_last_rank(change.plan, role) + 1,
        )
    )
    add_placements(change, items, action)
    return action


def add_placements(change: PlanChange, items: list[BoardItem], action: Action) -> None:
    """Move items into an action. Refuses: no_addressed_role, other_role, region_withdrew."""
    regional = [item for item in items if isinstance(item, RegionalAction)]
    newest = newest_published([item.action_id for item in regional]) if regional else {}
    for item in items:
        based_on = {}
        if isinstance(item, Contribution):
            addressed = item.addressed_role_id
            if addressed is None:
                raise ValidationError(
                    _("First choose who it is addressed to."), code="no_addressed_role"
                )
        else:
            published = _published_row_of(item, newest)
            addressed, based_on = published.role_id, {"based_on": published.pk}
        if addressed != action.role_id:
            raise ValidationError(_("This is addressed to another role."), code="other_role")
        placed = {"state": ItemState.PLACED, "placed_in": action.pk, **based_on}
        change.update(item, reason="", reason_note=None, **placed)


def _published_row_of(item: RegionalAction, newest: dict[int, PublishedAction]) -> PublishedAction:
    """Return the published row that a placed item keeps, else the newest that is not withdrawn (region_withdrew)."""
    if item.state == ItemState.PLACED:
        return item.placement.based_on
    published = newest[item.action_id]
    if published.version.is_withdrawn:
        raise ValidationError(
            _("The region withdrew this action, so it cannot be included."), code="region_withdrew"
        )
    return published


def _last_rank(plan: Plan, role: Role) -> int:
    """Return the rank of the last action of a role; 0 if there is none."""
    last = plan.actions.live().filter(role=role).order_by("-rank").first()
    return last.rank if last else 0


def move_after(change: PlanChange, action: Action, after: Action | None) -> None:
    """Rank the actions of a role from 1 with this one right after `after` (None: first); write only changed ranks."""
    others = Action.objects.live().filter(plan=action.plan_id, role=action.role_id)
    order = list(others.exclude(pk=action.pk).order_by("rank", "pk"))
    order.insert(order.index(after) + 1 if after else 0, action)
    for rank, other in enumerate(order, start=1):
        if other.rank != rank:
            change.update(other, rank=rank)
