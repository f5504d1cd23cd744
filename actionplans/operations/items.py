"""Decide about the items of a board: place them in an action, take them out again, or set them aside.

Each operation locks the plan, refuses `moved_on` if an item is not the version that the person saw, writes the rows and
one event together, and writes nothing if everything is as wanted already.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Action, ItemState, Reason
from actionplans.operations.board_steps import (
    BoardItem,
    add_placements,
    live_action,
    open_items,
)
from actionplans.operations.locks import SeenVersion, lock_plan, lock_plan_of
from actionplans.operations.log import PlanChange, write_text
from language.clean_text import clean_line
from stakeholders.models import User


@transaction.atomic
def place(
    items: list[SeenVersion], *, action: Action, op_uuid: uuid.UUID | None = None, by: User
) -> list[BoardItem]:
    """Put contributions (nationally: regional actions) into an action: all or none, one event.

    Refuses: moved_on, other_plan, not_alive, too_many_items, dissolved, no_addressed_role, other_role, region_withdrew.
    """
    plan = lock_plan(action.plan)
    action = live_action(plan, action)
    moved = open_items(
        plan, items, lambda row: hasattr(row, "placement") and row.placement.action_id == action.pk
    )
    if moved:
        change = PlanChange(plan, "item.placed", by, op_uuid=op_uuid)
        add_placements(change, moved, action)
        change.record()
    return [seen.item for seen in items]


@transaction.atomic
def take_out(
    items: list[SeenVersion], *, op_uuid: uuid.UUID | None = None, by: User
) -> list[BoardItem]:
    """Make items undecided again, whether they are in an action or set aside. Returns those that changed.

    Refuses: an empty selection (nothing), moved_on, other_plan, not_alive, too_many_items.
    """
    plan = lock_plan_of(items)
    moved = open_items(plan, items, lambda row: row.state == ItemState.UNDECIDED)
    change = PlanChange(plan, "item.taken_out", by, op_uuid=op_uuid)
    for item in moved:
        change.update(item, state=ItemState.UNDECIDED, reason="", reason_note=None, placed_in=None)
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
) -> list[BoardItem]:
    """Leave items out of the plan, for a reason that is published with them. Returns those that changed.

    Refuses: an empty selection (nothing), no_reason, no_note (the reason is „other”), too_long, too_many_marks, moved_on,
    other_plan, not_alive, too_many_items.
    """
    plan = lock_plan_of(items)
    if reason not in Reason.values:
        raise ValidationError(_("Choose a reason from the list."), code="no_reason")
    note = clean_line(note)
    if reason == Reason.OTHER and not note:
        raise ValidationError(_("Explain briefly why."), code="no_note")
    wanted = (reason, note)
    moved = open_items(plan, items, lambda row: (row.reason, str(row.reason_note or "")) == wanted)
    if moved:
        text = write_text(note) if note else None
        change = PlanChange(plan, "item.set_aside", by, op_uuid=op_uuid)
        for item in moved:
            change.update(
                item, state=ItemState.SET_ASIDE, reason=reason, reason_note=text, placed_in=None
            )
        change.record()
    return moved
