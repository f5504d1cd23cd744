"""Import a pasted list: show its lines to select and correct, then save the selected ones."""

from functools import partial

from django.shortcuts import redirect, render

from actionplans.forms.capture import choices_at
from actionplans.forms.pasted_list import ImportForm, PasteForm
from actionplans.operations.imports import import_contributions
from actionplans.operations.plans import open_plan
from actionplans.queries.capture.said import captured_keys
from actionplans.views.capture_page import (
    capture_address,
    show_capture_page,
    think_tank_to_capture_at,
)
from thinktanks.views.respond import carry_out, require_page_or_post


@require_page_or_post
def contribution_import(request, pk):
    think_tank = think_tank_to_capture_at(request, pk)
    if request.method != "POST":
        return redirect(capture_address(think_tank))
    if "batch" not in request.POST:
        return show_pasted_text(request, think_tank)
    form = ImportForm(request.POST, choices=choices_at(think_tank), think_tank=think_tank)
    if carry_out(form, partial(_import, think_tank, by=request.user)):
        batch = form.cleaned_data["batch"]
        return redirect(capture_address(think_tank, request.POST, batch=batch))
    form.pasted.mark_repeats(captured_keys(think_tank))
    return _page(request, think_tank, form)


def show_pasted_text(request, think_tank):
    """Show the lines of a pasted text; nothing is saved yet."""
    form = PasteForm(request.POST, choices=choices_at(think_tank), think_tank=think_tank)
    if form.is_valid():
        return _page(request, think_tank, form)
    return show_capture_page(request, think_tank, form)


def _import(think_tank, *, by, **values):
    plan = open_plan(think_tank.programme, region=think_tank.region, by=by)
    return import_contributions(plan, think_tank=think_tank, **values, by=by)


def _page(request, think_tank, form):
    pasted, choices = form.pasted, form.choices
    speaker, addressed = choices.pair_of(request.POST.get("pair", ""))
    context = {
        "think_tank": think_tank,
        "choices": choices,
        "pasted": pasted,
        "form": form,
        "pair": request.POST.get("pair", ""),
        "speaker": speaker,
        "addressed": addressed,
        "table": choices.tables_by_number.get(pasted.table),
        "text": request.POST.get("text", ""),
        "back": capture_address(think_tank, request.POST),
        "repeat_count": sum(row.is_repeat for row in pasted.rows),
    }
    status = 422 if form.errors else 200
    return render(request, "actionplans/contribution_import.html", context, status=status)
