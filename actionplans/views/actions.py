"""Working on one action: its wording, details and order; merge, split, link, take off the plan."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionplans.forms import (
    DetailForm,
    DissolveForm,
    LinkForm,
    MergeForm,
    ReorderForm,
    RewordForm,
    SplitForm,
    UnlinkForm,
)
from actionplans.models.action import ACTION_DETAILS
from actionplans.operations import consolidation
from actionplans.permissions import can_change_plan
from actionplans.queries.draft.board import (
    action_on_board,
    actions_visible_to,
    board_of,
    other_actions,
)
from actionplans.views.board import board_address, plan_context, show_board, whole_page
from actionplans.views.respond import carry_out
from stakeholders.permissions import require

PAGES = {
    RewordForm: "actionplans/action_reword.html",
    DetailForm: "actionplans/action_detail.html",
    MergeForm: "actionplans/action_merge.html",
    SplitForm: "actionplans/action_split.html",
    LinkForm: "actionplans/action_link.html",
}
OTHERS = {MergeForm, LinkForm}  # the other actions are listed to choose from
STAYS = {RewordForm, DetailForm, LinkForm, UnlinkForm, ReorderForm}  # the action is shown after it


def action_in_hand(request, pk):
    """The action of a plan that this person works on; to anyone else it does not exist."""
    action = get_object_or_404(actions_visible_to(request.user), pk=pk)
    require(can_change_plan(request.user, action.plan))
    return action


@require_http_methods(["GET", "POST"])
def reword(request, pk):
    return _page_or_change(request, pk, RewordForm, consolidation.reword_action)


@require_http_methods(["GET", "POST"])
def detail(request, pk):
    return _page_or_change(request, pk, DetailForm, consolidation.detail_action)


@require_http_methods(["GET", "POST"])
def merge(request, pk):
    return _page_or_change(request, pk, MergeForm, consolidation.merge_actions)


@require_http_methods(["GET", "POST"])
def split(request, pk):
    return _page_or_change(request, pk, SplitForm, consolidation.split_action)


@require_http_methods(["GET", "POST"])
def link(request, pk):
    return _page_or_change(request, pk, LinkForm, consolidation.link_actions)


@require_POST
def unlink(request, pk):
    return _page_or_change(request, pk, UnlinkForm, consolidation.unlink_actions)


@require_POST
def dissolve(request, pk):
    return _page_or_change(request, pk, DissolveForm, consolidation.dissolve_action)


@require_POST
def reorder(request, pk):
    return _page_or_change(request, pk, ReorderForm, consolidation.reorder_actions)


def _page_or_change(request, pk, form_class, operation):
    action = action_in_hand(request, pk)
    if request.method == "POST":
        return carry_out(
            request,
            form_class(request.POST, action=action),
            partial(operation, action, by=request.user),
            again=partial(_page, request, status=422),
            action=action if form_class in STAYS else None,
        )
    if action.dissolved:
        messages.error(request, _("Meanwhile this action was taken off the plan."))
        return redirect(board_address(action.plan, role=action.role.code))
    return _page(request, form_class(action=action, initial=_initial(request, form_class, action)))


def _initial(request, form_class, action) -> dict:
    """What the fields of a page hold before anything is typed."""
    if form_class is RewordForm:
        return {"wording": _start(action, request.GET.get("from"))}
    if form_class is DetailForm:
        texts = {name: str(getattr(action, name) or "") for name in ACTION_DETAILS}
        more = {"deadline": action.deadline, "support_roles": action.support_roles.all()}
        return texts | more
    return {}


def _start(action, handle) -> str:
    """The wording to start from: the member that was asked for, else the present one, else the first member."""
    one = action_on_board(action)
    items = one.items if one else ()
    asked = [item.words for item in items if item.handle == handle]
    present = [action.wording.body] if action.wording else []
    return next(iter([*asked, *present, *(item.words for item in items)]), "")


def _page(request, form, *, status=200):
    """The page of a form about one action; a change without a page of its own goes back to the board."""
    action = form.action
    one = action_on_board(action) if type(form) in PAGES else None
    if one is None:
        opened, role = action.pk, action.role.code
        return show_board(request, action.plan, role=role, opened=opened, form=form, status=status)
    context = plan_context(request, action.plan) | {
        "one": one,
        "form": form,
        "picked": form.data.getlist("items") if form.is_bound else (),
        "back": board_address(action.plan, role=action.role.code, opened=action.pk),
    }
    if type(form) in OTHERS:
        same_role = type(form) is MergeForm
        context["columns"] = other_actions(board_of(action.plan), action, same_role=same_role)
    response = render(request, PAGES[type(form)], context, status=status)
    return whole_page(request, response)
