"""Two people met: nothing was written, both wishes stand side by side, and the person chooses."""

import uuid

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import Action, RegionalAction, State
from actionplans.operations.log import newest_event_of
from actionplans.queries.draft.board import handle_of
from actionplans.queries.log.history import quoted, told
from actionplans.views.board import board_address, plan_context, whole_page
from language.templatetags.latvian import label_date

GONE = (State.SPLIT, State.WITHDRAWN)
MOST_NAMED = 10  # of the things that can no longer be undone


def show_conflict(request, form, moved):
    """Who changed what meanwhile, how it stands now and what was wanted, with „keep” and „use mine”."""
    items = [
        type(one.item).objects.get(pk=one.item.pk) for one in form.cleaned_data.get("items", ())
    ]
    alive = [item for item in items if item.state not in GONE]
    context = plan_context(request, form.plan) | {
        "change": told(moved.event) if moved.event else None,
        "now": _now(moved.item, form),
        "mine": [(label, text) for label, text in form.wish() if text],
        "fields": _sent_again(request, form, alive),
        "may_insist": alive or not items,
        "address": request.get_full_path(),
        "keep": _back(request, form),
    }
    response = render(request, "actionplans/moved_on.html", context, status=409)
    return whole_page(request, response)


def show_cannot_undo(request, form, refused):
    """What was changed since and by whom, and the offer to undo the rest."""
    seq = form.cleaned_data["seq"]
    moved = [(_called(item), newest_event_of(item)) for item in refused.moved[:MOST_NAMED]]
    context = plan_context(request, form.plan) | {
        # What only cannot go back because of another has no change of its own.
        "moved": [
            (name, told(event) if event and event.seq > seq else None) for name, event in moved
        ],
        "more": len(refused.moved) - len(moved),
        "seq": seq,
        "rest": refused.rest,
        "from": request.POST.get("from", ""),
        "back": _back(request, form),
    }
    response = render(request, "actionplans/cannot_undo.html", context, status=409)
    return whole_page(request, response)


def _back(request, form) -> str:
    if request.POST.get("from") == "history":
        return reverse("plan-history", args=[form.plan.pk])
    action = getattr(form, "action", None)
    role = action.role.code if action else request.POST.get("role", "")
    return board_address(form.plan, role=role, opened=action.pk if action else None)


def _called(item) -> str:
    return quoted(str(item.action if isinstance(item, RegionalAction) else item))


def _now(item, form) -> list[tuple[str, str]]:
    """How the thing stands now, in the terms of what the person wanted to change."""
    if not isinstance(item, Action):
        placement = getattr(item, "placement", None)
        if placement:
            return [(_("Included in the action"), str(placement.action))]
        return [("", item.get_state_display()), (_("Reason"), item.get_reason_display())]
    if "condition" not in form.fields:
        return [("", str(item))]
    values = {
        "deadline": label_date(item.deadline),
        "support_roles": ", ".join(map(str, item.support_roles.all())),
    }
    return [
        (field.label, values.get(field.name) or str(getattr(item, field.name, None) or ""))
        for field in form.visible_fields()
        if field.name != "support_roles" or values["support_roles"]
    ]


def _sent_again(request, form, alive) -> list[tuple[str, str]]:
    """The same fields, naming what the person has seen now, with a number of its own."""
    fresh = {"op_uuid": [str(uuid.uuid4())], "items": [handle_of(item) for item in alive]}
    if hasattr(form, "action"):
        fresh["version"] = [str(Action.objects.get(pk=form.action.pk).version)]
    if "into" in form.fields:
        into = Action.objects.get(pk=form.cleaned_data["into"].pk)
        fresh["into"] = [f"{into.pk}-{into.version}"]
    names = dict.fromkeys([*form.fields, "role", "open", "from"])
    return [
        (name, value) for name in names for value in fresh.get(name, request.POST.getlist(name))
    ]
