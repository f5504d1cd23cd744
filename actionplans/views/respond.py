"""Carry out a change of a plan once, and respond with what was done."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action, Contribution, ItemState
from actionplans.operations.capture import capture_contribution
from actionplans.operations.undo import FINAL
from actionplans.queries.draft.checklist import personal_data_of
from actionplans.queries.log.history import event_of, uuid_to_carry_out
from actionplans.queries.log.sentences import quoted, reason_in_sentence
from actionplans.views.board import board_address, show_board
from language.latvian import number
from thinktanks.models import ThinkTank
from thinktanks.views.respond import Done, carry_out

RESULTS = {
    "item.placed": gettext_lazy("Placed in “%(action)s”"),
    "item.taken_out": gettext_lazy("Taken out. It must be considered again."),
    "item.set_aside": gettext_lazy("Set aside. Reason: %(reason)s"),
    "action.formed": gettext_lazy("New action created"),
    "action.split": gettext_lazy("Split off: new action created"),
    "action.merged": gettext_lazy("Merged into “%(action)s”"),
    "action.dissolved": gettext_lazy(
        "Removed from the plan. Its contributions must be considered again."
    ),
    "action.reworded": gettext_lazy("Wording saved"),
    "action.detailed": gettext_lazy("Details saved"),
    "actions.reordered": gettext_lazy("Order changed"),
    "actions.linked": gettext_lazy("Actions linked"),
    "actions.unlinked": gettext_lazy("Unlinked"),
    "plan.undone": gettext_lazy("Change %(undone)s undone"),
    "batch.undone": gettext_lazy("Import undone"),
    "plan.published": gettext_lazy("Plan published"),
}
RESULTS_OF_SEVERAL = {
    "item.placed": gettext_lazy("Placed in “%(action)s”: %(n)s"),
    "item.taken_out": gettext_lazy("Taken out: %(n)s. They must be considered again."),
    "item.set_aside": gettext_lazy("Set aside: %(n)s. Reason: %(reason)s"),
}

# The status with which a refusal is answered, by its error code; 422 for any other.
STATUSES = {
    "other_text": 409,
    "known_list": 409,
    "too_fast": 429,
    "no_think_tank": 404,
    "other_owner": 403,
}


def status_of(refusal: ValidationError) -> int:
    """Return the status with which a refusal is answered."""
    return STATUSES.get(refusal.code, 422)


def capture_status(form) -> int:
    """Return the status of a page with a form for a contribution, by the first error of its text; 200 without errors."""
    if not form.errors:
        return 200
    errors = form.errors.as_data().get("text")
    return status_of(errors[0]) if errors else 422


def capture_sent(think_tank: ThinkTank, **values) -> Contribution:
    """Capture what a form sent, once; again where the contribution of the same form was taken back before.

    What a script sends goes to `capture_contribution` itself, so that a late retry restores nothing.
    """
    contribution = capture_contribution(think_tank, **values)
    while contribution.state == ItemState.WITHDRAWN:
        values["uuid"] = uuid.uuid5(values["uuid"], "again")
        contribution = capture_contribution(think_tank, **values)
    return contribution


def carry_out_once(request, form, operation, *subject) -> Done | None:
    """Carry out a change of a plan on `subject`, once for each form, however often the form is sent; again after an undo.

    The result is the event, or None where nothing had to change.
    """
    operation = partial(operation, *subject, by=request.user)
    return carry_out(form, partial(_once, form.plan, operation))


def _once(plan, operation, *, op_uuid, **values):
    op_uuid = uuid_to_carry_out(plan, op_uuid)
    event = event_of(plan, op_uuid)
    if event is None:
        try:
            operation(op_uuid=op_uuid, **values)
        except (IntegrityError, ValidationError):
            event = event_of(plan, op_uuid)
            if event is None:  # else the same form was sent twice at once
                raise
    return event or event_of(plan, op_uuid)


def change_response(request, form, event, *, back=None, action=None):
    """Report a change in a message with an undo button, and go to `back`, else to the board with `action` open.

    Without `action` the board opens the action that the event is about.
    """
    text = result_of(event) if event else _("Nothing to change")
    undo = event.seq if event and event.kind not in FINAL | {"plan.undone"} else None
    context = {"text": text, "undo": undo, "form": "undo"}
    message = render_to_string("actionplans/_message_with_undo.html", context)
    messages.success(request, message)
    if back:
        return redirect(back)
    action = action or action_of(event)
    role = action.role.code if action else request.POST.get("role", "")
    opened = action.pk if action else None
    if request.htmx:
        return show_board(request, form.plan, role=role, opened=opened, form=form)
    return redirect(board_address(form.plan, role=role, opened=opened))


def action_of(event) -> Action | None:
    """Return the action that an event is about, unless it is dissolved."""
    pks = []
    for change in event.payload.get("changes", ()) if event else ():
        was = change["was"] or {}
        itself = change["id"] if change["item"] == "action" else None
        pks += [change["set"].get("merged_into"), change["set"].get("placed_in")]
        pks += [itself, was.get("placed_in")]
    live = Action.objects.live().select_related("role")
    actions = live.in_bulk(set(pks) - {None})
    return next((actions[pk] for pk in pks if pk in actions), None)


def result_of(event) -> str:
    """Return one short sentence about an event that just happened."""
    items = [change for change in event.payload.get("changes", ()) if change["item"] != "action"]
    several = len(items) > 1 and event.kind in RESULTS_OF_SEVERAL
    sentence = (RESULTS_OF_SEVERAL if several else RESULTS).get(event.kind, _("Saved"))
    return str(sentence) % {
        "action": quoted(str(action_of(event) or "")),
        "reason": reason_in_sentence(items[0]["set"].get("reason")) if items else "",
        "n": number(len(items)),
        "undone": event.undoes,
    }


def typed_finding(form, name):
    """Return the finding about a text that was typed into a form, to show it with the form; None without one."""
    typed = form.cleaned_data.get(name) if form.is_bound else None
    return personal_data_of(typed) if typed else None


def back_from(request) -> str:
    """Return the address that the user came from, if it is a page of this portal; else an empty text."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours and asked.startswith("/") else ""
