"""Change a programme: its texts, partners and roles."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from actionplans.operations.programmes import change_programme
from thinktanks.forms.programmes import ChangeProgrammeForm
from thinktanks.views.programmes import programme_to_change
from thinktanks.views.respond import (
    atomic_post,
    carry_out,
    posted_data,
    require_page_or_post,
    show_form,
)


@require_page_or_post
@atomic_post
def change(request, code):
    programme = programme_to_change(request, code, lock=request.method == "POST")
    form = ChangeProgrammeForm(posted_data(request), programme=programme)
    if carry_out(form, partial(change_programme, programme, by=request.user)):
        messages.success(request, _("Saved"))
        return redirect("programme-show", code=code)
    return show_form(request, "portal/programme_change.html", form, programme=programme)
