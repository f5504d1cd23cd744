"""The desk: what an account works on, and the components that its pages are made of."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionplans.queries.desk.programmes import archived_at_desk, most_urgent, programmes_at_desk
from portal.pages.first_steps import first_steps
from portal.pages.queries import administrator_addresses
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
    programmes = programmes_at_desk(user)
    steps = first_steps() if is_administrator(user) else None
    may_enter = may_enter_desk(user)
    context = {
        "today": timezone.localdate(),
        "programmes": programmes,
        "primary": _primary(programmes, steps),
        "first_steps": steps,
        "archived": archived_at_desk(user),
        "may_enter": may_enter,
        "administrators": () if may_enter else administrator_addresses(),
        "is_coordinator": bool(coordinated_region_ids(user)),
        "edits_organisation": bool(edited_organisation_ids(user)),
    }
    return render(request, "portal/desk.html", context)


def _primary(programmes, steps):
    """Return what has the one primary button: the first step, until there is a think tank; the most urgent row; what is asked."""
    if steps and not steps.done["think_tank"]:
        return steps.present
    asked = [asked for shown in programmes for asked in shown.asked]
    return most_urgent(programmes) or next(iter(asked), None)


@require_safe
def design_show(request):
    """Show each component once, for people who build pages."""
    return render(request, "design.html", {"roles": Role.objects.all()})
