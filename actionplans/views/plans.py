"""Show published plans: the list, a plan, one action."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.models.plan import NATIONAL
from actionplans.queries.published.merges import merged_keys, national_action_of, outcome_of
from actionplans.queries.published.page import action_page
from actionplans.queries.published.plan_states import plan_state, plan_states
from actionplans.queries.published.versions import current_of, versions_of
from actionplans.views.versions import show_version
from stakeholders.models import Region
from thinktanks.addresses import page_address
from thinktanks.models import Programme


@require_safe
def plan_list(request):
    programmes = plan_states(list(Programme.objects.all()))
    return render(request, "actionplans/plan_list.html", {"programmes": programmes})


@require_safe
def plan_show(request, programme, region_code):
    newest_first = versions_of(programme, region_code)
    version = current_of(newest_first)
    if version is None:
        return _plan_without_version(request, programme, region_code, newest_first)
    return show_version(request, version, newest_first, permanent=False)


@require_safe
def action_show(request, programme, region_code, key):
    newest_first = versions_of(programme, region_code)
    key = key.upper()
    version = current = current_of(newest_first)
    action = action_page(current, key) if current else None
    outcome = None if action else outcome_of(newest_first, key)
    if outcome:
        version = outcome.last_version
        action = action_page(version, key)
    if action is None:
        raise Http404
    plan = version.plan
    context = {
        "plan": plan,
        "version": version,
        "canonical": _canonical(plan, key, outcome),
        "noindex": outcome is not None,
        "action": action,
        "outcome": outcome,
        "current": current,
        "merged_keys": merged_keys(version, key),
        "national": None if plan.is_national else national_action_of(version, key),
        "address": page_address("action-show", programme, region_code, key),
    }
    return render(request, "actionplans/action_show.html", context)


def _canonical(plan, key, outcome):
    """Return the address of an action: of the one that it was merged into, of the plan if it is no longer in it."""
    of_plan = (plan.programme.code, plan.region_code)
    shown = outcome.merged_into if outcome else key
    return (
        page_address("action-show", *of_plan, shown)
        if shown
        else page_address("plan-show", *of_plan)
    )


def _plan_without_version(request, programme, region_code, newest_first):
    """Show the page of a plan without a version, or whose versions are all withdrawn."""
    of_programme = get_object_or_404(Programme, code=programme)
    region = None if region_code == NATIONAL else get_object_or_404(Region, code=region_code)
    context = {"state": plan_state(of_programme, region), "versions": newest_first}
    return render(request, "actionplans/plan_unpublished.html", context)
