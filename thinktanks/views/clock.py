"""The clock of the room: extend and stop it, and answer the pages that show it."""

from functools import partial

from django.forms import Form
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thinktanks.forms.clock import ClockForm
from thinktanks.forms.joining import DeviceReportForm
from thinktanks.operations.clock import extend_clock, stop_clock
from thinktanks.operations.devices import report_device
from thinktanks.permissions import can_run_think_tank
from thinktanks.views.respond import add_error_messages, carry_out, create_from
from thinktanks.views.rows import think_tank_or_404


@require_safe
@never_cache
def clock(request, pk):
    """Answer a page at the desk: when the time is over, and what time it is at the portal."""
    return JsonResponse(clock_now(think_tank_or_404(request, pk, can_run_think_tank)))


@require_POST
@never_cache
def report(request):
    """Take from a phone how many contributions wait on it, and answer with the clock of its think tank."""
    device = request.active_device
    if not device:
        return JsonResponse({"error": "no_device"}, status=401)
    form = DeviceReportForm(request.POST)
    done = carry_out(form, partial(report_device, device))
    return JsonResponse(clock_now(device.think_tank), status=200 if done else 422)


@require_POST
def extend(request, pk):
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    form = ClockForm(request.POST)
    create_from(form, partial(extend_clock, think_tank, by=request.user))
    add_error_messages(request, form)
    return back_to_clock(pk, "clock-extend")


@require_POST
def stop(request, pk):
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    form = Form(request.POST)
    carry_out(form, partial(stop_clock, think_tank, by=request.user))
    add_error_messages(request, form)
    return back_to_clock(pk, "clock-start")


def back_to_clock(pk: int, button: str) -> HttpResponseRedirect:
    """Lead back to the room overview, with the focus on a button of its clock."""
    return redirect(f"{reverse('think-tank-monitor', args=[pk])}#{button}")


def clock_now(think_tank) -> dict:
    """Return what the script of a page needs: `state`, `ends_at` (null where there is no clock) and `now`."""
    ends_at = think_tank.clock_until
    return {
        "state": think_tank.room_state,
        "ends_at": ends_at and ends_at.isoformat(),
        "now": timezone.now().isoformat(),
    }
