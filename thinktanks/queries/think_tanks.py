"""Think tanks that an account runs, and regions in which it may schedule them."""

from django.db.models import Q, QuerySet

from stakeholders.models import Region, User
from stakeholders.permissions import coordinated_region_ids, is_administrator
from thinktanks.models import ThinkTank
from thinktanks.permissions import facilitated_think_tank_ids


def think_tanks_visible_to(user: User) -> QuerySet[ThinkTank]:
    """Return the think tanks that an account runs, by the rule of `can_run_think_tank`."""
    think_tanks = ThinkTank.objects.select_related("programme", "region")
    if is_administrator(user):
        return think_tanks
    return think_tanks.filter(
        Q(pk__in=facilitated_think_tank_ids(user)) | Q(region__in=coordinated_region_ids(user))
    )


def regions_schedulable_by(user: User) -> QuerySet[Region]:
    """Return the regions in which an account may schedule think tanks, by the rule of `can_schedule_think_tanks`."""
    if is_administrator(user):
        return Region.objects.all()
    return Region.objects.filter(pk__in=coordinated_region_ids(user))


def next_table_number(think_tank: ThinkTank) -> int:
    """Return the number that one more table would have."""
    return max(think_tank.tables.values_list("number", flat=True), default=0) + 1
