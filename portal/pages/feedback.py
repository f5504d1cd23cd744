"""What people said after the think tanks of a programme, and after one of them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplans.models import Plan
from actionplans.queries.published.plan_states import plans_imported_with_feedback
from actionplans.queries.published.versions import current_versions_in
from thinktanks.models import Programme, ThinkTank
from thinktanks.queries.public_feedback import (
    feedback_of_programme,
    feedback_of_think_tank,
    think_tank_ids_with_feedback,
)


@require_safe
def programme_feedback_show(request, programme):
    programme = get_object_or_404(Programme, code=programme)
    think_tanks = programme.think_tanks.select_related("region").order_by("region__order", "pk")
    with_feedback = think_tank_ids_with_feedback(think_tanks)
    context = {
        "programme": programme,
        "questions": feedback_of_programme(programme),
        "imported": plans_imported_with_feedback(programme),
        "plans": [version.plan for version in current_versions_in(programme)],
        "think_tanks": [row for row in think_tanks if row.pk in with_feedback],
    }
    return render(request, "portal/programme_feedback_show.html", context)


@require_safe
def feedback_show(request, programme, think_tank):
    """Show the feedback of a think tank; before it opens there is no such page."""
    rows = ThinkTank.objects.filter(programme__code=programme, opened_at__isnull=False)
    think_tank = get_object_or_404(rows.select_related("programme", "region"), code=think_tank)
    plans = Plan.objects.filter(programme=think_tank.programme, region=think_tank.region)
    context = {
        "think_tank": think_tank,
        "programme": think_tank.programme,
        "plan": plans.select_related("programme", "region").first(),
        "questions": feedback_of_think_tank(think_tank),
    }
    return render(request, "portal/feedback_show.html", context)
