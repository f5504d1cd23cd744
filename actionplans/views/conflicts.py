"""Show what somebody else changed meanwhile: nothing was written, and the user chooses what to keep."""

import uuid

from django.shortcuts import render
from django.utils.translation import gettext as _

from actionplans.models import Action, RegionalAction
from actionplans.operations.locks import ChangedMeanwhile, newest_event_of
from actionplans.operations.undo import CannotUndo
from actionplans.queries.draft.items import handle_of
from actionplans.queries.log.history import history_line_of
from actionplans.queries.log.sentences import quoted
from actionplans.views.board import board_address, page_asked_from, plan_context, whole_page
from language.templatetags.latvian import label_date

MOST_LISTED = 10  # of the items that can no longer be undone


def conflict_of(form) -> ChangedMeanwhile | CannotUndo | None:
    """Return why a form was refused, if it is that somebody changed the same meanwhile."""
    errors = form.non_field_errors().as_data()
    return next(
        (error for error in errors if isinstance(error, ChangedMeanwhile | CannotUndo)), None
    )


def conflict_page(request, form):
    """Return the page about what was changed meanwhile, if that is why the form was refused; else None."""
    conflict = conflict_of(form)
    if conflict is None:
        return None
    show = _changed_meanwhile if isinstance(conflict, ChangedMeanwhile) else _cannot_undo
    return show(request, form, conflict)


def _changed_meanwhile(request, form, conflict):
    """Show who changed what, how it is now and what the user asked for, with „keep” and „use mine”."""
    seen = form.cleaned_data.get("items", ())
    items = [type(item).objects.get(pk=item.pk) for item, _version in seen]
    alive = [item for item in items if item.is_alive]
    context = plan_context(request, form.plan) | {
        "change": history_line_of(conflict.event) if conflict.event else None,
        "current": _current(conflict.item, form),
        "submitted": [(label, text) for label, text in form.summary() if text],
        "fields": _fields_to_overwrite(request, form, alive),
        "may_overwrite": alive or not items,
        "address": request.get_full_path(),
        "back": _back(request, form),
    }
    response = render(request, "actionplans/changed_meanwhile.html", context, status=409)
    return whole_page(request, response)


def _cannot_undo(request, form, conflict):
    """Show what was changed since and by whom, and offer to undo the rest."""
    seq = form.cleaned_data["seq"]
    changed = [(_label_of(item), newest_event_of(item)) for item in conflict.changed[:MOST_LISTED]]
    context = plan_context(request, form.plan) | {
        # An item that only cannot go back because of another has no change of its own.
        "changed": [
            (label, history_line_of(event) if event and event.seq > seq else None)
            for label, event in changed
        ],
        "more_changed": len(conflict.changed) - len(changed),
        "seq": seq,
        "has_rest": conflict.has_rest,
        "from": request.POST.get("from", ""),
        "back": _back(request, form),
    }
    response = render(request, "actionplans/cannot_undo.html", context, status=409)
    return whole_page(request, response)


def _back(request, form) -> str:
    if page := page_asked_from(request, form.plan):
        return page
    action = getattr(form, "action", None)
    role = action.role.code if action else request.POST.get("role", "")
    return board_address(form.plan, role=role, opened=action.pk if action else None)


def _label_of(item) -> str:
    return quoted(str(item.action if isinstance(item, RegionalAction) else item))


def _current(item, form) -> list[tuple[str, str]]:
    """Return how the item is now, as labels and texts, in the terms of what the user wanted to change."""
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


def _fields_to_overwrite(request, form, alive) -> list[tuple[str, str]]:
    """Return the fields that were sent, with the versions that the user sees now and a new UUID."""
    renewed = {"op_uuid": [str(uuid.uuid4())], "items": [handle_of(item) for item in alive]}
    if hasattr(form, "action"):
        renewed["version"] = [str(Action.objects.get(pk=form.action.pk).version)]
    if "into" in form.fields:
        into = Action.objects.get(pk=form.cleaned_data["into"].pk)
        renewed["into"] = [f"{into.pk}-{into.version}"]
    names = dict.fromkeys([*form.fields, "role", "open", "from"])
    return [
        (name, value) for name in names for value in renewed.get(name, request.POST.getlist(name))
    ]
