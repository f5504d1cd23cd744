"""The newest change of what was captured at a think tank."""

import uuid

from django.db.models import Subquery

from actionplans.models import Plan, PlanEvent
from thinktanks.models import ThinkTank


def newest_change(think_tank: ThinkTank) -> uuid.UUID | None:
    """Return the uuid of the newest change of a think tank's plan; None before the first.

    Whatever is said, placed or hidden is a change of the plan (I4), so the same uuid means the same contributions.
    """
    plan = Plan.objects.filter(programme=think_tank.programme_id, region=think_tank.region_id)
    events = PlanEvent.objects.filter(plan=Subquery(plan.values("pk")[:1])).order_by("-seq")
    return events.values_list("op_uuid", flat=True).first()
