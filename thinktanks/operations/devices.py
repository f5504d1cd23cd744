"""Let phones and laptops join a think tank without an account."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stakeholders.models import Role
from thinktanks.codes import hash_of, new_code, token_of
from thinktanks.models import Device, Table, ThinkTank
from thinktanks.operations.guards import (
    guard_not_archived,
    guard_not_cancelled,
    guard_roles,
)
from thinktanks.operations.locks import lock_table

# A phone reports every 15 seconds (static/js/capture/room.js); that nothing has changed is not worth a write each time. One
# that reports more often changes nothing meanwhile, whatever it says.
REPORT_KEPT = datetime.timedelta(seconds=60)
CHANGE_KEPT = datetime.timedelta(seconds=10)


@transaction.atomic
def join_think_tank(
    think_tank: ThinkTank,
    *,
    code: str,
    table: Table | None,
    role: Role | None,
    sent_uuid: uuid.UUID,
) -> tuple[Device, str]:
    """Create a device for a phone or laptop without an account; return it and its token, of which only the hash is stored.

    The same form sent again (`sent_uuid`) returns the same device and token.
    Refuses: wrong_code (also a replaced one), archived, cancelled, closed, other_table, not_speaking.
    """
    think_tank = ThinkTank.objects.filter(pk=think_tank.pk, join_code=code).first()
    if think_tank is None:
        raise ValidationError(
            _("That code does not work. Compare it with the sheet."), code="wrong_code"
        )
    guard_not_archived(think_tank.programme)
    guard_not_cancelled(think_tank)
    if think_tank.is_closed:
        raise ValidationError(_("This think tank is closed."), code="closed")
    table = lock_table(think_tank, table)
    guard_roles(think_tank.programme, author_role=role, addressed_role=None)
    token = token_of(f"{think_tank.pk}:{sent_uuid}")
    device, _is_new = Device.objects.get_or_create(
        token_hash=hash_of(token),
        defaults={
            "think_tank": think_tank,
            "table": table,
            "role": role,
            "receipt_code": new_code(),
        },
    )
    return device, token


@transaction.atomic
def seat_device(device: Device, *, table: Table | None, role: Role | None) -> Device:
    """Change the table and the role of a device; its earlier contributions keep theirs.

    Refuses: archived, cancelled, closed, other_table, not_speaking.
    """
    guard_not_archived(device.think_tank.programme)
    guard_not_cancelled(device.think_tank)
    if device.think_tank.late_period_is_over:
        raise ValidationError(_("This think tank is closed."), code="closed")
    table = lock_table(device.think_tank, table)
    guard_roles(device.think_tank.programme, author_role=role, addressed_role=None)
    device.table, device.role = table, role
    device.save(update_fields=["table", "role"])
    return device


def report_device(device: Device, *, waiting: int) -> Device:
    """Keep how many contributions wait on a device to be sent, and that it was seen now.

    A changed number is written at most every 10 seconds, the same one once a minute; reports at the same moment write once.
    """
    now, before = timezone.now(), device.seen_at
    kept = REPORT_KEPT if waiting == device.waiting else CHANGE_KEPT
    if before is None or now - before >= kept:
        unchanged = Device.objects.filter(pk=device.pk, seen_at=before)
        if unchanged.update(waiting=waiting, seen_at=now):
            device.waiting, device.seen_at = waiting, now
    return device
