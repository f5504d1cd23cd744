"""Things to print or project: a sheet for each table, a slide, a calendar entry."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from thinktanks.addresses import feedback_address, host_and_port, join_address
from thinktanks.models import ThinkTank
from thinktanks.permissions import can_run_think_tank
from thinktanks.queries.programmes import roles_of
from thinktanks.views.registration import calendar_file
from thinktanks.views.rows import think_tank_or_404

LINES = 6  # for each addressed role, as many as an A4 page has room for with four roles


@require_safe
def sheets(request, pk):
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    _speakers, addressed = roles_of(think_tank.programme)
    tables = think_tank.tables.select_related("role")
    context = {
        "sheets": [(table, f"{join_address(think_tank)}?table={table.number}") for table in tables],
        "addressed": addressed,
        "lines": range(LINES),
    }
    return render(
        request, "thinktanks/think_tank_sheets.html", context | screen_context(think_tank)
    )


@require_safe
def slide(request, pk):
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    return render(request, "thinktanks/think_tank_slide.html", screen_context(think_tank))


@require_safe
def calendar(request, pk):
    return calendar_file(think_tank_or_404(request, pk, can_run_think_tank))


def screen_context(think_tank: ThinkTank) -> dict:
    """Return what a screen for the room shows: the address of the code, after the close that of the feedback."""
    return {
        "think_tank": think_tank,
        "address": join_address(think_tank),
        "feedback_address": feedback_address(think_tank),
        "host": host_and_port(),
    }
