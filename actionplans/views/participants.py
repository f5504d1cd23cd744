"""What somebody without an account does and sees: contributions from the own phone, the own list, the receipt."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from actionplans.forms.capture import CaptureChoices
from actionplans.forms.participants import ParticipantForm
from actionplans.models import State
from actionplans.operations.capture import capture_contribution, withdraw_contribution
from actionplans.queries.capture.receipts import fates_of, receipt_with, said_by
from thinktanks.models import ThinkTank
from thinktanks.queries import owner_name, roles_of
from thinktanks.views.codes import CodePage, enter_code, go, refuse_code, without_trace

STATUS = {"other_text": 409, "too_fast": 429}
RECEIPT = CodePage(
    entry="receipt",
    opens="receipt-show",
    find=receipt_with,
    title=gettext_lazy("What became of your contributions"),
    label=gettext_lazy("Enter the receipt code"),
    wrong=gettext_lazy("We found no such code. Compare it with your photo."),
)


@without_trace
def capture(request):
    device = request.known_device
    if not device:
        return go(request, "join")
    speakers, addressed = roles_of(device.think_tank.programme)
    room = CaptureChoices(speakers, addressed, [])
    form = ParticipantForm(request.POST if request.method == "POST" else None, room=room)
    if request.method == "POST" and form.is_valid():
        try:
            capture_contribution(
                device.think_tank,
                **form.cleaned_data,
                author_role=device.role,
                table=device.table,
                by=device,
            )
        except ValidationError as error:
            form.add_error("text", error)
        else:
            messages.success(request, _("Your contribution was added"))
            return go(request, "device-capture")
    return _capture_page(request, device, room, form)


@require_POST
@without_trace
def withdraw(request, pk):
    if not request.active_device:
        raise Http404
    contribution = get_object_or_404(said_by(request.active_device), pk=pk)
    try:
        withdraw_contribution(contribution, version=contribution.version, by=request.active_device)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Taken back"))
    return go(request, "device-capture")


@without_trace
def receipt(request):
    return enter_code(request, RECEIPT)


@without_trace
def receipt_show(request, code):
    found = receipt_with(code)
    if found is None:
        return refuse_code(request, RECEIPT, code)
    response = render(request, "actionplans/receipt_show.html", {"receipt": found})
    response.headers["Referrer-Policy"] = "no-referrer"  # no form stands on it
    return response


def _capture_page(request, device, room, form):
    fates = fates_of(said_by(device))[::-1]
    chosen = form["addressed_role"].value() if form.is_bound else _addressed_last(fates)
    think_tank = device.think_tank
    context = {
        "device": device,
        "think_tank": think_tank,
        "owner": owner_name(device),
        "takes": think_tank.state != ThinkTank.State.PLANNED and not think_tank.is_over,
        "room": room,
        "form": form,
        "chosen": chosen,
        "text": form["text"].value() if form.is_bound else "",
        "uuid": uuid.uuid4(),
        "fates": fates,
        "standing": sum(fate.contribution.state != State.WITHDRAWN for fate in fates),
    }
    return render(request, "actionplans/device_capture.html", context, status=_status(form))


def _addressed_last(fates):
    """Who was addressed last is proposed again."""
    role = fates[0].contribution.addressed_role if fates else None
    return role.code if role else ""


def _status(form) -> int:
    if not form.is_bound or form.is_valid():
        return 200
    error = form.errors.as_data().get("text", [None])[0]
    return STATUS.get(error and error.code, 422)
