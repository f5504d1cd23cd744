"""What was said: captured in its own words, corrected beside them, split, addressed, taken back, hidden."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Contribution, Plan, State, checksum
from actionplans.operations.log import (
    PlanChange,
    SeenVersion,
    lock_plan,
    lock_plan_of,
    reload_locked,
    write_text,
)
from actionplans.operations.plans import open_plan
from actionplans.operations.rate_limit import guard_pace
from language.clean_text import clean_text
from stakeholders.models import Role, User
from thinktanks.models import Device, Programme, Table, ThinkTank


def capture_contribution(
    think_tank: ThinkTank,
    *,
    text: str,
    uuid: uuid.UUID,
    author_role: Role | None = None,
    addressed_role: Role | None = None,
    table: Table | None = None,
    client_seq: int = 0,
    by: User | Device,
) -> Contribution:
    """Keep what was said, once: the same UUID sent again gives the first row, with other words it is refused.

    Its event carries the UUID, so that the number which it was given can be told again (see `captured_seqs`).
    Refuses: empty, too_long, other_think_tank (of a device), other_table, not_speaking, not_addressed, not_open, closed,
    too_fast (a device), other_text.
    """
    text = clean_text(text)
    _guard_seat(think_tank, table=table, by=by)
    guard_roles(think_tank.programme, author_role=author_role, addressed_role=addressed_role)
    known = _kept(uuid)
    if known is None:
        late = guard_open(think_tank)
        guard_pace(by)
        plan = open_plan(think_tank.programme, region=think_tank.region, by=by)
        try:
            with transaction.atomic():
                return _capture(
                    plan,
                    think_tank=think_tank,
                    text=text,
                    uuid=uuid,
                    author_role=author_role,
                    addressed_role=addressed_role,
                    table=table,
                    client_seq=client_seq,
                    late=late,
                    by=by,
                )
        except IntegrityError:
            # Somebody sent the same at the same moment; any other reason is a fault of ours.
            known = _kept(uuid)
            if known is None and not plan.events.filter(op_uuid=uuid).exists():
                raise
    return _same_again(known, think_tank=think_tank, text=text, by=by)


def _kept(uuid: uuid.UUID) -> Contribution | None:
    return Contribution.objects.filter(uuid=uuid).select_related("text").first()


def _guard_seat(think_tank: ThinkTank, *, table: Table | None, by: User | Device) -> None:
    """Refuse a device that joined elsewhere, and a table that stands elsewhere."""
    if isinstance(by, Device) and by.think_tank_id != think_tank.pk:
        raise ValidationError(
            _("This device has joined another think tank."), code="other_think_tank"
        )
    if table is not None and table.think_tank_id != think_tank.pk:
        raise ValidationError(_("There is no such table at this think tank."), code="other_table")


def _capture(plan: Plan, *, text: str, by: User | Device, **fields) -> Contribution:
    """Four statements: text, contribution, number (which is the lock), event."""
    change = PlanChange(plan, "contribution.captured", by, op_uuid=fields["uuid"])
    contribution = Contribution(
        plan=plan,
        text=write_text(text),
        device=by if isinstance(by, Device) else None,
        captured_by=by if isinstance(by, User) else None,
        captured_at=timezone.now(),
        **fields,
    )
    change.create(contribution)
    change.record()
    return contribution


def _same_again(
    known: Contribution | None, *, think_tank: ThinkTank, text: str, by: User | Device
) -> Contribution:
    """The row that this UUID already has; refuses when it holds other words or was sent by somebody else.

    Words that were erased meanwhile are known by their sum. None: the UUID was used up by another change of the plan.
    """
    owner = known and (known.device_id if isinstance(by, Device) else known.captured_by_id)
    if (
        known is None
        or known.text.checksum != checksum(text)
        or (known.think_tank_id, owner) != (think_tank.pk, by.pk)
    ):
        raise ValidationError(
            _("This was already sent with other words. The first stays as it was."),
            code="other_text",
        )
    return known


def guard_open(think_tank: ThinkTank) -> bool:
    """Whether the contribution is late; refuses before the opening and 24 hours after the close."""
    if think_tank.state == ThinkTank.State.PLANNED:
        raise ValidationError(_("This think tank has not begun yet."), code="not_open")
    if think_tank.state == ThinkTank.State.OPEN:
        return False
    if think_tank.is_over:
        raise ValidationError(_("This think tank is closed."), code="closed")
    return True


def guard_roles(
    programme: Programme, *, author_role: Role | None, addressed_role: Role | None
) -> None:
    """Refuse a role that may not speak, or may not be addressed, in this programme."""
    speaking, addressed = allowed_roles(programme)
    if author_role is not None and author_role.pk not in speaking:
        raise ValidationError(_("Choose a role from the list."), code="not_speaking")
    if addressed_role is not None and addressed_role.pk not in addressed:
        raise ValidationError(_("Choose a role from the list."), code="not_addressed")


def allowed_roles(programme: Programme) -> tuple[set[int], set[int]]:
    """Numbers of the roles that may speak and of those that may be addressed; read once per programme object."""
    if not hasattr(programme, "_allowed_roles"):
        programme._allowed_roles = (
            set(programme.speaker_roles.values_list("pk", flat=True)),
            set(programme.addressed_roles.values_list("pk", flat=True)),
        )
    return programme._allowed_roles


@transaction.atomic
def correct_contribution(
    contribution: Contribution, *, text: str, version: int, by: User | Device
) -> Contribution:
    """Put a correction beside the captured words, which stay. The captured words themselves take it away again."""
    plan = lock_plan(contribution.plan)
    contribution = reload_locked(SeenVersion(contribution, version))
    _guard_alive(contribution)
    text = clean_text(text)
    if text == contribution.words:
        return contribution
    correction = None if text == contribution.text.body else write_text(text)
    change = PlanChange(plan, "contribution.corrected", by)
    change.update(contribution, correction=correction)
    change.record()
    return contribution


@transaction.atomic
def split_contribution(
    contribution: Contribution, *, parts: list[str], version: int, by: User
) -> list[Contribution]:
    """Make children that point to the untouched original; they await a decision, the original no longer does.

    Refuses: moved_on, not_alive, one_part, empty, too_long.
    """
    plan = lock_plan(contribution.plan)
    contribution = reload_locked(SeenVersion(contribution, version))
    _guard_alive(contribution)
    texts = [clean_text(part) for part in parts]
    if len(texts) < 2:
        raise ValidationError(_("Divide it into two parts or more."), code="one_part")
    change = PlanChange(plan, "contribution.split", by)
    children = [
        change.create(
            Contribution(
                plan=plan,
                think_tank_id=contribution.think_tank_id,
                table_id=contribution.table_id,
                author_role_id=contribution.author_role_id,
                addressed_role_id=contribution.addressed_role_id,
                place_id=contribution.place_id,
                text=write_text(text),
                parent=contribution,
                source=contribution.source,
                batch=contribution.batch,
                late=contribution.late,
                hidden=contribution.hidden,
                captured_by=by,
                captured_at=contribution.captured_at,
            )
        )
        for text in texts
    ]
    change.update(contribution, state=State.SPLIT, reason="", reason_note=None, placed_in=None)
    change.record()
    return children


@transaction.atomic
def assign_roles(
    contribution: Contribution,
    *,
    author_role: Role | None,
    addressed_role: Role | None,
    version: int,
    by: User,
) -> Contribution:
    """Say who spoke (None: not known) and who is addressed. What lies in an action is taken out of it first."""
    plan = lock_plan(contribution.plan)
    contribution = reload_locked(SeenVersion(contribution, version))
    _guard_alive(contribution)
    guard_roles(plan.programme, author_role=author_role, addressed_role=addressed_role)
    if contribution.state == State.PLACED and contribution.addressed_role != addressed_role:
        raise ValidationError(_("Take it out of the action first."), code="placed")
    if (contribution.author_role, contribution.addressed_role) == (author_role, addressed_role):
        return contribution
    change = PlanChange(plan, "contribution.roles_assigned", by)
    change.update(contribution, author_role=author_role, addressed_role=addressed_role)
    change.record()
    return contribution


@transaction.atomic
def withdraw_contribution(
    contribution: Contribution, *, version: int, by: User | Device
) -> Contribution:
    """Take back what was captured while it is undecided; its UUID stays taken, so a late retry brings nothing back."""
    plan = lock_plan(contribution.plan)
    contribution = reload_locked(SeenVersion(contribution, version))
    if contribution.state == State.WITHDRAWN:
        return contribution
    if contribution.state != State.UNDECIDED:
        raise ValidationError(
            _("It has been considered already and cannot be taken back."), code="decided"
        )
    change = PlanChange(plan, "contribution.withdrawn", by)
    change.update(contribution, state=State.WITHDRAWN)
    change.record()
    return contribution


@transaction.atomic
def hide(contributions: list[SeenVersion], *, by: User) -> None:
    """Keep contributions off the wall, the board and what is published, until shown again."""
    _mark(contributions, kind="contribution.hidden", by=by, hidden=True)


@transaction.atomic
def unhide(contributions: list[SeenVersion], *, by: User) -> None:
    """Show hidden contributions again."""
    _mark(contributions, kind="contribution.unhidden", by=by, hidden=False)


@transaction.atomic
def accept_late(contributions: list[SeenVersion], *, by: User) -> None:
    """Take in what came after the close, once somebody has looked at it: it no longer differs from the others."""
    _mark(contributions, kind="contribution.late_accepted", by=by, late=False)


def _mark(contributions: list[SeenVersion], *, kind: str, by: User, **mark: bool) -> None:
    """Give contributions of one plan a mark in one event; those that have it already stay as they are."""
    plan = lock_plan_of(contributions)
    items = [reload_locked(seen) for seen in contributions]
    if any(item.plan_id != plan.pk for item in items):
        raise ValidationError(_("This belongs to another plan."), code="other_plan")
    change = PlanChange(plan, kind, by)
    [(name, value)] = mark.items()
    for item in items:
        if getattr(item, name) != value:
            change.update(item, **mark)
    if change.changes:
        change.record()


def _guard_alive(contribution: Contribution) -> None:
    """Refuse what was split or taken back: its parts, or nobody, speak for it now."""
    if not contribution.is_alive:
        raise ValidationError(_("This was split or taken back."), code="not_alive")
