"""Things to print or project: a sheet for each table, a slide, a calendar entry."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stakeholders.permissions import require
from thinktanks.calendar import calendar_entry
from thinktanks.models import ThinkTank
from thinktanks.permissions import can_run_think_tank
from thinktanks.queries.programmes import roles_of
from thinktanks.queries.think_tanks import think_tanks_visible_to


@require_safe
def sheets(request, pk):
    think_tank = _think_tank_to_run(request, pk)
    _speakers, addressed = roles_of(think_tank.programme)
    tables = think_tank.tables.select_related("role")
    context = {
        "think_tank": think_tank,
        "sheets": [
            (table, f"{_join_address(think_tank)}?table={table.number}") for table in tables
        ],
        "addressed": addressed,
        "host": _host(),
    }
    return render(request, "thinktanks/think_tank_sheets.html", context)


@require_safe
def slide(request, pk):
    think_tank = _think_tank_to_run(request, pk)
    context = {"think_tank": think_tank, "address": _join_address(think_tank), "host": _host()}
    return render(request, "thinktanks/think_tank_slide.html", context)


@require_safe
def calendar(request, pk):
    think_tank = _think_tank_to_run(request, pk)
    entry = calendar_entry(think_tank, host=urlsplit(settings.BASE_URL).hostname)
    headers = {"Content-Disposition": f'attachment; filename="{think_tank.code}.ics"'}
    return HttpResponse(entry, content_type="text/calendar; charset=utf-8", headers=headers)


def _think_tank_to_run(request, pk) -> ThinkTank:
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_run_think_tank(request.user, think_tank))
    return think_tank


def _join_address(think_tank) -> str:
    return settings.BASE_URL + reverse("think-tank-join", args=[think_tank.join_code])


def _host() -> str:
    return urlsplit(settings.BASE_URL).netloc
