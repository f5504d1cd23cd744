"""Deciding about what was said: place, take out, set aside, form an action of it. Several at once, all or none."""

from functools import partial

from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplans.forms import FormActionForm, PlaceForm, SetAsideForm, TakeOutForm
from actionplans.operations import consolidation
from actionplans.views.board import plan_in_hand, show_board
from actionplans.views.respond import carry_out


@require_POST
def place(request, pk):
    return _decide(request, pk, PlaceForm, consolidation.place)


@require_POST
def take_out(request, pk):
    return _decide(request, pk, TakeOutForm, consolidation.take_out)


@require_POST
def set_aside(request, pk):
    return _decide(request, pk, SetAsideForm, consolidation.set_aside)


@require_POST
def form(request, pk):
    plan = plan_in_hand(request, pk)
    form_action = partial(consolidation.form_action, plan)
    return _carry_out(request, FormActionForm(request.POST, plan=plan), form_action)


def _decide(request, pk, form_class, operation):
    plan = plan_in_hand(request, pk)
    return _carry_out(request, form_class(request.POST, plan=plan), operation)


def _carry_out(request, bound, operation):
    """Answer on the board, or on the page about publishing where the decision was taken there."""
    back = None
    if request.POST.get("from") == "publish":
        back = reverse("plan-publish", args=[bound.plan.pk])
    return carry_out(
        request,
        bound,
        partial(operation, by=request.user),
        again=partial(_board_again, request),
        back=back,
    )


def _board_again(request, bound):
    opened, role = request.POST.get("open"), request.POST.get("role")
    return show_board(request, bound.plan, role=role, opened=opened, form=bound, status=422)
