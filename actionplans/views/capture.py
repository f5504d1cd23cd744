"""Capture one contribution at a think tank, and undo what was captured."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from actionplans.forms.capture import CaptureForm, CaptureUndoForm, choices_at
from actionplans.operations.imports import undo_batch
from actionplans.operations.undo import undo
from actionplans.queries.visibility import plans_visible_to
from actionplans.views.capture_page import (
    capture_address,
    show_capture_page,
    think_tank_to_capture_at,
)
from actionplans.views.pasted_list import show_pasted_text
from actionplans.views.respond import back_from, capture_sent, capture_status, result_of
from thinktanks.views.respond import carry_out


@require_POST
def capture(request, pk):
    think_tank = think_tank_to_capture_at(request, pk)
    form = CaptureForm(request.POST, choices=choices_at(think_tank))
    if form.is_valid() and form.has_several_lines:
        return show_pasted_text(request, think_tank)
    operation = partial(capture_sent, think_tank, by=request.user)
    if done := carry_out(form, operation, error_field="text"):
        return _captured(request, think_tank, done.result)
    if request.htmx:
        status = capture_status(form)
        return render(request, "actionplans/_form_errors.html", {"form": form}, status=status)
    return show_capture_page(request, think_tank, form)


def _captured(request, think_tank, contribution):
    back = capture_address(think_tank, request.POST)
    if request.htmx:
        context = {"contribution": contribution, "think_tank": think_tank, "back": back}
        return render(request, "actionplans/_contribution.html", context, status=201)
    messages.success(request, pgettext("contribution", "Added"))
    return redirect(back)


@require_POST
def capture_undo(request, pk):
    """Undo one change at a think tank, or a whole imported list."""
    think_tank = think_tank_to_capture_at(request, pk)
    form = CaptureUndoForm(request.POST)
    done = carry_out(form, partial(_undo, think_tank, by=request.user))
    if done:
        messages.success(request, result_of(done.result))
    else:
        messages.error(request, form.non_field_errors()[0])
    return redirect(back_from(request) or capture_address(think_tank))


def _undo(think_tank, *, seq, batch, by):
    plan = plans_visible_to(by).filter(pk=think_tank.plan_id).first()
    if plan is None:
        raise ValidationError(_("There is no such change."), code="no_event")
    return undo_batch(plan, batch=batch, by=by) if batch else undo(plan, seq=seq, by=by)
