"""Who runs which think tank."""

from django.db.models import Q
from django.utils import timezone

from stakeholders.models import Region, User
from stakeholders.permissions import coordinates, is_administrator
from thinktanks.models import Facilitator, Programme, ThinkTank


def facilitated_think_tank_ids(user: User) -> set[int]:
    """Numbers of the think tanks that an account facilitates now; read once per request."""
    if not user.is_authenticated:
        return set()
    if not hasattr(user, "_facilitated_think_tank_ids"):
        rows = Facilitator.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()), user=user
        )
        user._facilitated_think_tank_ids = set(rows.values_list("think_tank_id", flat=True))
    return user._facilitated_think_tank_ids


def can_run_think_tank(user: User, think_tank: ThinkTank) -> bool:
    """Its facilitators, the coordinator of its region, administrators."""
    return (
        is_administrator(user)
        or coordinates(user, think_tank.region)
        or think_tank.pk in facilitated_think_tank_ids(user)
    )


def can_start_programme(user: User) -> bool:
    """Administrators alone."""
    return is_administrator(user)


def can_schedule_think_tank(user: User, programme: Programme, region: Region) -> bool:
    """The coordinator of the region and administrators, while the programme is open."""
    return programme.state == Programme.State.OPEN and (
        is_administrator(user) or coordinates(user, region)
    )


def can_change_think_tank(user: User, think_tank: ThinkTank) -> bool:
    """Who may schedule it; that it has not begun is asked by the operation."""
    return can_schedule_think_tank(user, think_tank.programme, think_tank.region)


def can_see_attendance(user: User, think_tank: ThinkTank) -> bool:
    """Who runs the think tank, nobody else: names and addresses of people stand there."""
    return can_run_think_tank(user, think_tank)
