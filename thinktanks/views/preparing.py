"""Start a programme; schedule, change, prepare and open a think tank."""

from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stakeholders.models import Role
from stakeholders.permissions import require
from thinktanks.codes import show_code
from thinktanks.forms.preparing import (
    ChangeThinkTankForm,
    ScheduleThinkTankForm,
    StartProgrammeForm,
)
from thinktanks.models import Programme, ThinkTank
from thinktanks.operations.programmes import start_programme
from thinktanks.operations.think_tanks import (
    change_think_tank,
    open_think_tank,
    rotate_join_code,
    schedule_think_tank,
)
from thinktanks.permissions import (
    can_change_think_tank,
    can_run_think_tank,
    can_start_programme,
)
from thinktanks.queries.programmes import programmes_schedulable_by
from thinktanks.queries.think_tanks import regions_schedulable_by, think_tanks_visible_to
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    create_from,
    posted_data,
    require_page_or_post,
    show_form,
)


@require_page_or_post
def programme_start(request):
    require(can_start_programme(request.user))
    programmes = list(Programme.objects.filter(demo=False))
    code = request.GET.get("like")
    like = next((programme for programme in programmes if programme.code == code), None)
    form = StartProgrammeForm(posted_data(request), like=like)
    done = create_from(form, partial(start_programme, by=request.user))
    if done:
        messages.success(request, _("Programme started: %(name)s") % {"name": done.result.name})
        return redirect("desk")
    return show_form(
        request, "thinktanks/programme_start.html", form, earlier_programmes=programmes, like=like
    )


@require_page_or_post
def schedule(request):
    require(regions_schedulable_by(request.user).exists())
    form = ScheduleThinkTankForm(
        posted_data(request),
        programmes=programmes_schedulable_by(request.user),
        regions=regions_schedulable_by(request.user),
        roles=list(Role.objects.order_by("order")),
        seats=[],
        initial={name: request.GET.get(name) for name in ("programme", "region")},
    )
    done = create_from(form, partial(schedule_think_tank, by=request.user))
    if done:
        messages.success(request, _("The think tank is planned"))
        return redirect("think-tank-prepare", pk=done.result.pk)
    return show_form(request, "thinktanks/think_tank_schedule.html", form)


@require_page_or_post
def change(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_change_think_tank(request.user, think_tank))
    if think_tank.state != ThinkTank.State.PLANNED:
        messages.error(request, _("This think tank has already started."))
        return redirect("think-tank-prepare", pk=pk)
    form = _form_of(think_tank, posted_data(request))
    if carry_out(form, partial(change_think_tank, think_tank, by=request.user)):
        messages.success(request, _("Saved"))
        return redirect("think-tank-prepare", pk=pk)
    return show_form(request, "thinktanks/think_tank_change.html", form, think_tank=think_tank)


@require_safe
def prepare(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_run_think_tank(request.user, think_tank))
    context = {
        "think_tank": think_tank,
        "host": urlsplit(settings.BASE_URL).netloc,
        "tables": think_tank.tables.select_related("role"),
        "facilitators": think_tank.facilitators.filter(ends_at=None).select_related("user"),
        "may_change": can_change_think_tank(request.user, think_tank)
        and think_tank.state == ThinkTank.State.PLANNED,
    }
    return render(request, "thinktanks/think_tank_prepare.html", context)


@require_POST
def rotate(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_run_think_tank(request.user, think_tank))
    think_tank = rotate_join_code(think_tank, by=request.user)
    message = _("The join code is now %(code)s. The old code no longer works.")
    messages.success(request, message % {"code": show_code(think_tank.join_code)})
    return redirect("think-tank-prepare", pk=pk)


@require_POST
def think_tank_open(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_run_think_tank(request.user, think_tank))
    form = Form(request.POST)
    if carry_out(form, partial(open_think_tank, think_tank, by=request.user)):
        messages.success(request, _("The think tank is open"))
    add_error_messages(request, form)
    return redirect("think-tank-show", pk=pk)


def _form_of(think_tank, data):
    facilitators = think_tank.facilitators.filter(ends_at=None).select_related("user")
    emails = [facilitator.user.email for facilitator in facilitators if facilitator.user.email]
    tables = think_tank.tables.select_related("role")
    return ChangeThinkTankForm(
        data,
        roles=list(Role.objects.order_by("order")),
        seats=[table.role for table in tables],
        initial={
            "held_on": think_tank.held_on,
            "town": think_tank.town,
            "venue": think_tank.venue,
            "facilitators": "\n".join(emails),
        },
    )
