"""The board: what was said is placed into actions, actions get their wording, order and links.

Each operation locks the plan, refuses with `moved_on` when an item is not the version that the person saw, writes the
rows and one event together, and writes nothing when the wish is already true.
"""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Action, Plan, Reason, State
from actionplans.operations.board_steps import (
    Item,
    add_placement,
    items_not_yet,
    items_of,
    last_rank,
    live_action,
    open_item,
    rank_after,
)
from actionplans.operations.capture import clean_text
from actionplans.operations.log import (
    PlanChange,
    SeenVersion,
    linked_ids,
    lock_plan,
    lock_plan_of,
    write_text,
)
from stakeholders.models import Role, User


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
    """Make a new last action for a role, with these items in it; the wording may come later."""
    plan = lock_plan(plan)
    if not plan.programme.addressed_roles.filter(pk=role.pk).exists():
        raise ValidationError(_("Choose a role from the list."), code="not_addressed")
    moved = [open_item(plan, seen) for seen in items]
    change = PlanChange(plan, "action.formed", by, op_uuid=op_uuid)
    action = change.create(
        Action(
            plan=plan,
            role=role,
            wording=write_text(clean_text(wording)) if wording.strip() else None,
            rank=last_rank(plan, role) + 1,
        )
    )
    for item in moved:
        add_placement(change, item, action)
    change.record()
    return action


@transaction.atomic
def place(
    items: list[SeenVersion], *, action: Action, op_uuid: uuid.UUID | None = None, by: User
) -> list[Item]:
    """Put contributions (nationally: regional actions) into an action: all or none, one event."""
    plan = lock_plan(action.plan)
    action = live_action(plan, action)
    moved = items_not_yet(
        plan, items, lambda row: hasattr(row, "placement") and row.placement.action_id == action.pk
    )
    if moved:
        change = PlanChange(plan, "item.placed", by, op_uuid=op_uuid)
        for item in moved:
            add_placement(change, item, action)
        change.record()
    return [seen.item for seen in items]


@transaction.atomic
def take_out(items: list[SeenVersion], *, op_uuid: uuid.UUID | None = None, by: User) -> list[Item]:
    """Make items undecided again, out of an action or back from being set aside."""
    plan = lock_plan_of(items)
    moved = items_not_yet(plan, items, lambda row: row.state == State.UNDECIDED)
    change = PlanChange(plan, "item.taken_out", by, op_uuid=op_uuid)
    for item in moved:
        change.update(item, state=State.UNDECIDED, reason="", reason_note=None, placed_in=None)
    if moved:
        change.record()
    return moved


@transaction.atomic
def set_aside(
    items: list[SeenVersion],
    *,
    reason: str,
    note: str = "",
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> list[Item]:
    """Leave items out of the plan, with a reason that everyone will see; „other” wants a note."""
    plan = lock_plan_of(items)
    if reason not in Reason.values:
        raise ValidationError(_("Choose a reason from the list."), code="no_reason")
    if reason == Reason.OTHER and not note.strip():
        raise ValidationError(_("Say in a few words why."), code="no_note")
    note = clean_text(note) if note.strip() else ""
    wish = (reason, note)
    moved = items_not_yet(plan, items, lambda row: (row.reason, str(row.reason_note or "")) == wish)
    if moved:
        text = write_text(note) if note else None
        change = PlanChange(plan, "item.set_aside", by, op_uuid=op_uuid)
        for item in moved:
            change.update(
                item, state=State.SET_ASIDE, reason=reason, reason_note=text, placed_in=None
            )
        change.record()
    return moved


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
    """Move everything of one action into another of the same role; the first answers „merged into” for ever."""
    plan = lock_plan(action.plan)
    source = live_action(plan, action, version)
    target = live_action(plan, into, into_version)
    if source.pk == target.pk or source.role_id != target.role_id:
        raise ValidationError(_("Choose another action for the same role."), code="other_role")
    change = PlanChange(plan, "action.merged", by, op_uuid=op_uuid)
    for item in items_of(source):
        add_placement(change, item, target)
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
    """Move some of an action's items into a new action behind it; the first keeps its key."""
    plan = lock_plan(action.plan)
    source = live_action(plan, action, version)
    moved = [open_item(plan, seen) for seen in items]
    if not moved or any(
        item.state != State.PLACED or item.placement.action_id != source.pk for item in moved
    ):
        raise ValidationError(
            _("Choose what should move into the new action."), code="nothing_to_move"
        )
    change = PlanChange(plan, "action.split", by, op_uuid=op_uuid)
    new = change.create(
        Action(
            plan=plan,
            role=source.role,
            wording=write_text(clean_text(wording)) if wording.strip() else None,
            rank=last_rank(plan, source.role) + 1,
        )
    )
    for item in moved:
        add_placement(change, item, new)
    rank_after(change, new, source)
    change.record()
    return new


@transaction.atomic
def dissolve_action(
    action: Action, *, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Take an action off the plan; its items become undecided in the same event."""
    plan = lock_plan(action.plan)
    action = live_action(plan, action, version)
    change = PlanChange(plan, "action.dissolved", by, op_uuid=op_uuid)
    for item in items_of(action):
        change.update(item, state=State.UNDECIDED, placed_in=None)
    change.update(action, dissolved=True, links=())
    change.record()
    return action


@transaction.atomic
def reword_action(
    action: Action, *, wording: str, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Give an action its own wording; the former one stays in the log."""
    plan = lock_plan(action.plan)
    wording = clean_text(wording)
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
    """Say on what condition, who leads, what comes first, until when, and whose support is needed."""
    plan = lock_plan(action.plan)
    action = live_action(plan, action, version)
    values = {}
    texts = {"condition": condition, "lead": lead, "first_step": first_step}
    for name, body in texts.items():
        present = getattr(action, name)
        if (present.body if present else "") != body.strip():
            values[name] = write_text(clean_text(body)) if body.strip() else None
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
    """Put an action behind another of its role, or first (after=None). Order is nobody's version."""
    plan = lock_plan(action.plan)
    action = live_action(plan, action)
    if after is not None and (
        live_action(plan, after).role_id != action.role_id or after.pk == action.pk
    ):
        raise ValidationError(_("Choose another action for the same role."), code="other_role")
    change = PlanChange(plan, "actions.reordered", by, op_uuid=op_uuid)
    rank_after(change, action, after)
    if change.changes:
        change.record()
    return action


@transaction.atomic
def link_actions(
    action: Action, *, other: Action, version: int, op_uuid: uuid.UUID | None = None, by: User
) -> Action:
    """Say that two roles are asked the same; each still does its part, so they are never merged."""
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
    """Take a link between two actions away."""
    plan = lock_plan(action.plan)
    action, other = live_action(plan, action, version), live_action(plan, other)
    linked = linked_ids(action)
    if other.pk in linked:
        change = PlanChange(plan, "actions.unlinked", by, op_uuid=op_uuid)
        change.update(action, links=set(linked) - {other.pk})
        change.record()
    return action
