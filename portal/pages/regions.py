"""Pages of regions and municipalities."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.queries.published.plan_states import (
    plan_states,
    programme_on_show,
    requests_to_municipalities,
)
from portal.pages.queries import (
    map_entries_of,
    municipalities_of,
    regions_with_municipalities,
    think_tanks_of,
)
from stakeholders.models import Municipality, Region
from thinktanks.models import Programme


@require_safe
def region_list(request):
    programme = programme_on_show()
    states = plan_states([programme])[0][1] if programme else []
    state_of = {state.plan.region_id: state for state in states}
    rows = [(region, state_of.get(region.pk)) for region in regions_with_municipalities()]
    return render(request, "portal/region_list.html", {"rows": rows})


@require_safe
def region_show(request, code):
    region = get_object_or_404(Region, code=code)
    states = [
        state
        for _programme, states in plan_states(list(Programme.objects.all()))
        for state in states
        if state.plan.region_id == region.pk and _is_shown(state)
    ]
    context = {
        "region": region,
        "states": states,
        "think_tanks": think_tanks_of(region),
        "municipalities": municipalities_of(region),
        "map_entries": map_entries_of(region),
    }
    return render(request, "portal/region_show.html", context)


@require_safe
def municipality_show(request, code):
    if code != code.lower():
        raise Http404
    municipality = get_object_or_404(
        Municipality.objects.select_related("region"), code=code.upper()
    )
    context = {
        "municipality": municipality,
        "region": municipality.region,
        "plan_requests": requests_to_municipalities(municipality.region),
        "neighbours": municipalities_of(municipality.region),
    }
    return render(request, "portal/municipality_show.html", context)


def _is_shown(state):
    """Return whether a plan was published or may still be; an archived programme publishes nothing more."""
    is_open = state.plan.programme.state == Programme.State.OPEN
    return state.version or state.withdrawn or is_open
