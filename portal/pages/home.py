"""The first page: a map of the plans, the newest versions, and actions by role and region."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.queries.published.plan_states import (
    addressed_roles,
    plan_states,
    programme_on_show,
)
from actionplans.queries.published.versions import newest_versions
from portal.pages.latvia_map import VIEW_BOX, map_regions
from stakeholders.models import Region

NEWEST = 3


@require_safe
def home(request):
    programme = programme_on_show()
    states = plan_states([programme])[0][1] if programme else []
    context = {
        "programme": programme,
        "states": states,
        "view_box": VIEW_BOX,
        "regions": map_regions(_regions_of(states), states),
        "newest": newest_versions(NEWEST),
        "matrix": _matrix(programme, states),
    }
    return render(request, "portal/home.html", context)


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
