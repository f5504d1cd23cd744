"""Show the wall that everyone in the room reads, and the overview for who runs the think tank; start the clock, close."""

from functools import lru_cache, partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplans.queries.capture.changes import newest_change
from actionplans.queries.capture.closing import closing_checklist
from actionplans.queries.capture.monitor import monitor_of
from actionplans.queries.capture.wall import held_back, wall_of
from actionplans.views.capture_page import think_tank_to_capture_at
from thinktanks.forms.clock import MORE_MINUTES, ClockForm
from thinktanks.operations.clock import start_clock
from thinktanks.operations.think_tanks import close_think_tank
from thinktanks.views.clock import back_to_clock
from thinktanks.views.printouts import screen_context
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    create_from,
    posted_data,
    require_page_or_post,
)


@require_safe
def wall(request, pk):
    """Show the wall; to the script only what is on it now, and 304 where nothing changed."""
    think_tank = think_tank_to_capture_at(request, pk)
    # Read before the contributions: these may then be newer than their ETag, never older.
    change = newest_change(think_tank)
    etag = f'"{change}"'
    headers = {"ETag": etag, "Cache-Control": "no-store"}
    if request.htmx and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    shown = _wall_after(think_tank, change, get_language()) if change else _wall_of(think_tank)
    page = shown
    if not request.htmx:
        context = screen_context(think_tank) | {"wall": shown, "etag": etag}
        page = render_to_string("actionplans/think_tank_wall.html", context, request)
    return HttpResponse(page, headers=headers)


@lru_cache(maxsize=16)
def _wall_after(think_tank, change, language) -> str:
    """Render the wall once for each process and change, not once for each screen."""
    return _wall_of(think_tank)


def _wall_of(think_tank) -> str:
    return render_to_string("actionplans/_wall.html", {"wall": wall_of(think_tank)})


@require_safe
def monitor(request, pk):
    """Show the page; to its script only the tables, and 304 where nothing changed."""
    return _monitor_page(request, think_tank_to_capture_at(request, pk), ClockForm())


@require_page_or_post
def clock_start(request, pk):
    """Start the clock; where the minutes are refused, show the room overview with why at their field."""
    think_tank = think_tank_to_capture_at(request, pk)
    # The page of a refusal is loaded again, by a person or its script.
    if request.method != "POST":
        return redirect("think-tank-monitor", pk=pk)
    form = ClockForm(request.POST)
    create_from(form, partial(start_clock, think_tank, by=request.user))
    if form.has_error("minutes"):
        return _monitor_page(request, think_tank, form)
    add_error_messages(request, form)
    return back_to_clock(pk, "clock-start")


def _monitor_page(request, think_tank, form) -> HttpResponse:
    change = newest_change(think_tank)
    held = _held_after(think_tank, change) if change else ()
    shown = {"think_tank": think_tank, "monitor": monitor_of(think_tank, held)}
    tables = render_to_string("actionplans/_monitor.html", shown, request)
    etag = f'"{salted_hmac("actionplans.monitor", tables).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "no-store"}
    if request.htmx and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    if request.htmx:
        return HttpResponse(tables, headers=headers)
    context = {
        "think_tank": think_tank,
        "tables": tables,
        "etag": etag,
        "form": form,
        "more_minutes": MORE_MINUTES,
        "is_running": bool(think_tank.clock_until and think_tank.clock_until > timezone.now()),
    }
    page = render_to_string("actionplans/think_tank_monitor.html", context, request)
    return HttpResponse(page, headers=headers, status=422 if form.errors else 200)


@lru_cache(maxsize=16)
def _held_after(think_tank, change) -> tuple:
    """Look through the texts once for each process and change, not at each poll."""
    return tuple(held_back(think_tank))


@require_page_or_post
def close(request, pk):
    think_tank = think_tank_to_capture_at(request, pk)
    form = Form(posted_data(request))
    if carry_out(form, partial(close_think_tank, think_tank, by=request.user)):
        messages.success(request, _("The slide and the wall now show the code for feedback"))
        return redirect("think-tank-show", pk=pk)
    if form.errors:
        add_error_messages(request, form)
        return redirect("think-tank-show", pk=pk)
    context = {"think_tank": think_tank, "checklist": closing_checklist(think_tank)}
    return render(request, "actionplans/think_tank_close.html", context)
