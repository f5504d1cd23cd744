"""Pages of regions and municipalities."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.queries.published.plan_states import plan_states, regional_states
from actionplans.queries.published.requests import requests_to_municipalities
from language.phrases import asked_of_municipalities
from portal.pages.queries import (
    map_entries_of,
    municipalities_of,
    regions_with_municipalities,
    think_tanks_of,
)
from stakeholders.models import Municipality, Region
from thinktanks.models import Programme
from thinktanks.queries.public_feedback import think_tank_ids_with_feedback


@require_safe
def region_list(request):
    states_of = regional_states(plan_states(list(Programme.objects.all())))
    rows = [
        (region, next(iter(states_of.get(region.pk, ())), None))
        for region in regions_with_municipalities()
    ]
    return render(request, "portal/region_list.html", {"rows": rows})


@require_safe
def region_show(request, code):
    region = get_object_or_404(Region, code=code)
    states_of = regional_states(plan_states(list(Programme.objects.all())))
    think_tanks = think_tanks_of(region)
    context = {
        "region": region,
        "states": [state for state in states_of.get(region.pk, ()) if state.is_to_be_read],
        "think_tanks": think_tanks,
        "with_feedback": think_tank_ids_with_feedback(think_tanks),
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
    requests = requests_to_municipalities(municipality.region)
    running = [asked for asked in requests if asked.programme.state == Programme.State.OPEN]
    context = {
        "municipality": municipality,
        "region": municipality.region,
        "running": [(asked, _sentence(asked, municipality.region)) for asked in running],
        "archived": [asked for asked in requests if asked not in running],
        "neighbours": municipalities_of(municipality.region),
    }
    return render(request, "portal/municipality_show.html", context)


def _sentence(asked, region):
    """Return how many actions the plans of a programme have for municipalities."""
    counts = [
        len(request.actions) if request else None for request in (asked.regional, asked.national)
    ]
    return asked_of_municipalities(region, *counts)
