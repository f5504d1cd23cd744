"""Register for a think tank without an account, and see afterwards who was there."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from stakeholders.organisation_names import organisations_offered_in
from thinktanks.calendar import calendar_entry
from thinktanks.forms.joining import UNKNOWN
from thinktanks.forms.registration import RegisterForm
from thinktanks.models import ThinkTank
from thinktanks.operations.attendance import deleted_after
from thinktanks.operations.registration import register_attendee
from thinktanks.queries.attendance import attendance_at, organisations_that_came
from thinktanks.queries.programmes import roles_of
from thinktanks.throttle import REGISTRATIONS, client_address, take_slot
from thinktanks.views.respond import (
    accepted_forms,
    carry_out,
    posted_data,
    remember_accepted,
    require_page_or_post,
    show_form,
)

CALENDAR = "text/calendar; charset=utf-8"


@require_page_or_post
@never_cache
def register(request, code):
    think_tank = get_object_or_404(
        ThinkTank.objects.select_related("programme", "region"), code=code
    )
    speakers, _addressed = roles_of(think_tank.programme)
    form = RegisterForm(posted_data(request), roles=speakers)
    counts = form.is_valid() and think_tank.takes_registrations
    wait = counts and take_slot(REGISTRATIONS, client_address(request), sent_uuid=form.sent_uuid)
    if wait:
        form.add_error(
            None, _("Too many people registered from this network. Try again in an hour.")
        )
    done = carry_out(form, partial(register_attendee, think_tank))
    context = {"think_tank": think_tank, "sent": bool(done), "accepted": accepted_forms(request)}
    context |= _choices(think_tank, form)
    if think_tank.is_closed:
        context |= _people_who_came(think_tank)
    response = show_form(request, "thinktanks/think_tank_register.html", form, **context)
    if wait:
        response.status_code, response.headers["Retry-After"] = 429, str(wait)
    if done:
        remember_accepted(request, response)
    return response


@require_safe
def registration_calendar(request, code):
    think_tanks = ThinkTank.objects.select_related("programme", "region")
    return calendar_file(get_object_or_404(think_tanks, code=code))


def calendar_file(think_tank: ThinkTank) -> HttpResponse:
    """Return the calendar entry of a think tank as a file."""
    entry = calendar_entry(think_tank)
    headers = {"Content-Disposition": f'attachment; filename="{think_tank.code}.ics"'}
    return HttpResponse(entry, content_type=CALENDAR, headers=headers)


def _choices(think_tank, form) -> dict:
    return {
        "chosen_role": form["role"].value(),
        "unknown_role": UNKNOWN,
        "organisations": organisations_offered_in(think_tank.region),
        "kept_until": deleted_after(think_tank),
    }


def _people_who_came(think_tank) -> dict:
    _figures, together = attendance_at([think_tank])
    return {"figures": together, "named": organisations_that_came(think_tank)}
