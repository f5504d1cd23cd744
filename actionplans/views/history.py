"""The history of a plan, and undo."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplans.forms import UndoForm
from actionplans.operations.undo import FINAL
from actionplans.operations.undo import undo as undo_change
from actionplans.queries.log.history import changes_of
from actionplans.views.board import plan_context, plan_in_hand, show_board
from actionplans.views.respond import carry_out


@require_safe
def plan_history(request, pk):
    plan = plan_in_hand(request, pk)
    before = request.GET.get("before", "")
    if before and not (before.isdecimal() and len(before) < 10):
        raise Http404
    return _history(request, plan, before=int(before) if before else None)


@require_POST
def undo(request, pk):
    """Undo one change, and go on where that was asked: on the board or in the history."""
    plan = plan_in_hand(request, pk)
    on_board = request.POST.get("from") == "board"
    return carry_out(
        request,
        UndoForm(request.POST, plan=plan),
        partial(undo_change, plan, by=request.user),
        again=partial(_board_again if on_board else _history_again, request),
        back=None if on_board else reverse("plan-history", args=[plan.pk]),
    )


def _board_again(request, form):
    return show_board(request, form.plan, role=request.POST.get("role"), status=422)


def _history_again(request, form):
    return _history(request, form.plan, status=422)


def _history(request, plan, *, before=None, status=200):
    changes = changes_of(plan, before=before, final=FINAL)
    last = changes[-1].event.seq if changes else 1
    older = last if last > 1 else None
    context = plan_context(request, plan) | {"changes": changes, "older": older}
    return render(request, "actionplans/plan_history.html", context, status=status)
