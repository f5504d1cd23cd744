"""Form actions from what people said, and give them their wording, details, order and links.

Each operation locks the plan, refuses `moved_on` if an item is not the version that the person saw (all but
`reorder_actions`), writes the rows and one event together, and writes nothing if everything is as wanted already.
"""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Action, ItemState, Plan
from actionplans.operations.board_steps import (
    add_placements,
    create_action,
    items_of,
    live_action,
    move_after,
    open_items,
)
from actionplans.operations.locks import SeenVersion, lock_plan
from actionplans.operations.log import PlanChange, linked_ids, write_text
from language.clean_text import clean_line, clean_text
from stakeholders.models import Role, User
from thinktanks.operations.guards import guard_roles


@transaction.atomic
def form_action(
    plan: Plan,
    *,
    role: Role,
    wording: str = "",
    items: list[SeenVersion] = (),
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> Action:
    """Make a new action, the last of its role, with these items in it; the wording may be added later.

    Refuses: not_addressed, moved_on, other_plan, not_alive, too_many_items, no_addressed_role, other_role,
    region_withdrew, too_long, too_many_marks.
    """
    plan = lock_plan(plan)
    guard_roles(plan.programme, author_role=None, addressed_role=role)
    moved = open_items(plan, items)
    change = PlanChange(plan, "action.formed", by, op_uuid=op_uuid)
    action = create_action(change, role, wording, moved)
    change.record()
    return action


@transaction.atomic
def merge_actions(
    action: Action,
    *,
    into: Action,
    version: int,
    into_version: int,
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> Action:
    """Move everything from one action into another of the same role; the first stays as „merged into” for ever.

    Refuses: moved_on, other_plan, dissolved, other_role.
    """
    plan = lock_plan(action.plan)
    source = live_action(plan, action, version)
    target = live_action(plan, into, into_version)
    if source.pk == target.pk or source.role_id != target.role_id:
        raise ValidationError(_("Choose another action for the same role."), code="other_role")
    change = PlanChange(plan, "action.merged", by, op_uuid=op_uuid)
    add_placements(change, items_of(source), target)
    change.update(source, dissolved=True, merged_into=target, links=())
    change.record()
    return target


@transaction.atomic
def split_action(
    action: Action,
    *,
    items: list[SeenVersion],
    version: int,
    wording: str = "",
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> Action:
    """Move some of an action's items into a new action right after it; the first keeps its key.

    Refuses: moved_on, other_plan, dissolved, not_alive, too_many_items, nothing_to_move, too_long, too_many_marks.
    """
    plan = lock_plan(action.plan)
    source = live_action(plan, action, version)
    moved = open_items(plan, items)
    if not moved or any(
        item.state != ItemState.PLACED or item.placement.action_id != source.pk for item in moved
    ):
        raise ValidationError(_("Choose what to move to the new action."), code="nothing_to_move")
    change = PlanChange(plan, "action.split", by, op_uuid=op_uuid)
    new = create_action(change, source.role, wording, moved)
    move_after(change, new, source)
    change.record()
    return new


@transaction.atomic
def dissolve_action(
    action: Action, *, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Take an action off the plan; its items become undecided in the same event.

    Refuses: moved_on, other_plan, dissolved.
    """
    plan = lock_plan(action.plan)
    action = live_action(plan, action, version)
    change = PlanChange(plan, "action.dissolved", by, op_uuid=op_uuid)
    for item in items_of(action):
        change.update(item, state=ItemState.UNDECIDED, placed_in=None)
    change.update(action, dissolved=True, links=())
    change.record()
    return action


@transaction.atomic
def reword_action(
    action: Action, *, wording: str, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Give an action another wording; the former one stays in the log.

    Refuses: empty, too_long, too_many_marks, moved_on, other_plan, dissolved.
    """
    plan = lock_plan(action.plan)
    wording = clean_text(wording, missing=_("Enter the wording."))
    current = Action.objects.select_related("wording").get(pk=action.pk)
    if current.wording and current.wording.body == wording:
        return current
    action = live_action(plan, action, version)
    change = PlanChange(plan, "action.reworded", by, op_uuid=op_uuid)
    change.update(action, wording=write_text(wording))
    change.record()
    return action


@transaction.atomic
def detail_action(
    action: Action,
    *,
    condition: str = "",
    lead: str = "",
    first_step: str = "",
    deadline: datetime.date | None = None,
    support_roles: list[Role] = (),
    version: int,
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> Action:
    """Set all details of an action; what is not given is emptied. Only what differs is written.

    Refuses: moved_on, other_plan, dissolved, too_long, too_many_marks.
    """
    plan = lock_plan(action.plan)
    action = live_action(plan, action, version)
    values = {}
    texts = {"condition": condition, "lead": lead, "first_step": first_step}
    for name, typed in texts.items():
        body, present = clean_line(typed), getattr(action, name)
        if (present.body if present else "") != body:
            values[name] = write_text(body) if body else None
    if action.deadline != deadline:
        values["deadline"] = deadline
    support = sorted(role.pk for role in support_roles)
    if support != sorted(action.support_roles.values_list("pk", flat=True)):
        values["support"] = support
    if values:
        change = PlanChange(plan, "action.detailed", by, op_uuid=op_uuid)
        change.update(action, **values)
        change.record()
    return action


@transaction.atomic
def reorder_actions(
    action: Action, *, after: Action | None, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Move an action after another of its role, or to the first place (after=None). This raises no version.

    Refuses: other_plan, dissolved, other_role.
    """
    plan = lock_plan(action.plan)
    action = live_action(plan, action)
    if after is not None and (
        live_action(plan, after).role_id != action.role_id or after.pk == action.pk
    ):
        raise ValidationError(_("Choose another action for the same role."), code="other_role")
    change = PlanChange(plan, "actions.reordered", by, op_uuid=op_uuid)
    move_after(change, action, after)
    if change.changes:
        change.record()
    return action


@transaction.atomic
def link_actions(
    action: Action, *, other: Action, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Link two actions that ask the same of two roles; each role still does its part, so they are never merged.

    Refuses: moved_on, other_plan, dissolved, same_role.
    """
    plan = lock_plan(action.plan)
    action, other = live_action(plan, action, version), live_action(plan, other)
    if action.role_id == other.role_id:
        raise ValidationError(_("Choose an action for another role."), code="same_role")
    linked = linked_ids(action)
    if other.pk not in linked:
        change = PlanChange(plan, "actions.linked", by, op_uuid=op_uuid)
        change.update(action, links=[*linked, other.pk])
        change.record()
    return action


@transaction.atomic
def unlink_actions(
    action: Action, *, other: Action, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Remove the link between two actions. Refuses: moved_on, other_plan, dissolved."""
    plan = lock_plan(action.plan)
    action, other = live_action(plan, action, version), live_action(plan, other)
    linked = linked_ids(action)
    if other.pk in linked:
        change = PlanChange(plan, "actions.unlinked", by, op_uuid=op_uuid)
        change.update(action, links=set(linked) - {other.pk})
        change.record()
    return action
