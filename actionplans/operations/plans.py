"""Create a programme's plans."""

from django.db import transaction

from actionplans.models import Plan
from actionplans.operations.log import PlanChange
from stakeholders.models import Region, User
from thinktanks.models import Device, Programme
from thinktanks.operations.locks import lock_programme


def open_plan(programme: Programme, *, region: Region | None, by: User | Device | None) -> Plan:
    """Return the plan of a programme and region (None: the national one); create it, with its first event, if missing.

    Refuses to create one: archived.
    """
    plan = (
        Plan.objects.select_related("programme", "region")
        .filter(programme=programme, region=region)
        .first()
    )
    if plan is not None:
        return plan
    with transaction.atomic():
        programme = lock_programme(programme)
        plan, created = Plan.objects.get_or_create(programme=programme, region=region)
        if created:
            PlanChange(plan, "plan.opened", by).record()
    return plan
