"""Start, show, archive and reopen a programme. Changing it is in portal/pages/programmes.py."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from stakeholders.permissions import require
from thinktanks.forms.programmes import ArchiveProgrammeForm, StartProgrammeForm
from thinktanks.models import Programme
from thinktanks.operations.locks import lock_any_programme
from thinktanks.operations.programmes import (
    archive_programme,
    reopen_programme,
    start_programme,
)
from thinktanks.permissions import can_change_programme, can_start_programme
from thinktanks.queries.changes import changes_of_programme
from thinktanks.queries.programmes import programmes_visible_to, questions_with_counts, roles_of
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    carry_out_button,
    create_from,
    posted_data,
    require_page_or_post,
    show_form,
)


def programme_to_change(request, code, *, lock: bool = False) -> Programme:
    """Return the programme, if this user may change it; to anyone else it does not exist.

    With `lock` nobody changes it between what a form compares and what its operation writes.
    """
    programme = get_object_or_404(programmes_visible_to(request.user), code=code)
    require(can_change_programme(request.user, programme))
    return lock_any_programme(programme) if lock else programme


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


@require_safe
def programme_show(request, code):
    programme = programme_to_change(request, code)
    speakers, addressed = roles_of(programme)
    context = {
        "programme": programme,
        "speakers": speakers,
        "addressed": addressed,
        "partners": programme.partners.all(),
        "questions": questions_with_counts(programme),
        "think_tanks": programme.think_tanks.select_related("region"),
        "changes": changes_of_programme(programme),
    }
    return render(request, "thinktanks/programme_show.html", context)


@require_page_or_post
def archive(request, code):
    """Archive a programme; ask first while think tanks of it are planned or open."""
    programme = programme_to_change(request, code)
    form = ArchiveProgrammeForm(posted_data(request), programme=programme)
    done = carry_out(form, partial(archive_programme, programme, by=request.user))
    if done:
        messages.success(request, _("The programme is archived"))
    programme.refresh_from_db()  # somebody else may have archived it meanwhile
    if programme.is_archived:
        add_error_messages(request, form)
        return redirect("programme-show", code=code)
    return show_form(request, "thinktanks/programme_archive.html", form, programme=programme)


@require_POST
def reopen(request, code):
    programme = programme_to_change(request, code)
    reopened = _("The programme is open again")
    carry_out_button(request, partial(reopen_programme, programme), reopened)
    return redirect("programme-show", code=code)
