"""The attendance list: who came, for those who run the think tank."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from stakeholders.permissions import require
from thinktanks.forms.attendance import AttendanceFileForm, AttendeeForm
from thinktanks.operations.attendance import deleted_after, record_attendance, remove_attendee
from thinktanks.permissions import can_see_attendance
from thinktanks.queries.attendance import attendance_of, attendees_visible_to
from thinktanks.queries.think_tanks import think_tanks_visible_to
from thinktanks.views.respond import require_page_or_post

MOST_TOLD = 5  # unknown words of a file, as examples


@require_page_or_post
@never_cache
def attendance(request, pk):
    think_tank = get_object_or_404(think_tanks_visible_to(request.user), pk=pk)
    require(can_see_attendance(request.user, think_tank))
    sends_file = bool(request.FILES) or "list" in request.POST
    by_hand = AttendeeForm(None if sends_file else request.POST or None)
    by_file = AttendanceFileForm(*((request.POST, request.FILES) if sends_file else ()))
    form = by_file if sends_file else by_hand
    if form.is_valid():
        try:
            added = record_attendance(think_tank, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Added to the list: %(n)s") % {"n": added})
            if getattr(form, "unknown", None):
                told = _("Roles or municipalities that we do not have, left empty: %(words)s")
                messages.warning(request, told % {"words": ", ".join(form.unknown[:MOST_TOLD])})
            return redirect("think-tank-attendance", pk=pk)
    people = list(attendees_visible_to(request.user).filter(think_tank=think_tank))
    context = {
        "think_tank": think_tank,
        "by_hand": by_hand,
        "by_file": by_file,
        "form": form,
        "people": people,
        "figures": attendance_of(people),
        "kept_until": deleted_after(think_tank),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "thinktanks/think_tank_attendance.html", context, status=status)


@require_POST
def remove(request, pk):
    attendee = get_object_or_404(attendees_visible_to(request.user), pk=pk)
    require(can_see_attendance(request.user, attendee.think_tank))
    think_tank = attendee.think_tank_id
    remove_attendee(attendee, by=request.user)
    messages.success(request, _("Removed from the list"))
    return redirect("think-tank-attendance", pk=think_tank)
