"""Capture what people say, once and in their own words, and take it back while it is undecided."""

import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import Contribution, ItemState, Plan, checksum
from actionplans.operations.locks import SeenVersion, lock_plan, reload_locked
from actionplans.operations.log import PlanChange, write_text
from actionplans.operations.plans import open_plan
from actionplans.operations.rate_limit import guard_rate
from language.clean_text import clean_text
from stakeholders.models import Role, User
from thinktanks.models import Device, Table, ThinkTank
from thinktanks.operations.guards import (
    guard_not_archived,
    guard_not_cancelled,
    guard_roles,
    guard_table,
)


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
    """Keep one contribution once: the same UUID sent again returns the first row, or is refused with another text.

    After the close it is late if a device sent it, and typed up if an account added it.
    The UUID is also the event's `op_uuid`, so that the event's seq can be looked up later (see `captured_seqs`).
    Refuses: empty, too_long, too_many_marks, other_think_tank (of a device), other_table, not_speaking, not_addressed,
    archived, cancelled, not_open, closed (a device), too_fast (a device), other_text, known_list (of an account).
    """
    guard_joined(by, think_tank.pk)
    guard_table(think_tank, table)
    guard_roles(think_tank.programme, author_role=author_role, addressed_role=addressed_role)
    known = _captured_as(uuid)
    if known is None:  # the limits of a device come before any work on what it sent
        guard_open(think_tank, by)
        guard_rate(by)
        if "\n" in text:  # a list that is saved may be too long for one contribution
            _guard_not_a_list(uuid, by)
    text = clean_text(text, missing=_("Enter the contribution."))
    if known is None:
        return _capture_once(
            think_tank,
            text=text,
            uuid=uuid,
            author_role=author_role,
            addressed_role=addressed_role,
            table=table,
            client_seq=client_seq,
            by=by,
        )
    return _captured_before(known, think_tank=think_tank, text=text, by=by)


@transaction.atomic
def withdraw_contribution(
    contribution: Contribution, *, version: int, by: User | Device
) -> Contribution:
    """Take back an undecided contribution. Its UUID stays in use, so a late retry does not restore it.

    Refuses: closed (a device, more than 24 hours after the close), moved_on, decided.
    """
    plan = lock_plan(contribution.plan)
    if isinstance(by, Device):
        guard_open(by.think_tank, by)
    contribution = reload_locked(SeenVersion(contribution, version))
    if contribution.state == ItemState.WITHDRAWN:
        return contribution
    if contribution.state != ItemState.UNDECIDED:
        raise ValidationError(
            _("It has already been considered and can no longer be taken back."), code="decided"
        )
    change = PlanChange(plan, "contribution.withdrawn", by)
    change.update(contribution, state=ItemState.WITHDRAWN)
    change.record()
    return contribution


def guard_open(think_tank: ThinkTank, sender: User | Device | None) -> None:
    """Refuse contributions of an archived programme (archived), at a cancelled think tank (cancelled), before the
    opening (not_open), and those of a device more than 24 hours after the close (closed).
    """
    guard_not_archived(think_tank.programme)
    guard_not_cancelled(think_tank)
    if think_tank.opened_at is None:
        raise ValidationError(_("This think tank has not started yet."), code="not_open")
    if isinstance(sender, Device) and think_tank.late_period_is_over:
        raise ValidationError(_("This think tank is closed."), code="closed")


def after_the_close(think_tank: ThinkTank, sender: User | Device | None) -> dict[str, bool]:
    """Return the marks of what is added now: after the close a device is late, and an organiser types up."""
    by_device = isinstance(sender, Device)
    return {
        "late": think_tank.is_closed and by_device,
        "typed_up": think_tank.is_closed and not by_device,
    }


def guard_joined(by: User | Device, think_tank_id: object) -> None:
    """Refuse a device that did not join the think tank with this id, or this value sent as one (other_think_tank)."""
    if isinstance(by, Device) and by.think_tank_id != think_tank_id:
        raise ValidationError(
            _("This device has joined another think tank."), code="other_think_tank"
        )


def _captured_as(uuid: uuid.UUID) -> Contribution | None:
    return Contribution.objects.filter(uuid=uuid).select_related("text").first()


def _capture_once(
    think_tank: ThinkTank, *, text: str, uuid: uuid.UUID, by: User | Device, **fields
) -> Contribution:
    """Write a contribution; if a request at the same moment used its UUID first, answer as for a repeated one."""
    plan = open_plan(think_tank.programme, region=think_tank.region, by=by)
    try:
        with transaction.atomic():
            return _write(plan, think_tank=think_tank, text=text, uuid=uuid, by=by, **fields)
    except IntegrityError:
        # The same request came twice at the same moment, or its table was removed; any other reason is an error.
        known = _captured_as(uuid)
        if known is None and not plan.events.filter(op_uuid=uuid).exists():
            _guard_table_exists(fields["table"])
            raise
    return _captured_before(known, think_tank=think_tank, text=text, by=by)


def _guard_table_exists(table: Table | None) -> None:
    """Refuse a table that was removed while its contribution was written (other_table)."""
    if table is not None and not Table.objects.filter(pk=table.pk).exists():
        guard_table(None, table)


def _write(plan: Plan, *, text: str, by: User | Device, **fields) -> Contribution:
    """Write text, contribution, seq (which is the lock) and event: four statements."""
    change = PlanChange(plan, "contribution.captured", by, op_uuid=fields["uuid"])
    contribution = Contribution(
        plan=plan,
        text=write_text(text),
        **after_the_close(fields["think_tank"], by),
        device=by if isinstance(by, Device) else None,
        captured_by=by if isinstance(by, User) else None,
        captured_at=timezone.now(),
        **fields,
    )
    change.create(contribution)
    change.record()
    _guard_not_a_list(contribution.uuid, by)  # the event has locked the plan: no import can follow
    return contribution


def _guard_not_a_list(uuid: uuid.UUID, by: User | Device) -> None:
    """Refuse a pasted text whose lines an account has saved, under the UUID of its list, as contributions (known_list)."""
    lines = Contribution.objects.filter(batch=uuid).exclude(state=ItemState.WITHDRAWN)
    if isinstance(by, User) and lines.exists():
        raise ValidationError(
            _("The pasted list is saved already. This text was not added."), code="known_list"
        )


def _captured_before(
    known: Contribution | None, *, think_tank: ThinkTank, text: str, by: User | Device
) -> Contribution:
    """Return the row that already has this UUID. Refuses one with another text or sender (other_text).

    A redacted text is recognised by its checksum. `known` is None if another change of the plan has used the UUID.
    """
    owner = known and (known.device_id if isinstance(by, Device) else known.captured_by_id)
    if (
        known is None
        or known.text.checksum != checksum(text)
        or (known.think_tank_id, owner) != (think_tank.pk, by.pk)
    ):
        raise ValidationError(
            _("This was already sent with different text. The first one is unchanged."),
            code="other_text",
        )
    return known
