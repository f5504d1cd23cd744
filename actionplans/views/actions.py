"""Change one action: its wording, details and order; merge, split, link and dissolve it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.forms.actions import (
    DetailForm,
    DissolveForm,
    LinkForm,
    MergeForm,
    ReorderForm,
    RewordForm,
    SplitForm,
    UnlinkForm,
)
from actionplans.models import Action
from actionplans.models.action import ACTION_DETAILS
from actionplans.operations import actions
from actionplans.permissions import can_change_plan
from actionplans.queries.draft.board import action_on_board, board_of, other_actions
from actionplans.queries.visibility import actions_visible_to
from actionplans.views.board import board_address, plan_context, show_board, whole_page
from actionplans.views.conflicts import conflict_page
from actionplans.views.respond import carry_out_once, change_response
from stakeholders.permissions import require
from thinktanks.views.respond import (
    add_error_messages,
    posted_data,
    require_page_or_post,
    show_form,
)


@require_page_or_post
def reword(request, pk):
    action = action_to_change(request, pk)
    form = RewordForm(posted_data(request), action=action)
    if done := carry_out_once(request, form, actions.reword_action, action):
        return change_response(request, form, done.result, action=action)
    return conflict_page(request, form) or _page(request, form, "actionplans/action_reword.html")


@require_page_or_post
def detail(request, pk):
    action = action_to_change(request, pk)
    form = DetailForm(posted_data(request), action=action, initial=_details_of(action))
    if done := carry_out_once(request, form, actions.detail_action, action):
        return change_response(request, form, done.result, action=action)
    return conflict_page(request, form) or _page(request, form, "actionplans/action_detail.html")


@require_page_or_post
def merge(request, pk):
    action = action_to_change(request, pk)
    form = MergeForm(posted_data(request), action=action)
    if done := carry_out_once(request, form, actions.merge_actions, action):
        return change_response(request, form, done.result)
    return conflict_page(request, form) or _page(
        request, form, "actionplans/action_merge.html", columns=_others(action, same_role=True)
    )


@require_page_or_post
def split(request, pk):
    action = action_to_change(request, pk)
    form = SplitForm(posted_data(request), action=action)
    if done := carry_out_once(request, form, actions.split_action, action):
        return change_response(request, form, done.result)
    return conflict_page(request, form) or _page(request, form, "actionplans/action_split.html")


@require_page_or_post
def link(request, pk):
    action = action_to_change(request, pk)
    form = LinkForm(posted_data(request), action=action)
    if done := carry_out_once(request, form, actions.link_actions, action):
        return change_response(request, form, done.result, action=action)
    return conflict_page(request, form) or _page(
        request, form, "actionplans/action_link.html", columns=_others(action, same_role=False)
    )


@require_POST
def unlink(request, pk):
    action = action_to_change(request, pk)
    form = UnlinkForm(request.POST, action=action)
    if done := carry_out_once(request, form, actions.unlink_actions, action):
        return change_response(request, form, done.result, action=action)
    return conflict_page(request, form) or _board(request, form)


@require_POST
def dissolve(request, pk):
    action = action_to_change(request, pk)
    form = DissolveForm(request.POST, action=action)
    if done := carry_out_once(request, form, actions.dissolve_action, action):
        return change_response(request, form, done.result)
    return conflict_page(request, form) or _board(request, form)


@require_POST
def reorder(request, pk):
    action = action_to_change(request, pk)
    form = ReorderForm(request.POST, action=action)
    if done := carry_out_once(request, form, actions.reorder_actions, action):
        return change_response(request, form, done.result, action=action)
    return conflict_page(request, form) or _board(request, form)


def action_to_change(request, pk) -> Action:
    """Return the action, if this user may change its plan; to anyone else it does not exist."""
    action = get_object_or_404(actions_visible_to(request.user), pk=pk)
    require(can_change_plan(request.user, action.plan))
    return action


def _first_wording(on_board, handle) -> str:
    """Return the wording to start from: the asked-for item's, else the present one, else the first item's."""
    asked = [item.current_text for item in on_board.items if item.handle == handle]
    present = [on_board.row.wording.body] if on_board.row.wording else []
    return next(iter([*asked, *present, *(item.current_text for item in on_board.items)]), "")


def _details_of(action) -> dict:
    texts = {name: str(getattr(action, name) or "") for name in ACTION_DETAILS}
    return texts | {"deadline": action.deadline, "support_roles": action.support_roles.all()}


def _others(action, *, same_role):
    return other_actions(board_of(action.plan), action, same_role=same_role)


def _page(request, form, template, **context):
    """Show the page of a form about one action; a dissolved action has none, so the board is shown instead."""
    action = form.action
    on_board = action_on_board(action)
    if on_board is None and form.is_bound:
        return _board(request, form)
    if on_board is None:
        messages.error(request, _("This action has been removed from the plan in the meantime."))
        return redirect(board_address(action.plan, role=action.role.code))
    add_error_messages(request, form)
    if isinstance(form, RewordForm):
        form.initial["wording"] = _first_wording(on_board, request.GET.get("from"))
    context |= plan_context(request, action.plan) | {
        "action": on_board,
        "selected": form.data.getlist("items") if form.is_bound else (),
        "back": board_address(action.plan, role=action.role.code, opened=action.pk),
    }
    return whole_page(request, show_form(request, template, form, **context))


def _board(request, form):
    """Show the board with the action of the form open."""
    action = form.action
    return show_board(request, action.plan, role=action.role.code, opened=action.pk, form=form)
