"""What the operations of a board share: guards on items and actions, and the moves they are made of."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplans.models import (
    Action,
    Contribution,
    Plan,
    PublishedAction,
    RegionalAction,
    State,
)
from actionplans.models.action import ACTION_TEXTS
from actionplans.operations.log import (
    ChangedMeanwhile,
    PlanChange,
    SeenVersion,
    newest_event_of,
    reload_locked,
)
from actionplans.queries.draft.regional_actions import newest_published
from stakeholders.models import Role

Item = Contribution | RegionalAction


def items_of(action: Action) -> list[Item]:
    """What lies in an action, in the order it came."""
    placements = action.placements.select_related("contribution", "regional_action").order_by("pk")
    return [placement.contribution or placement.regional_action for placement in placements]


def live_action(plan: Plan, action: Action, version: int | None = None) -> Action:
    """The action as it stands; refuses one of another plan, a dissolved one, and a version that moved on."""
    current = Action.objects.select_related("role", *ACTION_TEXTS).get(pk=action.pk)
    if current.plan_id != plan.pk:
        raise ValidationError(_("This belongs to another plan."), code="other_plan")
    if current.dissolved:
        raise ValidationError(_("Meanwhile this action was taken off the plan."), code="dissolved")
    if version is not None and current.version != version:
        raise ChangedMeanwhile(current, newest_event_of(current))
    return current


def open_item(plan: Plan, seen: SeenVersion) -> Item:
    """The item as it was seen; refuses what belongs elsewhere, moved on, was split or taken back."""
    item = reload_locked(seen)
    if item.plan_id != plan.pk:
        raise ValidationError(_("This belongs to another plan."), code="other_plan")
    if not item.is_alive:
        raise ValidationError(_("This was split or taken back."), code="not_alive")
    return item


def items_not_yet(
    plan: Plan, items: list[SeenVersion], is_there: Callable[[Item], bool]
) -> list[Item]:
    """The items for which a wish is not yet true; one that is where it should be is nobody's conflict."""
    rows = [(seen, type(seen.item).objects.get(pk=seen.item.pk)) for seen in items]
    return [open_item(plan, seen) for seen, row in rows if not is_there(row)]


def add_placement(change: PlanChange, item: Item, action: Action) -> None:
    """Move one item into an action; refuses an item whose addressed role is missing or another."""
    based_on = {}
    if isinstance(item, Contribution):
        addressed = item.addressed_role_id
        if addressed is None:
            raise ValidationError(_("Say first to whom it is addressed."), code="no_addressed_role")
    else:
        published = _relied_on(item)
        addressed, based_on = published.role_id, {"based_on": published.pk}
    if addressed != action.role_id:
        raise ValidationError(_("This is addressed to another role."), code="other_role")
    change.update(
        item, state=State.PLACED, reason="", reason_note=None, placed_in=action.pk, **based_on
    )


def _relied_on(item: RegionalAction) -> PublishedAction:
    """What is placed keeps its published row, else the newest that was not withdrawn; refuses where there is none."""
    if item.state == State.PLACED:
        return item.placement.based_on
    published = newest_published([item.action_id])[item.action_id]
    if published.version.is_withdrawn:
        raise ValidationError(
            _("The region withdrew this action, so it cannot be included."), code="region_withdrew"
        )
    return published


def last_rank(plan: Plan, role: Role) -> int:
    """Where the last action of a role stands in the order; 0 where there is none."""
    last = plan.actions.live().filter(role=role).order_by("-rank").first()
    return last.rank if last else 0


def rank_after(change: PlanChange, action: Action, after: Action | None) -> None:
    """Number the actions of the role anew with this one behind `after`; only those whose number changes are told."""
    others = (
        Action.objects.live().filter(plan=action.plan_id, role=action.role_id).exclude(pk=action.pk)
    )
    order = list(others.order_by("rank", "pk"))
    index = (
        0 if after is None else 1 + next(i for i, other in enumerate(order) if other.pk == after.pk)
    )
    order.insert(index, action)
    for rank, other in enumerate(order, start=1):
        if other.rank != rank:
            change.update(other, rank=rank)
