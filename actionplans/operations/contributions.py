"""Change what is known of a contribution: correct it, split it, assign its roles, hide it, accept a late one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplans.models import Contribution, ItemState, Plan, Text
from actionplans.operations.board_steps import open_item
from actionplans.operations.capture import guard_open
from actionplans.operations.locks import (
    MAX_ITEMS,
    SeenVersion,
    guard_same_plan,
    guard_version,
    lock_plan,
    lock_plan_of,
    rows_now,
)
from actionplans.operations.log import PlanChange, write_text, write_texts
from language.clean_text import clean_text
from language.latvian import number
from stakeholders.models import Role, User
from thinktanks.models import Device
from thinktanks.operations.guards import guard_roles


@transaction.atomic
def correct_contribution(
    contribution: Contribution,
    *,
    text: str,
    withhold_original: bool = False,
    version: int,
    by: User | Device,
) -> Contribution:
    """Add a correction to the captured text, which stays. The captured text given again removes the correction.

    With `withhold_original` only the correction is published from then on, without it both texts.
    Refuses: closed (a device, more than 24 hours after the close), moved_on, not_alive, empty, too_long, too_many_marks,
    not_corrected (the original is to be withheld, but the text is the original).
    """
    plan = lock_plan(contribution.plan)
    if isinstance(by, Device):
        guard_open(by.think_tank, by)
    contribution = open_item(plan, SeenVersion(contribution, version))
    text = clean_text(text, missing=_("Enter the contribution."))
    is_original = text == contribution.text.body
    if is_original and withhold_original:
        raise ValidationError(
            _("This is still the original text. Correct it, or let the original be published."),
            code="not_corrected",
        )
    changed = {}
    if text != contribution.current_text:
        changed["correction"] = None if is_original else write_text(text)
    if withhold_original != contribution.original_withheld:
        changed["original_withheld"] = withhold_original
    if changed:
        change = PlanChange(plan, "contribution.corrected", by)
        change.update(contribution, **changed)
        change.record()
    return contribution


@transaction.atomic
def split_contribution(
    contribution: Contribution, *, parts: list[str], version: int, by: User
) -> list[Contribution]:
    """Make an undecided contribution of each part; the original stays as it was but is not decided about any more.

    Refuses: too_many_items, moved_on, not_alive, one_part, empty, too_long, too_many_marks.
    """
    if len(parts) > MAX_ITEMS:
        raise ValidationError(
            _("Split it into at most %(limit)s parts."),
            code="too_many_items",
            params={"limit": number(MAX_ITEMS)},
        )
    plan = lock_plan(contribution.plan)
    contribution = open_item(plan, SeenVersion(contribution, version))
    texts = [clean_text(part, missing=_("Enter the contribution.")) for part in parts]
    if len(texts) < 2:
        raise ValidationError(_("Split it into at least two parts."), code="one_part")
    change = PlanChange(plan, "contribution.split", by)
    written = write_texts(texts)
    children = change.create_all([_part(contribution, plan, text, by) for text in written])
    change.update(contribution, state=ItemState.SPLIT, reason="", reason_note=None, placed_in=None)
    change.record()
    return children


def _part(contribution: Contribution, plan: Plan, text: Text, by: User) -> Contribution:
    """Return a part, not written yet, with all that is known of the whole."""
    return Contribution(
        plan=plan,
        think_tank_id=contribution.think_tank_id,
        table_id=contribution.table_id,
        author_role_id=contribution.author_role_id,
        addressed_role_id=contribution.addressed_role_id,
        municipality_id=contribution.municipality_id,
        text=text,
        parent=contribution,
        source=contribution.source,
        batch=contribution.batch,
        late=contribution.late,
        typed_up=contribution.typed_up,
        hidden=contribution.hidden,
        captured_by=by,
        captured_at=contribution.captured_at,
    )


@transaction.atomic
def assign_roles(
    contribution: Contribution,
    *,
    author_role: Role | None,
    addressed_role: Role | None,
    version: int,
    by: User,
) -> Contribution:
    """Set who speaks (None: not known) and who is addressed.

    Refuses: moved_on, not_alive, not_speaking, not_addressed, placed (another addressed role while it is in an action).
    """
    plan = lock_plan(contribution.plan)
    contribution = open_item(plan, SeenVersion(contribution, version))
    guard_roles(plan.programme, author_role=author_role, addressed_role=addressed_role)
    if contribution.state == ItemState.PLACED and contribution.addressed_role != addressed_role:
        raise ValidationError(_("Take it out of the action first."), code="placed")
    if (contribution.author_role, contribution.addressed_role) == (author_role, addressed_role):
        return contribution
    change = PlanChange(plan, "contribution.roles_assigned", by)
    change.update(contribution, author_role=author_role, addressed_role=addressed_role)
    change.record()
    return contribution


@transaction.atomic
def hide(contributions: list[SeenVersion], *, by: User) -> None:
    """Keep contributions off the wall, the board and what is published, until they are shown again.

    Refuses: an empty selection (nothing), moved_on, other_plan, too_many_items.
    """
    _set_flag(contributions, kind="contribution.hidden", by=by, hidden=True)


@transaction.atomic
def unhide(contributions: list[SeenVersion], *, by: User) -> None:
    """Show hidden contributions again. Refuses: an empty selection (nothing), moved_on, other_plan, too_many_items."""
    _set_flag(contributions, kind="contribution.unhidden", by=by, hidden=False)


@transaction.atomic
def accept_late(contributions: list[SeenVersion], *, by: User) -> None:
    """Accept contributions that came after the close: they no longer differ from the others.

    Refuses: an empty selection (nothing), moved_on, other_plan, too_many_items.
    """
    _set_flag(contributions, kind="contribution.late_accepted", by=by, late=False)


def _set_flag(contributions: list[SeenVersion], *, kind: str, by: User, **flag: bool) -> None:
    """Set a flag of contributions of one plan in one event; those that have it already are left out."""
    plan = lock_plan_of(contributions)
    items = rows_now(contributions)
    for item, (_seen, version) in zip(items, contributions, strict=True):
        guard_version(item, version)
        guard_same_plan(plan, item)
    change = PlanChange(plan, kind, by)
    [(name, value)] = flag.items()
    for item in items:
        if getattr(item, name) != value:
            change.update(item, **flag)
    if change.changes:
        change.record()
