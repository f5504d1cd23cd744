"""The desk: what an account works on, and the components that its pages are made of."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.queries.desk import (
    drafts_at_desk,
    plans_at_desk,
    regions_at_desk,
    think_tanks_at_desk,
)
from portal.serving.access import may_enter_desk
from stakeholders.models import Role
from stakeholders.permissions import (
    coordinated_region_ids,
    edited_organisation_ids,
    is_administrator,
)


@require_safe
def desk(request):
    user = request.user
    plans, think_tanks = plans_at_desk(user), think_tanks_at_desk(user)
    context = {
        "think_tanks": think_tanks,
        "plans": plans,
        "may_enter": may_enter_desk(user),
        "is_coordinator": bool(coordinated_region_ids(user)),
        "edits_organisation": bool(edited_organisation_ids(user)),
        "drafts": drafts_at_desk(user),
        "programmes": regions_at_desk(plans, think_tanks) if is_administrator(user) else (),
    }
    return render(request, "portal/desk.html", context)


@require_safe
def design_show(request):
    """Show each component once, for people who build pages."""
    return render(request, "design.html", {"roles": Role.objects.all()})
