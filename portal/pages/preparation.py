"""The page of one think tank's day: its next step, what is ready, its codes and its changes."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplans.queries.desk.programmes import desk_row_of
from thinktanks.addresses import host_and_port, join_address, register_address
from thinktanks.forms.joining import RotateCodeForm
from thinktanks.permissions import can_change_think_tank, can_run_think_tank
from thinktanks.queries.changes import changes_of_think_tank
from thinktanks.views.rows import think_tank_or_404


@require_safe
def think_tank_prepare(request, pk):
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    row = desk_row_of(request.user, think_tank)
    context = {
        "think_tank": think_tank,
        "row": row,
        "plan": row and row.plan,
        "rotate_form": RotateCodeForm(),
        "host": host_and_port(),
        "join_address": join_address(think_tank),
        "register_address": register_address(think_tank),
        "tables": think_tank.tables.select_related("role"),
        "facilitators": think_tank.facilitators.current().select_related("user"),
        "registered_count": think_tank.attendees.filter(registered=True).count(),
        "device_count": think_tank.devices.count(),
        "changes": changes_of_think_tank(think_tank),
        "may_change": think_tank.may_be_changed and can_change_think_tank(request.user, think_tank),
    }
    return render(request, "portal/think_tank_prepare.html", context)
