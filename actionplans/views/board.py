"""Show the board of a plan, one addressed role at a time."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.forms.items import SetAsideForm
from actionplans.models import Plan, Reason
from actionplans.operations.undo import FINAL
from actionplans.permissions import can_change_plan
from actionplans.queries.draft.board import board_of
from actionplans.queries.log.history import last_change_by
from actionplans.queries.visibility import plans_visible_to
from language.numbers import whole_number
from stakeholders.permissions import require
from thinktanks.queries.owners import owner_id
from thinktanks.queries.think_tanks import think_tanks_visible_to
from thinktanks.views.respond import add_error_messages

UNADDRESSED = "none"


def plan_to_change(request, pk) -> Plan:
    """Return the plan, if this user may change it; to anyone else it does not exist."""
    plan = get_object_or_404(plans_visible_to(request.user), pk=pk)
    require(can_change_plan(request.user, plan))
    return plan


def plan_context(request, plan) -> dict:
    """Return what base_plan.html needs: the plan, and the think tank that it comes from."""
    think_tanks = think_tanks_visible_to(request.user)
    own = think_tanks.filter(programme=plan.programme_id, region=plan.region_id)
    return {"plan": plan, "plan_id": plan.pk, "think_tank": own.first()}


@require_safe
def board_show(request, pk):
    plan = plan_to_change(request, pk)
    return show_board(request, plan, role=request.GET.get("role"), opened=request.GET.get("open"))


def show_board(request, plan, *, role=None, opened=None, form=None):
    """Show the board, or for htmx its part that changes; `form` was just carried out, or refused."""
    board = board_of(plan)
    column = None if role == UNADDRESSED and board.unaddressed else board.column(role)
    undecided = column.undecided if column else board.unaddressed
    shown = column.role.code if column else UNADDRESSED
    refused = form if form is not None and form.errors else None
    if refused:
        add_error_messages(request, refused)
    context = plan_context(request, plan) | {
        "board": board,
        "column": column,
        "undecided": undecided,
        "role": shown,
        "owner": owner_id(request.user),
        "board_address": board_address(plan, role=shown),
        "opened": whole_number(opened),
        "reasons": Reason.choices,
        "selected": refused.data.getlist("items") if refused else (),
        "typed": refused.data if refused else {},
        "set_aside_refused": isinstance(refused, SetAsideForm),
        "last_change": last_change_by(plan, request.user, final=FINAL),
        "focus": _focus(column, undecided, whole_number(opened), form) if request.htmx else "",
    }
    template = "actionplans/_board.html" if request.htmx else "actionplans/board_show.html"
    return render(request, template, context, status=422 if refused else 200)


def show_board_again(request, form):
    """Show the board as it was when a form was sent that is now refused."""
    role, opened = request.POST.get("role"), request.POST.get("open")
    return show_board(request, form.plan, role=role, opened=opened, form=form)


def board_address(plan, *, role="", opened=None) -> str:
    """Return the address of the board at a role, with one action open."""
    query = urlencode({"role": role, "open": opened} if opened else {"role": role})
    anchor = f"#action-{opened}" if opened else ""
    return f"{reverse('board-show', args=[plan.pk])}?{query}{anchor}"


def page_asked_from(request, plan) -> str | None:
    """Return the address of the history or of the page about publishing, if a form was sent from there."""
    pages = {"history": "plan-history", "publish": "plan-publish"}
    page = pages.get(request.POST.get("from"))
    return reverse(page, args=[plan.pk]) if page else None


def _focus(column, undecided, opened, form) -> str:
    """Return what gets the focus after a change: the wording of a new action, or the next item to decide about."""
    if form is None or not form.is_valid():
        return ""
    new = [action for action in column.actions if action.row.pk == opened] if column else []
    if new and new[0].row.wording is None:
        return "wording"
    decided = [seen.item.pk for seen in form.cleaned_data.get("items", ())]
    if not decided:
        return ""
    after = [item for item in undecided if item.row.pk > max(decided)]
    return next((item.handle for item in [*after, *undecided]), "undecided")


def whole_page(request, response):
    """Make htmx replace the whole page with a response, even where it asked from a part of the page."""
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML show:top"
    return response
