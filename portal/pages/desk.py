"""The desk: what an account works on, and the components that its pages are made of."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.queries.desk import programmes_at_desk
from portal.serving.access import may_enter_desk
from stakeholders.models import Role
from stakeholders.permissions import coordinated_region_ids, edited_organisation_ids
from thinktanks.models import ThinkTank


@require_safe
def desk(request):
    user = request.user
    programmes = programmes_at_desk(user)
    think_tanks = [think_tank for shown in programmes for think_tank in shown.think_tanks]
    context = {
        "programmes": programmes,
        "first_open": next((row for row in think_tanks if row.state == ThinkTank.State.OPEN), None),
        "may_enter": may_enter_desk(user),
        "is_coordinator": bool(coordinated_region_ids(user)),
        "edits_organisation": bool(edited_organisation_ids(user)),
        "has_draft": any(shown.drafts for shown in programmes),
    }
    return render(request, "portal/desk.html", context)


@require_safe
def design_show(request):
    """Show each component once, for people who build pages."""
    return render(request, "design.html", {"roles": Role.objects.all()})
