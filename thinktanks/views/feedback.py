"""Feedback after the event, by its own code and without an account."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from thinktanks.forms.feedback import FeedbackForm
from thinktanks.operations.feedback import send_feedback
from thinktanks.queries.codes import think_tank_by_feedback_code
from thinktanks.views.codes import CodePage, enter_code, refuse_code, without_trace

FEEDBACK = CodePage(
    entry="feedback",
    opens="feedback-send",
    find=think_tank_by_feedback_code,
    title=_("Feedback"),
    label=_("Enter the feedback code"),
    wrong=_("That code does not work. Check that it is typed right."),
)


@without_trace
def feedback(request):
    return enter_code(request, FEEDBACK)


@without_trace
def feedback_send(request, code):
    think_tank = think_tank_by_feedback_code(code)
    if think_tank is None:
        return refuse_code(request, FEEDBACK, code)
    questions = list(think_tank.programme.questions.all())
    form = FeedbackForm(
        request.POST if request.method == "POST" else None,
        questions=questions,
        initial={"uuid": uuid.uuid4()},
    )
    context = {"think_tank": think_tank, "form": form, "sent": False}
    if request.method == "POST" and form.is_valid():
        try:
            send_feedback(think_tank, **form.cleaned_data, by=_device_of(request, think_tank))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Thank you! We have your feedback."))
            context["sent"] = True
    refused = form.is_bound and not context["sent"]
    return render(request, "thinktanks/feedback_send.html", context, status=422 if refused else 200)


def _device_of(request, think_tank):
    """The device that answers, if it joined this think tank; without one the answer stands for itself."""
    joined = request.known_device
    return joined if joined and joined.think_tank_id == think_tank.pk else None
