"""Pages for participants without an account: capture on their own phone, their contributions, the receipt."""

import uuid
from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from actionplans.forms.participants import ParticipantForm
from actionplans.operations.capture import withdraw_contribution
from actionplans.queries.capture.receipts import outcomes_of, receipt_with, sent_by
from actionplans.views.respond import capture_sent, capture_status
from thinktanks.queries.owners import owner_id
from thinktanks.queries.programmes import roles_of
from thinktanks.views.codes import (
    CodePage,
    enter_code,
    private_page,
    redirect_in_language,
    refuse_code,
)
from thinktanks.views.respond import add_error_messages, carry_out, posted_data

RECEIPT = CodePage(
    entry="receipt",
    opens="receipt-show",
    find=receipt_with,
    title=gettext_lazy("What became of your contributions"),
    label=gettext_lazy("Enter the receipt code"),
    wrong=gettext_lazy("We found no such code. Compare it with your photo."),
)


@private_page
def capture(request):
    device = request.known_device
    if not device:
        return redirect_in_language(request, "join")
    _speakers, addressed = roles_of(device.think_tank.programme)
    form = ParticipantForm(posted_data(request), addressed=addressed)
    seat = {"author_role": device.role, "table": device.table}
    operation = partial(capture_sent, device.think_tank, **seat, by=device)
    if carry_out(form, operation, error_field="text"):
        messages.success(request, _("Your contribution was added"))
        return redirect_in_language(request, "device-capture")
    return _capture_page(request, device, addressed, form)


@require_POST
@private_page
def withdraw(request, pk):
    device = request.active_device
    if not device:
        raise Http404
    contribution = get_object_or_404(sent_by(device), pk=pk)
    form = Form(request.POST)
    seen = contribution.version
    if carry_out(form, partial(withdraw_contribution, contribution, version=seen, by=device)):
        messages.success(request, _("Taken back"))
    add_error_messages(request, form)
    return redirect_in_language(request, "device-capture")


@private_page
def receipt(request):
    return enter_code(request, RECEIPT)


@private_page
def receipt_show(request, code):
    found = receipt_with(code)
    if found is None:
        return refuse_code(request, RECEIPT, code)
    response = render(request, "actionplans/receipt_show.html", {"receipt": found})
    response.headers["Referrer-Policy"] = "no-referrer"  # it has no form, see `private_page`
    return response


def _capture_page(request, device, addressed, form):
    outcomes = outcomes_of(sent_by(device))[::-1]
    think_tank = device.think_tank
    context = {
        "device": device,
        "think_tank": think_tank,
        "owner": owner_id(device),
        "is_accepting": think_tank.takes_contributions,
        "addressed": addressed,
        "form": form,
        "chosen_role": form["addressed_role"].value()
        if form.is_bound
        else _last_addressed(outcomes),
        "text": form["text"].value() if form.is_bound else "",
        "uuid": uuid.uuid4(),
        "outcomes": outcomes,
    }
    return render(request, "actionplans/device_capture.html", context, status=capture_status(form))


def _last_addressed(outcomes) -> str:
    """Return the code of the role that was addressed last, to propose it again."""
    role = outcomes[0].contribution.addressed_role if outcomes else None
    return role.code if role else ""
