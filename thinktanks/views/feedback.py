"""Feedback after the event, by its own code and without an account."""

import uuid
from functools import partial

from django.contrib import messages
from django.utils.translation import gettext_lazy as _

from thinktanks.forms.feedback import FeedbackForm
from thinktanks.operations.feedback import send_feedback
from thinktanks.queries.codes import think_tank_by_feedback_code
from thinktanks.views.codes import CodePage, enter_code, private_page, refuse_code
from thinktanks.views.respond import (
    accepted_forms,
    carry_out,
    posted_data,
    remember_accepted,
    show_form,
)

FEEDBACK = CodePage(
    entry="feedback",
    opens="feedback-send",
    find=think_tank_by_feedback_code,
    title=_("Feedback"),
    label=_("Enter the feedback code"),
    wrong=_("That code does not work. Check your typing."),
)


@private_page
def feedback(request):
    return enter_code(request, FEEDBACK)


@private_page
def feedback_send(request, code):
    think_tank = think_tank_by_feedback_code(code)
    if think_tank is None:
        return refuse_code(request, FEEDBACK, code)
    questions = list(think_tank.programme.questions.all())
    form = FeedbackForm(posted_data(request), questions=questions, initial={"uuid": uuid.uuid4()})
    device = _device_at(think_tank, request)
    done = carry_out(form, partial(send_feedback, think_tank, by=device))
    if done:
        messages.success(request, _("Thank you! We have your feedback."))
    context = {"think_tank": think_tank, "device": device, "sent": bool(done)}
    context["accepted"] = accepted_forms(request)
    response = show_form(request, "thinktanks/feedback_send.html", form, **context)
    if done:
        remember_accepted(request, response)
    return response


def _device_at(think_tank, request):
    """Return the device that sends, if it joined this think tank; None otherwise."""
    device = request.known_device
    return device if device and device.think_tank_id == think_tank.pk else None
