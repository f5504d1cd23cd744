"""Import an older consolidated plan: a text is pasted or a file chosen, checked, and the selected items are saved.

When and where it was first published can be corrected without the text.
"""

import uuid
from functools import partial

from django.contrib import messages
from django.core.cache import cache
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.forms.older_plan import BatchForm, PlanImportForm
from actionplans.forms.older_plan_values import LeftOut
from actionplans.forms.plan_source import CorrectSourceForm
from actionplans.models import Plan
from actionplans.models.plan import NATIONAL
from actionplans.operations.imports import import_plan, undo_batch
from actionplans.operations.locks import lock_any_plan
from actionplans.operations.plans import open_plan
from actionplans.operations.sources import correct_source
from actionplans.permissions import can_change_plan
from actionplans.queries.imports.new_rows import batch_of
from actionplans.readers.messages import OFFERED, sentence_of
from actionplans.views.board import plan_to_change
from actionplans.views.respond import result_of
from stakeholders.models import Region
from stakeholders.permissions import require
from thinktanks.models import Programme
from thinktanks.permissions import can_change_programme
from thinktanks.views.respond import (
    add_error_messages,
    atomic_post,
    carry_out,
    posted_data,
    require_page_or_post,
    show_form,
)

RESULT_SECONDS = 24 * 60 * 60


@require_POST
def plan_open(request, programme, region_code):
    """Make the plan of a region where nothing was captured yet, so that an older one can be imported."""
    programme = get_object_or_404(Programme, code=programme)
    region = None if region_code == NATIONAL else get_object_or_404(Region, code=region_code)
    require(can_change_plan(request.user, Plan(programme=programme, region=region)))
    form = Form(request.POST)
    done = carry_out(form, partial(open_plan, programme, region=region, by=request.user))
    add_error_messages(request, form)
    return redirect("plan-import", pk=done.result.pk) if done else redirect("desk")


@require_page_or_post
def plan_import(request, pk):
    plan = plan_to_change(request, pk)
    may_fill = can_change_programme(request.user, plan.programme)
    form = PlanImportForm(posted_data(request), request.FILES or None, plan=plan, may_fill=may_fill)
    operation = partial(import_plan, plan, by=request.user)
    if form.is_valid() and form.is_saving and carry_out(form, operation):
        return _saved(request, plan, form)
    return _page(request, plan, form)


@require_page_or_post
@atomic_post
def source_correct(request, pk):
    plan = plan_to_change(request, pk)
    if request.method == "POST":  # nobody changes it between what is compared and what is written
        plan = lock_any_plan(plan)
    form = CorrectSourceForm(posted_data(request), plan=plan)
    if carry_out(form, partial(correct_source, plan, by=request.user)):
        messages.success(request, _("Saved"))
        return redirect("plan-import", pk=plan.pk)
    context = {"plan": plan, "plan_id": plan.pk}
    return show_form(request, "actionplans/plan_source_correct.html", form, **context)


@require_POST
def undo(request, pk):
    plan = plan_to_change(request, pk)
    form = BatchForm(request.POST)
    if not form.is_valid():
        raise Http404
    done = carry_out(form, partial(undo_batch, plan, by=request.user))
    if done:
        cache.delete(_key_of(plan, form.cleaned_data["batch"]))
        messages.success(request, result_of(done.result))
    add_error_messages(request, form)
    return redirect("plan-import", pk=plan.pk)


def _saved(request, plan, form):
    """Go to the page that lists what was saved and what not, which the database does not know: it is kept for a day."""
    for warning in form.reading.warnings:
        if warning.code == "answers_kept":
            messages.warning(request, sentence_of(warning))
    batch = form.cleaned_data["batch"]
    left_out = [(row.code, row.lines) for row in form.left_out]
    result = {"filled": list(form.cleaned_data["programme_texts"]), "left_out": left_out}
    cache.set(_key_of(plan, batch), result, RESULT_SECONDS)
    return redirect(f"{reverse('plan-import', args=[plan.pk])}?batch={batch}")


def _page(request, plan, form):
    context = {"plan": plan, "plan_id": plan.pk, "may_correct_source": _may_correct_source(plan)}
    if form.reading:
        template = "actionplans/plan_import_check.html"
        return show_form(request, template, form, **context, batch=uuid.uuid4())
    if not form.is_bound and (result := _just_saved(request, plan)):
        return render(request, "actionplans/plan_import_saved.html", context | result)
    return show_form(request, "actionplans/plan_import.html", form, **context)


def _may_correct_source(plan) -> bool:
    """Return whether the plan has a source that is not published yet, in a programme that can be changed."""
    may_change = not plan.programme.is_archived
    return may_change and plan.is_imported and not plan.versions.standing().exists()


def _just_saved(request, plan):
    """Return what the import in the address wrote and left out; None if there is none, or it was undone."""
    if "batch" not in request.GET:
        return None
    form = BatchForm(request.GET)
    if not form.is_valid():
        raise Http404
    batch = form.cleaned_data["batch"]
    saved, result = batch_of(plan, batch), cache.get(_key_of(plan, batch))
    if not (saved or result):
        return None
    result = result or {"filled": [], "left_out": []}
    left_out = [LeftOut(*row) for row in result["left_out"]]
    return {
        "saved": saved,
        "filled": [OFFERED[name] for name in result["filled"]],
        "left_out": left_out,
        "left_out_count": sum(len(reason.lines) for reason in left_out),
        "may_fill": can_change_programme(request.user, plan.programme),
    }


def _key_of(plan, batch):
    return f"plan-import:{plan.pk}:{batch}"
