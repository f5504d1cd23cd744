"""Pages that show several apps: the first page, regions, municipalities, the desk."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.queries.desk import (
    drafts_at_desk,
    plans_at_desk,
    regions_at_desk,
    think_tanks_at_desk,
)
from actionplans.queries.published.versions import (
    addressed_roles,
    asks_of_municipalities,
    newest_versions,
    plan_states,
    programme_on_show,
)
from portal.pages.latvia_map import VIEW_BOX, drawn
from portal.pages.queries import (
    map_entries_of,
    municipalities_of,
    regions_with_municipalities,
    think_tanks_of,
)
from portal.serving.access import may_enter_desk
from stakeholders.models import Municipality, Region, Role
from stakeholders.permissions import (
    coordinated_region_ids,
    edited_organisation_ids,
    is_administrator,
)
from thinktanks.models import Programme

NEWEST = 3


@require_safe
def home(request):
    programme = programme_on_show()
    states = _states_of(programme)
    context = {
        "programme": programme,
        "states": states,
        "view_box": VIEW_BOX,
        "regions": drawn(_regions_of(states), states),
        "newest": newest_versions(NEWEST),
        "matrix": _matrix(programme, states),
    }
    return render(request, "portal/home.html", context)


@require_safe
def region_list(request):
    states = {state.plan.region_id: state for state in _states_of(programme_on_show())}
    rows = [(region, states.get(region.pk)) for region in regions_with_municipalities()]
    return render(request, "portal/region_list.html", {"rows": rows})


@require_safe
def region_show(request, code):
    region = get_object_or_404(Region, code=code)
    programmes = plan_states(list(Programme.objects.all()))
    states = [
        state
        for _programme, of_one in programmes
        for state in of_one
        if state.plan.region_id == region.pk and _worth_telling(state)
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
        "asks": asks_of_municipalities(municipality.region),
        "neighbours": municipalities_of(municipality.region),
    }
    return render(request, "portal/municipality_show.html", context)


@require_safe
def desk(request):
    user = request.user
    plans, think_tanks = plans_at_desk(user), think_tanks_at_desk(user)
    context = {
        "think_tanks": think_tanks,
        "plans": plans,
        "works": may_enter_desk(user),
        "coordinates": bool(coordinated_region_ids(user)),
        "edits": bool(edited_organisation_ids(user)),
        "drafts": drafts_at_desk(user),
        "programmes": regions_at_desk(plans, think_tanks) if is_administrator(user) else (),
    }
    return render(request, "portal/desk.html", context)


@require_safe
def design_show(request):
    """The page of components, for people who build."""
    return render(request, "design.html", {"roles": Role.objects.all()})


def _states_of(programme):
    return plan_states([programme])[0][1] if programme else []


def _regions_of(states):
    """The regions on the map; all of them also before there is a programme."""
    return [state.plan.region for state in states if state.plan.region] or Region.objects.all()


def _worth_telling(state):
    """A plan that was published, or may still be; nobody waits for one of an archived programme."""
    is_open = state.plan.programme.state == Programme.State.OPEN
    return state.version or state.withdrawn or is_open


def _matrix(programme, states):
    """Rows of the table of roles and regions: a role and, for each plan, its state and count."""
    if programme is None:
        return []
    return [
        (role, [(state, state.by_role.get(role.pk)) for state in states])
        for role in addressed_roles(programme)
    ]
