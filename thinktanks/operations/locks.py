"""Lock the programme, think tank or table that an operation needs, and refuse what its state does not allow.

Without the key: rows that refer to it, such as feedback, are added meanwhile, and must not wait for each other.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thinktanks.models import Programme, Table, ThinkTank
from thinktanks.operations.guards import guard_not_archived, guard_not_cancelled, guard_table


def lock_any_programme(programme: Programme) -> Programme:
    """Return the programme as it is now, locked until the transaction ends.

    An operation locks by this only what stays possible in an archived programme: hiding answers and showing them again,
    opening it again.
    """
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def lock_programme(programme: Programme) -> Programme:
    """Return the programme, locked. Refuses: archived."""
    programme = lock_any_programme(programme)
    guard_not_archived(programme)
    return programme


def lock_any_think_tank(think_tank: ThinkTank) -> ThinkTank:
    """Return the think tank as it is now, locked until the transaction ends.

    An operation locks by this only what stays possible in an archived programme: removing a person from the list.
    """
    locked = ThinkTank.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("programme", "region").get(pk=think_tank.pk)


def lock_think_tank(think_tank: ThinkTank) -> ThinkTank:
    """Return the think tank, locked. Refuses: archived (its programme)."""
    think_tank = lock_any_think_tank(think_tank)
    guard_not_archived(think_tank.programme)
    return think_tank


def lock_live_think_tank(think_tank: ThinkTank) -> ThinkTank:
    """Return the think tank, locked. Refuses: archived (its programme), cancelled."""
    think_tank = lock_think_tank(think_tank)
    guard_not_cancelled(think_tank)
    return think_tank


def lock_open_think_tank(think_tank: ThinkTank) -> ThinkTank:
    """Return the think tank, locked. Refuses: archived (its programme), cancelled, not_open."""
    think_tank = lock_live_think_tank(think_tank)
    if think_tank.state != ThinkTank.State.OPEN:
        raise ValidationError(_("This think tank is not open."), code="not_open")
    return think_tank


def lock_table(think_tank: ThinkTank, table: Table | None) -> Table | None:
    """Return the table as it is now, so that it is not removed before the transaction ends. Refuses: other_table."""
    if table is None:
        return None
    locked = Table.objects.select_for_update(no_key=True).filter(pk=table.pk).first()
    guard_table(think_tank if locked else None, table)
    return locked
