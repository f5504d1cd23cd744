"""An older consolidated plan comes in: a text is pasted or a file chosen, checked, and what is ticked is saved."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.forms.older_plan import PlanImportForm
from actionplans.models import Plan
from actionplans.models.plan import NATIONAL
from actionplans.operations.imports import import_plan, undo_batch
from actionplans.operations.plans import open_plan
from actionplans.permissions import can_change_plan
from actionplans.queries.imports.new_rows import brought_in
from actionplans.views.board import plan_to_change
from stakeholders.models import Region
from stakeholders.permissions import require
from thinktanks.models import Programme


@require_POST
def plan_open(request, programme, region_code):
    """Make the plan where nothing was said yet, so that an older text has a place to go to."""
    programme = get_object_or_404(Programme, code=programme, state=Programme.State.OPEN)
    region = None if region_code == NATIONAL else get_object_or_404(Region, code=region_code)
    require(can_change_plan(request.user, Plan(programme=programme, region=region)))
    plan = open_plan(programme, region=region, by=request.user)
    return redirect("plan-import", pk=plan.pk)


def plan_import(request, pk):
    plan = plan_to_change(request, pk)
    if request.method != "POST":
        return _page(request, plan, PlanImportForm(plan=plan), done=_brought_in(request, plan))
    form = PlanImportForm(request.POST, request.FILES, plan=plan)
    if form.is_valid() and form.is_saving:
        try:
            import_plan(plan, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _saved(request, plan, form)
    return _page(request, plan, form, status=200 if form.is_valid() else 422)


@require_POST
def undo(request, pk):
    plan = plan_to_change(request, pk)
    try:
        undo_batch(plan, batch=_batch(request.POST), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The import is taken back"))
    return redirect("plan-import", pk=plan.pk)


def _page(request, plan, form, *, done=None, status=200):
    template = "actionplans/plan_import.html"
    if form.reading:
        template = "actionplans/plan_import_check.html"
    context = {"plan": plan, "plan_id": plan.pk, "form": form, "done": done, "batch": uuid.uuid4()}
    return render(request, template, context, status=status)


def _saved(request, plan, form):
    """The page from which the import can be taken back; feedback alone cannot."""
    batch = form.cleaned_data["batch"]
    if not brought_in(plan, batch):
        messages.success(request, _("Saved"))
        return redirect("plan-import", pk=plan.pk)
    return redirect(f"{reverse('plan-import', args=[plan.pk])}?batch={batch}")


def _brought_in(request, plan):
    """What was just saved, while it still stands."""
    return brought_in(plan, _batch(request.GET)) if "batch" in request.GET else None


def _batch(given) -> uuid.UUID:
    try:
        return uuid.UUID(given.get("batch", ""))
    except ValueError:
        raise Http404 from None
