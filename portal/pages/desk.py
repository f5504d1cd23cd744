"""The desk: what an account works on, and the components that its pages are made of."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionplans.queries.desk import archived_at_desk, most_urgent, programmes_at_desk
from portal.serving.access import may_enter_desk
from stakeholders.models import Role
from stakeholders.permissions import coordinated_region_ids, edited_organisation_ids


@require_safe
def desk(request):
    user = request.user
    programmes = programmes_at_desk(user)
    asked = [asked for shown in programmes for asked in shown.asked]
    context = {
        "today": timezone.localdate(),
        "programmes": programmes,
        "primary": most_urgent(programmes) or next(iter(asked), None),
        "archived": archived_at_desk(user),
        "may_enter": may_enter_desk(user),
        "is_coordinator": bool(coordinated_region_ids(user)),
        "edits_organisation": bool(edited_organisation_ids(user)),
    }
    return render(request, "portal/desk.html", context)


@require_safe
def design_show(request):
    """Show each component once, for people who build pages."""
    return render(request, "design.html", {"roles": Role.objects.all()})
