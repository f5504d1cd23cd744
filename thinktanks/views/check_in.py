"""Mark on a phone who comes; several people may do so at once."""

from functools import partial
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thinktanks.forms.check_in import MarkCameForm, WalkInForm
from thinktanks.operations.attendance import mark_came, record_attendance
from thinktanks.permissions import can_see_attendance
from thinktanks.queries.attendance import (
    count_came,
    is_found,
    people_on_list,
)
from thinktanks.views.attendance import show_recorded
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    posted_data,
    require_page_or_post,
    show_form,
)
from thinktanks.views.rows import attendee_or_404, think_tank_or_404


@require_page_or_post
@never_cache
def check_in(request, pk):
    think_tank = think_tank_or_404(request, pk, can_see_attendance)
    typed = request.GET.get("q", "")
    people = [attendee for attendee in people_on_list(think_tank) if is_found(attendee, typed)]
    form = WalkInForm(posted_data(request), initial={"name": "" if people else typed})
    done = carry_out(form, partial(record_attendance, think_tank, by=request.user))
    if done:
        show_recorded(request, done.result, form)
        return redirect("attendance-check-in", pk=pk)
    count = count_came(think_tank)
    context = {"think_tank": think_tank, "q": typed, "people": people, "count": count}
    return show_form(request, "thinktanks/attendance_check_in.html", form, **context)


@require_POST
@never_cache
def mark(request, pk):
    attendee = attendee_or_404(request, pk)
    form = MarkCameForm(request.POST)
    done = carry_out(form, partial(mark_came, attendee, by=request.user))
    add_error_messages(request, form)
    address = _row_address(attendee, request.POST.get("q", ""))
    if not request.htmx:
        return redirect(address)
    if not done:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    context = {"attendee": done.result, "count": count_came(attendee.think_tank)}
    return render(request, "thinktanks/_check_in_row_marked.html", context)


def _row_address(attendee, typed) -> str:
    address = reverse("attendance-check-in", args=[attendee.think_tank_id])
    query = f"?{urlencode({'q': typed})}" if typed else ""
    return f"{address}{query}#attendee-{attendee.pk}"
