"""What every change of a plan has in common: validate, call one operation, answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Action
from actionplans.operations.log import ChangedMeanwhile
from actionplans.operations.undo import FINAL, CannotUndo
from actionplans.queries.log.history import event_of, quoted, reason_in_sentence
from actionplans.views.board import board_address, show_board
from actionplans.views.conflicts import show_cannot_undo, show_conflict
from language.latvian import number

RESULTS = {
    "item.placed": gettext_lazy("Placed in “%(action)s”"),
    "item.taken_out": gettext_lazy("Taken out. It is to be considered again."),
    "item.set_aside": gettext_lazy("Set aside, reason: %(reason)s"),
    "action.formed": gettext_lazy("New action made"),
    "action.split": gettext_lazy("Split off: a new action is made"),
    "action.merged": gettext_lazy("Merged into “%(action)s”"),
    "action.dissolved": gettext_lazy(
        "Taken off the plan. What lay in it is to be considered again."
    ),
    "action.reworded": gettext_lazy("Wording saved"),
    "action.detailed": gettext_lazy("Details saved"),
    "actions.reordered": gettext_lazy("Order changed"),
    "actions.linked": gettext_lazy("Actions linked"),
    "actions.unlinked": gettext_lazy("Link taken away"),
    "plan.undone": gettext_lazy("Undone"),
    "plan.published": gettext_lazy("Plan published"),
}
RESULTS_OF_MANY = {
    "item.placed": gettext_lazy("Placed in “%(action)s”: %(n)s"),
    "item.taken_out": gettext_lazy("Taken out: %(n)s. They are to be considered again."),
    "item.set_aside": gettext_lazy("Set aside: %(n)s, reason: %(reason)s"),
}


def carry_out(request, form, operation, *, again, back=None, action=None):
    """Steps three to five of a change of a plan.

    `operation` takes the form's cleaned data; `again` shows the page anew with what was typed and why it was refused;
    `back` is where to go on, if not to the board; `action` is the one to show there, if the change does not tell.
    """
    if form.is_valid():
        try:
            event = _once(form, operation)
        except ChangedMeanwhile as moved:
            return show_conflict(request, form, moved)
        except CannotUndo as refused:
            return show_cannot_undo(request, form, refused)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return answer(request, form, event, back=back, action=action)
    for error in [text for errors in form.errors.values() for text in errors]:
        messages.error(request, error)
    return again(form)


def _once(form, operation):
    """The event of this operation, carried out now unless it was already; None where the wish was true before."""
    number = form.cleaned_data["op_uuid"]
    event = event_of(form.plan, number)
    if event is None:
        try:
            operation(**form.cleaned_data)
        except (IntegrityError, ValidationError):
            event = event_of(form.plan, number)  # the same, sent twice at once
            if event is None:
                raise
    return event or event_of(form.plan, number)


def answer(request, form, event, *, back=None, action=None):
    """Say what was done, with undo beside it, and show the board (or go where `back` leads)."""
    words = result_of(event) if event else _("It is so already")
    undo = event.seq if event and event.kind not in FINAL | {"plan.undone"} else None
    messages.success(
        request, render_to_string("actionplans/_done.html", {"words": words, "undo": undo})
    )
    if back:
        return redirect(back)
    shown = action or action_of(event)
    role = shown.role.code if shown else request.POST.get("role", "")
    opened = shown.pk if shown else None
    if request.htmx:
        return show_board(request, form.plan, role=role, opened=opened, form=form)
    return redirect(board_address(form.plan, role=role, opened=opened))


def action_of(event) -> Action | None:
    """The action that a change was about, while it is on the plan."""
    numbers = []
    for change in event.payload.get("changes", ()) if event else ():
        was = change["was"] or {}
        itself = change["id"] if change["item"] == "action" else None
        numbers += [change["set"].get("merged_into"), change["set"].get("placed_in")]
        numbers += [itself, was.get("placed_in")]
    rows = (
        Action.objects.filter(dissolved=False)
        .select_related("role")
        .in_bulk({one for one in numbers if one})
    )
    return next((rows[one] for one in numbers if one in rows), None)


def result_of(event) -> str:
    """What was just done, in a few words."""
    items = [one for one in event.payload.get("changes", ()) if one["item"] != "action"]
    several = len(items) > 1 and event.kind in RESULTS_OF_MANY
    words = {
        "action": quoted(str(action_of(event) or "")),
        "reason": reason_in_sentence(items[0]["set"].get("reason")) if items else "",
        "n": number(len(items)),
    }
    return str((RESULTS_OF_MANY if several else RESULTS).get(event.kind, _("Saved"))) % words
