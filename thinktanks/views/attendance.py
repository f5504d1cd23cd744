"""The attendance list of a think tank, for those who run it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thinktanks.attendance_list import LeftOut
from thinktanks.forms.attendance import (
    AttendanceFileForm,
    AttendeeForm,
    ChangeAttendeeForm,
    PersonForm,
)
from thinktanks.operations.attendance import (
    change_attendee,
    deleted_after,
    record_attendance,
    remove_attendee,
)
from thinktanks.operations.locks import lock_any_think_tank
from thinktanks.permissions import can_see_attendance
from thinktanks.queries.attendance import exact_attendance, people_on_list
from thinktanks.views.respond import (
    atomic_post,
    carry_out,
    posted_data,
    require_page_or_post,
    show_form,
)
from thinktanks.views.rows import attendee_or_404, think_tank_or_404

EXAMPLES = 5  # of a kind that are named in a message
LONGEST_EXAMPLE = 60


@require_page_or_post
@never_cache
def attendance(request, pk):
    think_tank = think_tank_or_404(request, pk, can_see_attendance)
    sends_file = bool(request.FILES) or "list" in request.POST
    attendee_form = AttendeeForm(None if sends_file else posted_data(request))
    list_form = AttendanceFileForm(*((request.POST, request.FILES) if sends_file else ()))
    form = list_form if sends_file else attendee_form
    done = carry_out(form, partial(record_attendance, think_tank, by=request.user))
    if done:
        show_recorded(request, done.result, form)
        return redirect("think-tank-attendance", pk=pk)
    people = people_on_list(think_tank)
    context = {
        "think_tank": think_tank,
        "attendee_form": attendee_form,
        "list_form": list_form,
        "people": people,
        "figures": exact_attendance(people),
        "kept_until": deleted_after(think_tank),
    }
    return show_form(request, "thinktanks/think_tank_attendance.html", form, **context)


@require_page_or_post
@never_cache
@atomic_post
def change(request, pk):
    attendee = attendee_or_404(request, pk)
    if request.method == "POST":
        # What the form compares must not change before the operation writes.
        lock_any_think_tank(attendee.think_tank)
        attendee = attendee_or_404(request, pk)
    form = ChangeAttendeeForm(posted_data(request), instance=attendee)
    if carry_out(form, partial(change_attendee, attendee, by=request.user)):
        messages.success(request, _("Saved"))
        return redirect("think-tank-attendance", pk=attendee.think_tank_id)
    context = {"think_tank": attendee.think_tank, "attendee": attendee}
    return show_form(request, "thinktanks/attendee_change.html", form, **context)


@require_POST
def remove(request, pk):
    attendee = attendee_or_404(request, pk)
    may_be_added = attendee.think_tank.may_be_changed
    message = _removed_with_undo(attendee) if may_be_added else _("Removed from the list")
    remove_attendee(attendee, by=request.user)
    messages.success(request, message)
    return redirect("think-tank-attendance", pk=attendee.think_tank_id)


def _removed_with_undo(attendee) -> str:
    """Return a message whose button adds the person again: nothing of the row is kept on the server."""
    fields = PersonForm(instance=attendee).initial
    fields |= {"registered": attendee.registered, "came": attendee.came}
    return render_to_string("thinktanks/_attendee_removed.html", {"fields": fields})


def show_recorded(request, recorded, form):
    """Say who or how many were added, everything that was not added, and what a person should look at."""
    people = form.cleaned_data["people"]
    if len(people) == 1:
        message = (
            _("Now on the list: %(name)s") if recorded.added else _("Already on the list: %(name)s")
        )
        messages.success(request, message % people[0])
    else:
        messages.success(request, _("Added to the list: %(n)s") % {"n": recorded.added})
        if recorded.already_there:
            message = _("Already on the list, not added again: %(n)s")
            messages.info(request, message % {"n": recorded.already_there})
    left_out = getattr(form, "left_out", LeftOut())
    for message, words in (
        (
            _("The same name was on the list, but something else differs, so added: %(words)s"),
            recorded.same_names,
        ),
        (_("Unknown roles or municipalities, left empty: %(words)s"), getattr(form, "unknown", ())),
        (_("Columns that were not read: %(words)s"), left_out.columns),
        (_("Sheets that were not read: %(words)s"), left_out.sheets),
        (_("Rows without a person: %(words)s"), left_out.rows),
    ):
        if words:
            messages.warning(request, message % {"words": _examples(words)})


def _examples(words) -> str:
    """Return the first few of the words, each cut, and how many more there are."""
    shown = ", ".join(Truncator(word).chars(LONGEST_EXAMPLE) for word in words[:EXAMPLES])
    more = len(words) - EXAMPLES
    return _("%(words)s and %(n)s more") % {"words": shown, "n": more} if more > 0 else shown
