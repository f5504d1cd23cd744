"""Before the event: programmes begun, think tanks planned and changed, and what is ready for the day."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stakeholders.models import Role
from stakeholders.permissions import require
from thinktanks.codes import show_code
from thinktanks.forms.preparing import PlannedForm, ProgrammeForm, ThinkTankForm
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
    can_schedule_think_tank,
    can_start_programme,
)
from thinktanks.queries.programmes import programmes_scheduled_by
from thinktanks.queries.think_tanks import regions_scheduled_by, think_tanks_visible_to
from thinktanks.views.respond import require_page_or_post


@require_page_or_post
def programme_start(request):
    require(can_start_programme(request.user))
    earlier = list(Programme.objects.filter(demo=False))
    like = next((one for one in earlier if one.code == request.GET.get("like")), None)
    form = ProgrammeForm(request.POST or None, like=like)
    if form.is_valid():
        try:
            programme = start_programme(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Programme begun: %(name)s") % {"name": programme.name})
            return redirect("desk")
    context = {"form": form, "earlier": earlier, "like": like}
    return _page(request, "programme_start", context)


@require_page_or_post
def schedule(request):
    require(regions_scheduled_by(request.user).exists())
    form = ThinkTankForm(
        request.POST or None,
        programmes=programmes_scheduled_by(request.user),
        regions=regions_scheduled_by(request.user),
        roles=list(Role.objects.order_by("order")),
        seats=[],
    )
    if form.is_valid():
        programme, region = form.cleaned_data["programme"], form.cleaned_data["region"]
        require(can_schedule_think_tank(request.user, programme, region))
        try:
            think_tank = schedule_think_tank(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The think tank is planned"))
            return redirect("think-tank-prepare", pk=think_tank.pk)
    return _page(request, "think_tank_schedule", {"form": form})


@require_page_or_post
def change(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_change_think_tank(request.user, think_tank))
    if think_tank.state != ThinkTank.State.PLANNED:
        messages.error(request, _("This think tank has already begun."))
        return redirect("think-tank-prepare", pk=pk)
    form = _form_of(think_tank, request.POST or None)
    if form.is_valid():
        try:
            change_think_tank(think_tank, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved"))
            return redirect("think-tank-prepare", pk=pk)
    return _page(request, "think_tank_change", {"form": form, "think_tank": think_tank})


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
    return _page(request, "think_tank_prepare", context)


@require_POST
def rotate(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_run_think_tank(request.user, think_tank))
    think_tank = rotate_join_code(think_tank, by=request.user)
    told = _("The join code is now %(code)s. The old one brings in nobody any more.")
    messages.success(request, told % {"code": show_code(think_tank.join_code)})
    return redirect("think-tank-prepare", pk=pk)


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


def _form_of(think_tank, data):
    facilitators = think_tank.facilitators.filter(ends_at=None).select_related("user")
    emails = [one.user.email for one in facilitators if one.user.email]
    tables = think_tank.tables.select_related("role")
    return PlannedForm(
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


def _page(request, name, context):
    status = 422 if request.method == "POST" else 200
    return render(request, f"thinktanks/{name}.html", context, status=status)
