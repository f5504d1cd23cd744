"""Start a programme."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from stakeholders.permissions import require
from thinktanks.forms.preparing import StartProgrammeForm
from thinktanks.models import Programme
from thinktanks.operations.programmes import start_programme
from thinktanks.permissions import can_start_programme
from thinktanks.views.respond import create_from, posted_data, require_page_or_post, show_form


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
