"""Schedule a think tank, change it, add to it while it is open, cancel and open it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stakeholders.permissions import coordinates, is_administrator, require
from thinktanks.codes import show_code
from thinktanks.forms.facilitators import AddFacilitatorForm
from thinktanks.forms.joining import RotateCodeForm
from thinktanks.forms.opening import OpenThinkTankForm
from thinktanks.forms.tables import AddTableForm
from thinktanks.forms.think_tanks import (
    CancelThinkTankForm,
    ChangeThinkTankForm,
    ScheduleThinkTankForm,
)
from thinktanks.models import ThinkTank
from thinktanks.operations.facilitators import add_facilitator
from thinktanks.operations.locks import lock_any_think_tank
from thinktanks.operations.tables import add_table
from thinktanks.operations.think_tanks import (
    cancel_think_tank,
    change_think_tank,
    open_think_tank,
    rotate_join_code,
    schedule_think_tank,
)
from thinktanks.permissions import (
    can_change_think_tank,
    can_run_think_tank,
    can_schedule_think_tanks,
)
from thinktanks.queries.programmes import programmes_schedulable_by
from thinktanks.queries.think_tanks import next_table_number, regions_schedulable_by
from thinktanks.views.respond import (
    add_error_messages,
    atomic_post,
    carry_out,
    create_from,
    posted_data,
    require_page_or_post,
    show_form,
)
from thinktanks.views.rows import think_tank_or_404


@require_page_or_post
def schedule(request):
    require(can_schedule_think_tanks(request.user))
    choices = {
        "programmes": programmes_schedulable_by(request.user),
        "regions": regions_schedulable_by(request.user),
    }
    if "show_tables" in request.POST:  # more rows, with what was typed; nothing is checked yet
        form = ScheduleThinkTankForm(initial=request.POST.dict(), **choices)
        form.focus_new_table()
        return show_form(request, "thinktanks/think_tank_schedule.html", form)
    asked = {name: request.GET[name] for name in ("programme", "region") if name in request.GET}
    form = ScheduleThinkTankForm(posted_data(request), initial=asked, **choices)
    done = create_from(form, partial(schedule_think_tank, by=request.user))
    if done:
        messages.success(request, _("The think tank is planned"))
        return redirect("think-tank-prepare", pk=done.result.pk)
    return show_form(request, "thinktanks/think_tank_schedule.html", form)


@require_page_or_post
@atomic_post
def change(request, pk):
    think_tank = think_tank_or_404(request, pk, can_change_think_tank)
    if request.method == "POST":
        # What the form compares must not change before the operation writes.
        think_tank = lock_any_think_tank(think_tank)
    form = ChangeThinkTankForm(
        posted_data(request), think_tank=think_tank, leaving=_leaving(request.user, think_tank)
    )
    if carry_out(form, partial(change_think_tank, think_tank, by=request.user)):
        messages.success(request, _("Saved"))
        return redirect("desk") if form.removes_oneself else redirect("think-tank-prepare", pk=pk)
    return show_form(request, "thinktanks/think_tank_change.html", form, think_tank=think_tank)


@require_page_or_post
def table_add(request, pk):
    think_tank = think_tank_or_404(request, pk, can_change_think_tank)
    form = AddTableForm(posted_data(request))
    done = create_from(form, partial(add_table, think_tank, by=request.user))
    if done:
        messages.success(request, _("Table %(n)s was added") % {"n": done.result.number})
        return redirect(_page_of(think_tank), pk=pk)
    context = {"think_tank": think_tank, "number": next_table_number(think_tank)}
    return show_form(request, "thinktanks/table_add.html", form, **context)


@require_page_or_post
def facilitator_add(request, pk):
    think_tank = think_tank_or_404(request, pk, can_change_think_tank)
    form = AddFacilitatorForm(posted_data(request))
    done = carry_out(form, partial(add_facilitator, think_tank, by=request.user))
    if done:
        messages.success(request, _("Facilitator added: %(name)s") % {"name": done.result.user})
        return redirect(_page_of(think_tank), pk=pk)
    return show_form(request, "thinktanks/facilitator_add.html", form, think_tank=think_tank)


@require_page_or_post
def cancel(request, pk):
    think_tank = think_tank_or_404(request, pk, can_change_think_tank)
    form = CancelThinkTankForm(posted_data(request))
    if carry_out(form, partial(cancel_think_tank, think_tank, by=request.user)):
        messages.success(request, _("The think tank is cancelled"))
        return redirect("think-tank-prepare", pk=pk)
    registered = think_tank.attendees.filter(registered=True)
    context = {
        "think_tank": think_tank,
        "registered_count": registered.count(),
        "address_count": registered.exclude(email="").count(),
    }
    return show_form(request, "thinktanks/think_tank_cancel.html", form, **context)


@require_POST
def rotate(request, pk):
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    form = RotateCodeForm(request.POST)
    done = create_from(form, partial(rotate_join_code, think_tank, by=request.user))
    if done:
        message = _("The join code is now %(code)s. The old code no longer works.")
        messages.success(request, message % {"code": show_code(done.result.join_code)})
    add_error_messages(request, form)
    return redirect("think-tank-prepare", pk=pk)


@require_page_or_post
def think_tank_open(request, pk):
    """Open a think tank; ask first where today is not its day."""
    think_tank = think_tank_or_404(request, pk, can_run_think_tank)
    form = OpenThinkTankForm(posted_data(request), think_tank=think_tank)
    done = carry_out(form, partial(open_think_tank, think_tank, by=request.user))
    if done:
        messages.success(request, _("The think tank is open"))
    if done or not think_tank.may_be_opened:
        add_error_messages(request, form)
        return redirect("think-tank-show", pk=pk)
    return show_form(request, "thinktanks/think_tank_open.html", form, think_tank=think_tank)


def _leaving(user, think_tank):
    """Return the account if it runs the think tank as its facilitator alone."""
    stays = is_administrator(user) or coordinates(user, think_tank.region)
    return None if stays else user


def _page_of(think_tank) -> str:
    """Return the page on which a think tank is worked on now."""
    is_open = think_tank.state == ThinkTank.State.OPEN
    return "think-tank-show" if is_open else "think-tank-prepare"
