"""Opening of a think tank."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stakeholders.permissions import require
from thinktanks.operations import open_think_tank
from thinktanks.permissions import can_run_think_tank
from thinktanks.queries import think_tanks_visible_to


@require_POST
def think_tank_open(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_run_think_tank(request.user, think_tank))
    try:
        open_think_tank(think_tank, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The think tank is open"))
    return redirect("think-tank-show", pk=pk)
