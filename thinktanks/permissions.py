"""Who may do what with programmes and think tanks."""

from stakeholders.models import User
from stakeholders.permissions import coordinated_region_ids, coordinates, is_administrator
from thinktanks.models import Facilitator, Programme, ThinkTank


def facilitated_think_tank_ids(user: User) -> set[int]:
    """Return the pks of the think tanks that an account facilitates now; read once per request."""
    if not user.is_authenticated:
        return set()
    if not hasattr(user, "_facilitated_think_tank_ids"):
        rows = Facilitator.objects.current().filter(user=user)
        user._facilitated_think_tank_ids = set(rows.values_list("think_tank_id", flat=True))
    return user._facilitated_think_tank_ids


def can_run_think_tank(user: User, think_tank: ThinkTank) -> bool:
    """Return whether an account is its facilitator, the coordinator of its region or an administrator."""
    return (
        is_administrator(user)
        or coordinates(user, think_tank.region)
        or think_tank.pk in facilitated_think_tank_ids(user)
    )


def can_start_programme(user: User) -> bool:
    """Return whether an account is an administrator."""
    return is_administrator(user)


def can_change_programme(user: User, programme: Programme) -> bool:
    """Return whether an account is an administrator; the operations refuse an archived programme."""
    return is_administrator(user)


def can_schedule_think_tanks(user: User) -> bool:
    """Return whether an account may schedule think tanks: a coordinator in their regions, administrators in all."""
    return is_administrator(user) or bool(coordinated_region_ids(user))


def can_change_think_tank(user: User, think_tank: ThinkTank) -> bool:
    """Return whether an account may change, cancel and type up a think tank: who runs it."""
    return can_run_think_tank(user, think_tank)


def can_see_attendance(user: User, think_tank: ThinkTank) -> bool:
    """Return whether an account runs the think tank; the list holds names and addresses of people."""
    return can_run_think_tank(user, think_tank)


def can_read_feedback(user: User, think_tank: ThinkTank | None) -> bool:
    """Return whether an account sees every answer of a think tank, quotable or not, and decides what is shown of it.

    Those are the people who run it; answers without a think tank, of older plans, are for administrators.
    """
    if think_tank is None:
        return is_administrator(user)
    return can_run_think_tank(user, think_tank)
