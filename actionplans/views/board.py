"""The board: all at a glance, one role at a time."""

from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.forms import SetAsideForm
from actionplans.models import Plan, Reason
from actionplans.operations.undo import FINAL
from actionplans.permissions import can_change_plan
from actionplans.queries.draft.board import board_of, plans_visible_to
from actionplans.queries.log.history import last_change_by
from stakeholders.permissions import require
from thinktanks.queries import think_tanks_visible_to

UNADDRESSED = "none"


def plan_in_hand(request, pk) -> Plan:
    """The plan that this person works on; to anyone else it does not exist."""
    plan = get_object_or_404(plans_visible_to(request.user), pk=pk)
    require(can_change_plan(request.user, plan))
    return plan


def plan_context(request, plan) -> dict:
    """What every page of the work on a plan shows next to its content: the plan, and the think tank behind it."""
    think_tanks = think_tanks_visible_to(request.user)
    own = think_tanks.filter(programme=plan.programme_id, region=plan.region_id)
    return {"plan": plan, "plan_id": plan.pk, "think_tank": own.first()}


@require_safe
def board_show(request, pk):
    plan = plan_in_hand(request, pk)
    return show_board(request, plan, role=request.GET.get("role"), opened=request.GET.get("open"))


def show_board(request, plan, *, role=None, opened=None, form=None, status=200):
    """The board's page, or its part that htmx puts in place; `form` was just carried out, or refused."""
    board = board_of(plan)
    column = None if role == UNADDRESSED and board.unaddressed else board.column(role)
    pile = column.undecided if column else board.unaddressed
    shown = column.role.code if column else UNADDRESSED
    refused = form if form is not None and not form.is_valid() else None
    context = plan_context(request, plan) | {
        "board": board,
        "column": column,
        "pile": pile,
        "role": shown,
        "here": board_address(plan, role=shown),
        "opened": _number(opened),
        "reasons": Reason.choices,
        "picked": refused.data.getlist("items") if refused else (),
        "typed": refused.data if refused else {},
        "refused_aside": isinstance(refused, SetAsideForm),
        "last_change": last_change_by(plan, request.user, final=FINAL),
        "focus": _focus(column, pile, _number(opened), form) if request.htmx else "",
    }
    template = "actionplans/_board.html" if request.htmx else "actionplans/board_show.html"
    return render(request, template, context, status=status)


def board_address(plan, *, role="", opened=None) -> str:
    """The board on a role, with one action open."""
    query = urlencode({"role": role, "open": opened} if opened else {"role": role})
    place = f"#action-{opened}" if opened else ""
    return f"{reverse('board-show', args=[plan.pk])}?{query}{place}"


def _number(text) -> int | None:
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 19 else None


def _focus(column, pile, opened, form) -> str:
    """Where the hand goes on after a change: the wording of a new action, or what comes next to decide."""
    if form is None or not form.is_valid():
        return ""
    new = [one for one in column.actions if one.row.pk == opened] if column else []
    if new and new[0].row.wording is None:
        return "wording"
    acted = [seen.item.pk for seen in form.cleaned_data.get("items", ())]
    after = [item for item in pile if acted and item.row.pk > max(acted)]
    return next((item.handle for item in [*after, *pile]), "pile") if acted else ""


def whole_page(request, response):
    """A page that takes the place of the whole one, also where htmx asked from a part of it."""
    if request.htmx:
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML show:top"
    return response
