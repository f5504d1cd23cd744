"""Change one contribution: correct, split, assign roles, withdraw, hide and accept it, each with an undo."""

from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.forms.contributions import (
    AssignRolesForm,
    CorrectForm,
    MarkForm,
    SeenVersionForm,
    SplitContributionForm,
)
from actionplans.models import Contribution
from actionplans.operations import capture, contributions
from actionplans.operations.locks import SeenVersion, newest_event_of
from actionplans.permissions import can_change_plan
from actionplans.queries.capture.devices import visible_from_device
from actionplans.queries.published.versions import is_original_published
from actionplans.queries.visibility import contributions_visible_to
from actionplans.readers.parts import split_parts
from actionplans.views.conflicts import conflict_of
from actionplans.views.respond import back_from
from language.personal_data import personal_data
from stakeholders.permissions import require
from thinktanks.queries.programmes import roles_of
from thinktanks.views.respond import (
    add_error_messages,
    carry_out,
    posted_data,
    require_page_or_post,
    show_form,
)

REFUSED = "actionplans/contribution_refused.html"


@require_page_or_post
def correct(request, pk):
    contribution = contribution_to_change(request, pk)
    looks_personal = bool(personal_data(contribution.text.body))
    initial = {
        "text": contribution.current_text,
        "withhold_original": contribution.original_withheld or looks_personal,
        "version": contribution.version,
    }
    form = CorrectForm(posted_data(request), initial=initial)
    if carry_out(form, partial(contributions.correct_contribution, contribution, by=request.user)):
        return _answer(request, contribution, form, _("Corrected"))
    context = {
        "original_looks_personal": looks_personal,
        "original_was_published": is_original_published(contribution),
    }
    return _page(request, contribution, form, "actionplans/contribution_correct.html", **context)


@require_page_or_post
def split(request, pk):
    contribution = contribution_to_change(request, pk)
    parts = "\n".join(split_parts(contribution.current_text))
    initial = {"parts": parts, "version": contribution.version}
    form = SplitContributionForm(posted_data(request), initial=initial)
    if carry_out(form, partial(contributions.split_contribution, contribution, by=request.user)):
        return _answer(request, contribution, form, _("Split into parts"))
    return _page(request, contribution, form, "actionplans/contribution_split.html")


@require_page_or_post
def assign_roles(request, pk):
    contribution = contribution_to_change(request, pk)
    speakers, addressed = roles_of(contribution.plan.programme)
    initial = {
        "author_role": getattr(contribution.author_role, "code", ""),
        "addressed_role": getattr(contribution.addressed_role, "code", ""),
        "version": contribution.version,
    }
    form = AssignRolesForm(
        posted_data(request), speakers=speakers, addressed=addressed, initial=initial
    )
    if carry_out(form, partial(contributions.assign_roles, contribution, by=request.user)):
        return _answer(request, contribution, form, _("Roles saved"))
    return _page(request, contribution, form, "actionplans/contribution_assign_roles.html")


@require_POST
def withdraw(request, pk):
    contribution = contribution_to_change(request, pk)
    form = SeenVersionForm(request.POST)
    if carry_out(form, partial(capture.withdraw_contribution, contribution, by=request.user)):
        return _answer(request, contribution, form, _("Taken back"))
    return _page(request, contribution, form, REFUSED, verb="withdraw")


@require_POST
def hide(request, pk):
    contribution = contribution_to_change(request, pk)
    form = MarkForm(request.POST, contribution=contribution)
    if carry_out(form, partial(contributions.hide, by=request.user)):
        return _answer(request, contribution, form, _("Hidden from board and plan"))
    return _page(request, contribution, form, REFUSED, verb="hide")


@require_POST
def unhide(request, pk):
    contribution = contribution_to_change(request, pk)
    form = MarkForm(request.POST, contribution=contribution)
    if carry_out(form, partial(contributions.unhide, by=request.user)):
        return _answer(request, contribution, form, _("Shown again"))
    return _page(request, contribution, form, REFUSED, verb="unhide")


@require_POST
def accept_late(request, pk):
    contribution = contribution_to_change(request, pk)
    form = MarkForm(request.POST, contribution=contribution)
    if carry_out(form, partial(contributions.accept_late, by=request.user)):
        return _answer(request, contribution, form, _("Accepted"))
    return _page(request, contribution, form, REFUSED, verb="accept_late")


@require_POST
def hide_device(request, pk):
    """Hide everything that came from the device of one contribution, in one event and with one undo."""
    contribution = contribution_to_change(request, pk)
    shown = visible_from_device(contribution.device) if contribution.device else []
    seen = [SeenVersion(item, item.version) for item in shown]
    form = Form(request.POST)
    if seen and carry_out(form, partial(contributions.hide, seen, by=request.user)):
        text = _("Hidden, all from this device: %(n)s") % {"n": len(seen)}
        messages.success(request, _with_undo(shown[0], text))
    add_error_messages(request, form)
    return redirect(_back(request, contribution))


def contribution_to_change(request, pk) -> Contribution:
    """Return the contribution, if this user may change its plan; to anyone else it does not exist."""
    contribution = get_object_or_404(contributions_visible_to(request.user), pk=pk)
    require(can_change_plan(request.user, contribution.plan))
    return contribution


def _answer(request, contribution, form, text):
    """Report a change, with an undo button where something changed, and go back to where the user came from."""
    if request.htmx:
        return HttpResponse(status=204)
    contribution.refresh_from_db(fields=["version"])
    if contribution.version == int(form["version"].value()):
        text = _("Nothing to change")
    elif contribution.think_tank_id:
        text = _with_undo(contribution, text)
    messages.success(request, text)
    return redirect(_back(request, contribution))


def _with_undo(contribution, text) -> str:
    """Return a text with a button that undoes the newest change of the contribution."""
    undo = newest_event_of(contribution).seq
    address = reverse("capture-undo", args=[contribution.think_tank_id])
    context = {"text": text, "undo": undo, "form": "acts", "address": address}
    return render_to_string("actionplans/_message_with_undo.html", context)


def _back(request, contribution) -> str:
    """Return where the user came from; else the capture page, or the desk where there is no think tank."""
    if contribution.think_tank_id:
        default = reverse("think-tank-show", args=[contribution.think_tank_id])
    else:
        default = reverse("desk")
    return back_from(request) or default


def _page(request, contribution, form, template, **context):
    """Show the page of a form; after a conflict with the contribution as it is now, so that it can be sent again."""
    conflict = conflict_of(form)
    if conflict:
        contribution = contribution_to_change(request, contribution.pk)
    is_current = conflict or "version" in form.errors
    context |= {
        "contribution": contribution,
        "conflict": conflict,
        "version": contribution.version if is_current else form["version"].value(),
        "back": _back(request, contribution),
    }
    template = "actionplans/_form_errors.html" if request.htmx else template
    response = show_form(request, template, form, **context)
    response.status_code = 409 if conflict else response.status_code
    return response
