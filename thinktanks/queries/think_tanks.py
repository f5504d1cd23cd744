"""Think tanks that an account runs, and regions in which it may schedule them."""

from django.db.models import Q, QuerySet

from stakeholders.models import Region, User
from stakeholders.permissions import coordinated_region_ids, is_administrator
from thinktanks.models import ThinkTank
from thinktanks.permissions import facilitated_think_tank_ids


def think_tanks_visible_to(user: User) -> QuerySet[ThinkTank]:
    """Think tanks that an account runs: the own ones, those of the coordinated regions, all for administrators."""
    think_tanks = ThinkTank.objects.select_related("programme", "region")
    if is_administrator(user):
        return think_tanks
    return think_tanks.filter(
        Q(pk__in=facilitated_think_tank_ids(user)) | Q(region__in=coordinated_region_ids(user))
    )


def regions_scheduled_by(user: User) -> QuerySet[Region]:
    """Regions in which an account may schedule think tanks."""
    if is_administrator(user):
        return Region.objects.all()
    return Region.objects.filter(pk__in=coordinated_region_ids(user))
