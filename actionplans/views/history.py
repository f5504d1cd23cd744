"""Show the history of a plan, and undo one change."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplans.forms.history import UndoForm
from actionplans.operations import undo as undo_operations
from actionplans.operations.undo import FINAL
from actionplans.queries.log.history import history_of
from actionplans.views.board import page_asked_from, plan_context, plan_to_change, show_board_again
from actionplans.views.conflicts import conflict_page
from actionplans.views.respond import carry_out_once, change_response
from language.numbers import LARGEST_NUMBER, whole_number
from thinktanks.views.respond import add_error_messages


@require_safe
def plan_history(request, pk):
    plan = plan_to_change(request, pk)
    asked = request.GET.get("before")
    before = whole_number(asked, largest=LARGEST_NUMBER)
    if asked and before is None:
        raise Http404
    return _history(request, plan, before=before)


@require_POST
def undo(request, pk):
    """Undo one change, and go back to where that was asked for: the board, publishing or the history."""
    plan = plan_to_change(request, pk)
    form = UndoForm(request.POST, plan=plan)
    if done := carry_out_once(request, form, undo_operations.undo, plan):
        on_board = request.POST.get("from") == "board"
        history = reverse("plan-history", args=[plan.pk])
        back = None if on_board else page_asked_from(request, plan) or history
        return change_response(request, form, done.result, back=back)
    pages = {"board": show_board_again, "publish": _publishing_again}
    show_again = pages.get(request.POST.get("from"), _history_again)
    return conflict_page(request, form) or show_again(request, form)


def _publishing_again(request, form):
    add_error_messages(request, form)
    return redirect("plan-publish", form.plan.pk)


def _history_again(request, form):
    add_error_messages(request, form)
    return _history(request, form.plan, status=422)


def _history(request, plan, *, before=None, status=200):
    changes = history_of(plan, before=before, final=FINAL)
    last = changes[-1].event.seq if changes else 1
    older = last if last > 1 else None
    context = plan_context(request, plan) | {"changes": changes, "older": older}
    return render(request, "actionplans/plan_history.html", context, status=status)
