"""The room as a whole: the wall that everyone reads, and the close."""

from functools import lru_cache, partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplans.permissions import can_capture
from actionplans.queries.capture.said import captures_visible_to
from actionplans.queries.capture.wall_and_close import closing_checklist, newest_change, wall_of
from stakeholders.permissions import require
from thinktanks.models import ThinkTank
from thinktanks.operations import close_think_tank
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    posted_data,
    require_page_or_post,
)


@require_safe
def wall(request, pk):
    """The page, or for the script only what is on it now, as long as that is something new."""
    think_tank = _think_tank_in_hand(request, pk)
    # Asked before the words are read: these may then be newer than their mark, never older.
    change = newest_change(think_tank)
    etag = f'"{change}"'
    headers = {"ETag": etag, "Cache-Control": "no-store"}
    if request.htmx and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    now = _wall_after(think_tank, change, get_language()) if change else _wall_of(think_tank)
    page = now
    if not request.htmx:
        context = {"think_tank": think_tank, "now": now, "etag": etag}
        page = render_to_string("actionplans/think_tank_wall.html", context, request)
    return HttpResponse(page, headers=headers)


@lru_cache(maxsize=16)
def _wall_after(think_tank, change, language) -> str:
    """Every screen shows the same until the next change: each process makes it once, not for each that asks."""
    return _wall_of(think_tank)


def _wall_of(think_tank) -> str:
    columns = wall_of(think_tank)
    total = sum(column.total for column in columns)
    return render_to_string("actionplans/_wall.html", {"columns": columns, "total": total})


@require_page_or_post
def close(request, pk):
    think_tank = _think_tank_in_hand(request, pk)
    form = Form(posted_data(request))
    if carry_out(form, partial(close_think_tank, think_tank, by=request.user)):
        messages.success(request, _("The think tank is closed"))
        return redirect("think-tank-show", pk=pk)
    if form.errors:
        add_error_messages(request, form)
        return redirect("think-tank-show", pk=pk)
    context = {"think_tank": think_tank, "left": closing_checklist(think_tank)}
    return render(request, "actionplans/think_tank_close.html", context)


def _think_tank_in_hand(request, pk) -> ThinkTank:
    think_tank = get_object_or_404(captures_visible_to(request.user), pk=pk)
    require(can_capture(request.user, think_tank))
    return think_tank
