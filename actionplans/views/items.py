"""Decide about items of the board: place, take out, set aside, form an action of them; several at once, all or none."""

from django.views.decorators.http import require_POST

from actionplans.forms.items import FormActionForm, PlaceForm, SetAsideForm, TakeOutForm
from actionplans.forms.publication import PublishForm
from actionplans.operations import actions, items
from actionplans.views.board import page_asked_from, plan_to_change, show_board_again
from actionplans.views.conflicts import conflict_page
from actionplans.views.publication import show_checklist
from actionplans.views.respond import carry_out_once, change_response


@require_POST
def place(request, pk):
    plan = plan_to_change(request, pk)
    form = PlaceForm(request.POST, plan=plan)
    if done := carry_out_once(request, form, items.place):
        return change_response(request, form, done.result, back=page_asked_from(request, plan))
    return conflict_page(request, form) or show_board_again(request, form)


@require_POST
def take_out(request, pk):
    plan = plan_to_change(request, pk)
    form = TakeOutForm(request.POST, plan=plan)
    if done := carry_out_once(request, form, items.take_out):
        return change_response(request, form, done.result, back=page_asked_from(request, plan))
    return conflict_page(request, form) or show_board_again(request, form)


@require_POST
def set_aside(request, pk):
    plan = plan_to_change(request, pk)
    form = SetAsideForm(request.POST, plan=plan)
    if done := carry_out_once(request, form, items.set_aside):
        return change_response(request, form, done.result, back=page_asked_from(request, plan))
    return conflict_page(request, form) or _show_again(request, form)


@require_POST
def form_action(request, pk):
    plan = plan_to_change(request, pk)
    form = FormActionForm(request.POST, plan=plan)
    if done := carry_out_once(request, form, actions.form_action, plan):
        return change_response(request, form, done.result, back=page_asked_from(request, plan))
    return conflict_page(request, form) or show_board_again(request, form)


def _show_again(request, form):
    """Show the page from which a refused form was sent: the one about publishing, or the board."""
    if request.POST.get("from") == "publish":
        return show_checklist(request, form.plan, PublishForm(plan=form.plan), set_aside=form)
    return show_board_again(request, form)
