"""Join a think tank by its code and without an account; table and role are asked once per device."""

from functools import partial

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thinktanks.codes import read_code
from thinktanks.forms.joining import UNKNOWN, JoinForm, SeatForm
from thinktanks.operations.devices import join_think_tank, seat_device
from thinktanks.queries.codes import think_tank_by_join_code
from thinktanks.queries.programmes import roles_of
from thinktanks.views.codes import (
    CodePage,
    enter_code,
    private_page,
    redirect_in_language,
    refuse_code,
)
from thinktanks.views.owners import remember_owner
from thinktanks.views.respond import carry_out, posted_data, show_form

JOIN = CodePage(
    entry="join",
    opens="think-tank-join",
    find=think_tank_by_join_code,
    title=_("Join the think tank"),
    label=_("Enter the code on the table sheet"),
    wrong=_("That code does not work. Compare it with the sheet."),
)


@private_page
def join(request):
    return enter_code(request, JOIN)


@private_page
def think_tank_join(request, code):
    think_tank = think_tank_by_join_code(code)
    if think_tank is None:
        return refuse_code(request, JOIN, code)
    if request.active_device and request.active_device.think_tank_id == think_tank.pk:
        return redirect_in_language(request, "device-capture")
    if think_tank.is_over:
        return render(
            request, "thinktanks/think_tank_closed.html", {"think_tank": think_tank}, status=410
        )
    form = _seat_form(
        JoinForm, request, think_tank, initial=_table_on_the_sheet(request, think_tank)
    )
    done = carry_out(form, partial(join_think_tank, think_tank, code=read_code(code)))
    if done:
        device, token = done.result
        response = _remember(redirect_in_language(request, "device-capture"), token)
        remember_owner(request, response, device)
        return response
    return _seat_page(request, think_tank, form)


@private_page
def device_seat(request):
    device = request.active_device
    if not device:
        return redirect_in_language(request, "join")
    seat = {
        "role": device.role.code if device.role else UNKNOWN,
        "table": device.table and device.table.number,
    }
    form = _seat_form(SeatForm, request, device.think_tank, initial=seat)
    if carry_out(form, partial(seat_device, device)):
        return redirect_in_language(request, "device-capture")
    return _seat_page(request, device.think_tank, form)


def _seat_form(form_class, request, think_tank, *, initial):
    speakers, _addressed = roles_of(think_tank.programme)
    tables = list(think_tank.tables.select_related("role"))
    return form_class(posted_data(request), roles=speakers, tables=tables, initial=initial)


def _table_on_the_sheet(request, think_tank):
    """Return table and role of the sheet whose QR code was scanned, as a proposal that can be changed."""
    number = request.GET.get("table", "")
    tables = think_tank.tables.select_related("role")
    table = next((table for table in tables if str(table.number) == number), None)
    return {"table": number, "role": table.role and table.role.code} if table else {}


def _seat_page(request, think_tank, form):
    context = {
        "think_tank": think_tank,
        "chosen_role": form["role"].value(),
        "chosen_table": str(form["table"].value() or ""),
        "unknown_role": UNKNOWN,
        "has_joined": request.resolver_match.url_name == "device-seat",
    }
    return show_form(request, "thinktanks/think_tank_join.html", form, **context)


def _remember(response, token):
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=settings.DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
