"""Show the capture page of a think tank: the form, who asked whom, and what was said."""

import uuid
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from actionplans.forms.capture import ContributionFilterForm, SimilarForm, choices_at
from actionplans.permissions import can_capture
from actionplans.queries.capture.said import (
    contribution_page,
    contributions_of,
    newly_sent,
    role_grid,
    with_texts,
)
from actionplans.queries.capture.similar import similar_at
from actionplans.queries.visibility import think_tanks_with_plan_id_visible_to
from actionplans.views.respond import capture_status
from stakeholders.forms import LenientUUIDField
from stakeholders.permissions import require
from thinktanks.models import ThinkTank
from thinktanks.queries.owners import owner_id

PLAN_PAGES = {"board": "board-show", "publish": "plan-publish", "history": "plan-history"}
BATCH = 20  # the script asks for no more at once (MOST_ITEMS in static/js/capture/fragments.js)


@require_safe
def think_tank_show(request, pk):
    think_tank = think_tank_to_capture_at(request, pk)
    return _lines(request, think_tank) if request.htmx else show_capture_page(request, think_tank)


@require_safe
def think_tank_plan(request, pk, page):
    """Lead to a page of the think tank's plan; before the first contribution explain what the page is for."""
    think_tank = think_tank_to_capture_at(request, pk)
    if page not in PLAN_PAGES:
        raise Http404
    if think_tank.plan_id:
        return redirect(PLAN_PAGES[page], pk=think_tank.plan_id)
    context = {"think_tank": think_tank, "page": page}
    return render(request, "actionplans/think_tank_plan.html", context)


@require_safe
@never_cache
def contribution_similar(request, pk):
    """Show contributions that resemble the text that somebody is typing, as lines of the capture page."""
    think_tank = think_tank_to_capture_at(request, pk)
    form = SimilarForm(request.GET)
    similar = similar_at(think_tank, form.cleaned_data["text"]) if form.is_valid() else []
    return render(request, "actionplans/_similar_contributions.html", {"similar": similar})


def think_tank_to_capture_at(request, pk) -> ThinkTank:
    """Return the think tank, if this user may capture there; to anyone else it does not exist."""
    think_tank = get_object_or_404(think_tanks_with_plan_id_visible_to(request.user), pk=pk)
    require(can_capture(request.user, think_tank))
    return think_tank


def capture_address(think_tank, chosen=None, **more) -> str:
    """Return the address of the capture page, with the roles and the table that were chosen."""
    kept = {name: chosen[name] for name in ("pair", "table") if (chosen or {}).get(name)}
    query = urlencode(kept | more)
    address = reverse("think-tank-show", args=[think_tank.pk])
    return f"{address}?{query}" if query else address


def show_capture_page(request, think_tank, form=None):
    """Show the page; with a refused form also what was typed and why it was refused."""
    asked = request.POST if form else request.GET
    choices = choices_at(think_tank)
    filter_form = ContributionFilterForm(request.GET, choices=choices)
    wanted = filter_form.filter
    contributions, has_older = contribution_page(think_tank, wanted)
    grid, total = role_grid(think_tank, choices.speakers, choices.addressed)
    speaker, addressed = choices.pair_of(asked.get("pair", ""))
    filters = {"q": wanted.search, "only": wanted.only} if wanted.search or wanted.only else {}
    older = contributions[-1].pk if has_older else None
    here = capture_address(think_tank, asked)
    context = {
        "think_tank": think_tank,
        "choices": choices,
        "is_accepting": think_tank.takes_typed_up_contributions,
        "form": form,
        "text": asked.get("text", "") if form else "",
        "uuid": uuid.uuid4(),
        "owner": owner_id(request.user),
        "sent": newly_sent(think_tank, by=request.user),
        "pair": asked.get("pair", ""),
        "speaker": speaker,
        "addressed": addressed,
        "table": asked.get("table", ""),
        "grid": grid,
        "total": total,
        "contributions": contributions,
        "filter": wanted,
        "max_similar": SimilarForm.MAX_LENGTH,
        "only_choices": filter_form.fields["only"].choices,
        "unfiltered_address": here,
        "newest_address": capture_address(think_tank, asked, **filters),
        "older_address": older and capture_address(think_tank, asked, **filters, before=older),
        "back": request.get_full_path() if request.method == "GET" else here,
        "batch": _batch_added(think_tank, filter_form.cleaned_data["batch"]),
    }
    status = capture_status(form) if form else 200
    return render(request, "actionplans/think_tank_show.html", context, status=status)


def _lines(request, think_tank):
    """Show the lines of what the script has just sent, by their UUIDs."""
    sent = map(LenientUUIDField().clean, request.GET.getlist("uuid")[:BATCH])
    contributions = contributions_of(think_tank).filter(uuid__in=[uuid for uuid in sent if uuid])
    context = {
        "contributions": with_texts(contributions),
        "think_tank": think_tank,
        "back": capture_address(think_tank),
    }
    return render(request, "actionplans/_sent_contributions.html", context)


def _batch_added(think_tank, batch) -> dict | None:
    """Return the imported list that was just saved and how much of it is left, so that it can be undone as a whole."""
    count = batch and contributions_of(think_tank).filter(batch=batch).count()
    return {"uuid": batch, "count": count} if count else None
