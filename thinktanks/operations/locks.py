"""Lock the programme or think tank that an operation changes, and refuse what is archived or cancelled.

Without the key: rows that refer to it, such as feedback, are added meanwhile, and must not wait for each other.
"""

from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.guards import guard_not_archived, guard_not_cancelled


def lock_programme(programme: Programme) -> Programme:
    """Return a programme that is about to change, locked as by `lock_archived_programme`. Refuses: archived."""
    programme = lock_archived_programme(programme)
    guard_not_archived(programme)
    return programme


def lock_archived_programme(programme: Programme) -> Programme:
    """Return the programme as it is now, locked until the transaction ends.

    Only what must stay possible in an archived programme locks by this: hiding an answer.
    """
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def lock_think_tank(think_tank: ThinkTank) -> ThinkTank:
    """Return the think tank as it is now, locked until the transaction ends. Refuses: archived (its programme)."""
    locked = ThinkTank.objects.select_for_update(of=("self",), no_key=True)
    think_tank = locked.select_related("programme").get(pk=think_tank.pk)
    guard_not_archived(think_tank.programme)
    return think_tank


def lock_live_think_tank(think_tank: ThinkTank) -> ThinkTank:
    """Return the think tank as `lock_think_tank` does. Refuses: archived (its programme), cancelled."""
    think_tank = lock_think_tank(think_tank)
    guard_not_cancelled(think_tank)
    return think_tank
