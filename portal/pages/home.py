"""The first page: a map of the plans, the newest versions, and actions by role and region of one programme."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.queries.published.plan_states import (
    addressed_roles,
    plan_states,
    programmes_newest_first,
    regional_states,
    with_plans,
)
from actionplans.queries.published.versions import newest_versions
from portal.pages.latvia_map import VIEW_BOX, map_regions
from stakeholders.models import Region
from thinktanks.addresses import page_address
from thinktanks.queries.public_feedback import has_feedback

NEWEST = 3


@require_safe
def home(request):
    programmes = programmes_newest_first()
    on_show = with_plans(programmes)
    programme = _chosen(on_show, request.GET.get("programme"))
    states = plan_states(programmes)
    chosen = dict(states).get(programme, [])
    columns = [state for state in chosen if state.is_to_be_read]
    context = {
        "programme": programme,
        "programmes": on_show,
        "states": columns,
        "view_box": VIEW_BOX,
        "regions": map_regions(_regions_of(chosen), regional_states(states)),
        "newest": newest_versions(NEWEST),
        "has_feedback": programme is not None and has_feedback(programme),
        "matrix": _matrix(programme, columns),
        "canonical": page_address("home") if "programme" in request.GET else "",
    }
    return render(request, "portal/home.html", context)


def _chosen(programmes, code):
    """Return the programme that the address names, else the first; any other code is not found."""
    if code is None:
        return programmes[0] if programmes else None
    found = [programme for programme in programmes if programme.code == code]
    if not found:
        raise Http404
    return found[0]


def _regions_of(states):
    """Return the regions on the map; all of them while there is no programme."""
    return [state.plan.region for state in states if state.plan.region] or Region.objects.all()


def _matrix(programme, states):
    """Return the rows of the table of roles and regions: a role and, for each plan, its state and count."""
    if programme is None:
        return []
    return [
        (role, [(state, state.by_role.get(role.pk)) for state in states])
        for role in addressed_roles(programme)
    ]
