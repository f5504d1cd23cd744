"""What is done with one contribution: correct, split, tell its roles, take back, hide; and undo of each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplans.forms.capture import (
    AssignRolesForm,
    CorrectForm,
    SeenForm,
    SplitContributionForm,
)
from actionplans.models import Contribution
from actionplans.operations import capture
from actionplans.operations.log import ChangedMeanwhile, SeenVersion, newest_event_of
from actionplans.permissions import can_change_plan
from actionplans.queries.capture.said import contributions_visible_to
from actionplans.queries.capture.wall_and_close import standing_of_device
from actionplans.readers.plan_text import split_parts
from stakeholders.permissions import require
from thinktanks.queries import roles_of


def correct(request, pk):
    contribution = _contribution_in_hand(request, pk)
    form = CorrectForm(
        request.POST or None,
        initial={"text": contribution.words, "version": contribution.version},
    )
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, contribution, form, capture.correct_contribution, _("Corrected"))
    return _page(request, contribution, form)


def split(request, pk):
    contribution = _contribution_in_hand(request, pk)
    parts = "\n".join(split_parts(contribution.words))
    form = SplitContributionForm(
        request.POST or None, initial={"parts": parts, "version": contribution.version}
    )
    if request.method == "POST" and form.is_valid():
        return _carry_out(
            request, contribution, form, capture.split_contribution, _("Split into parts")
        )
    return _page(request, contribution, form)


def assign_roles(request, pk):
    contribution = _contribution_in_hand(request, pk)
    speakers, addressed = roles_of(contribution.plan.programme)
    form = AssignRolesForm(
        request.POST or None,
        speakers=speakers,
        addressed=addressed,
        initial={
            "author_role": getattr(contribution.author_role, "code", ""),
            "addressed_role": getattr(contribution.addressed_role, "code", ""),
            "version": contribution.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, contribution, form, capture.assign_roles, _("Roles saved"))
    return _page(request, contribution, form)


@require_POST
def withdraw(request, pk):
    return _one_click(request, pk, capture.withdraw_contribution, _("Taken back"))


@require_POST
def hide(request, pk):
    return _one_click(request, pk, _as_one_of_many(capture.hide), _("Hidden from board and plan"))


@require_POST
def unhide(request, pk):
    return _one_click(request, pk, _as_one_of_many(capture.unhide), _("Shown again"))


@require_POST
def accept_late(request, pk):
    return _one_click(request, pk, _as_one_of_many(capture.accept_late), _("Accepted"))


@require_POST
def hide_device(request, pk):
    """Everything that came from the device of one contribution, in one event and with one undo."""
    contribution = _contribution_in_hand(request, pk)
    standing = standing_of_device(contribution.device) if contribution.device else []
    if standing:
        try:
            capture.hide([SeenVersion(one, one.version) for one in standing], by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            told = _("Hidden, all from this device: %(n)s") % {"n": len(standing)}
            messages.success(request, _undoable(standing[0], told))
    return redirect(_back(request, contribution))


def _contribution_in_hand(request, pk) -> Contribution:
    """The contribution on whose plan this person works; to anyone else it does not exist."""
    contribution = get_object_or_404(contributions_visible_to(request.user), pk=pk)
    require(can_change_plan(request.user, contribution.plan))
    return contribution


def _as_one_of_many(operation):
    """An operation on many contributions, called for one of them."""

    def on_one(contribution, *, version, by):
        operation([SeenVersion(contribution, version)], by=by)

    return on_one


def _one_click(request, pk, operation, done):
    contribution = _contribution_in_hand(request, pk)
    form = SeenForm(request.POST)
    if not form.is_valid():
        return _page(request, contribution, form)
    return _carry_out(request, contribution, form, operation, done)


def _carry_out(request, contribution, form, operation, done):
    """Steps four and five of a change of one contribution."""
    try:
        operation(contribution, **form.cleaned_data, by=request.user)
    except ChangedMeanwhile as moved:
        return _page(request, contribution, form, moved=moved)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, contribution, form)
    if request.htmx:
        return HttpResponse(status=204)
    messages.success(request, _with_undo(contribution, form, done))
    return redirect(_back(request, contribution))


def _with_undo(contribution, form, done) -> str:
    """What was done, with a button that undoes it where something changed."""
    contribution.refresh_from_db(fields=["version"])
    changed = contribution.version != form.cleaned_data["version"] and contribution.think_tank_id
    return _undoable(contribution, done, changed=changed)


def _undoable(contribution, done, *, changed=True) -> str:
    """Words, with a button that takes back what gave the contribution its version."""
    contribution.refresh_from_db(fields=["version"])
    seq = newest_event_of(contribution).seq if changed else None
    context = {"words": done, "seq": seq, "think_tank": contribution.think_tank_id}
    return render_to_string("actionplans/_done_to_contribution.html", context)


def back_from(request) -> str:
    """Where the person came from, if that is a page of this portal."""
    asked = request.POST.get("back") or request.GET.get("back") or ""
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours and asked.startswith("/") else ""


def _back(request, contribution) -> str:
    """Where the person came from; else the page of capture, or the desk where there is no think tank."""
    if contribution.think_tank_id:
        there = reverse("think-tank-show", args=[contribution.think_tank_id])
    else:
        there = reverse("desk")
    return back_from(request) or there


def _page(request, contribution, form, *, moved=None):
    """The page of the verb in hand; where two people met it shows both and is ready to insist."""
    verb = request.resolver_match.url_name.removeprefix("contribution-").replace("-", "_")
    now = _contribution_in_hand(request, contribution.pk) if moved else contribution
    context = {
        "contribution": now,
        "form": form,
        "moved": moved,
        "version": now.version if moved else form["version"].value() or now.version,
        "back": _back(request, contribution),
        "verb": verb,
    }
    status = 409 if moved else 422 if form.is_bound else 200
    if request.htmx:
        template = "actionplans/_refused.html"
    elif verb in ("withdraw", "hide", "unhide", "accept_late"):
        template = "actionplans/contribution_refused.html"
    else:
        template = f"actionplans/contribution_{verb}.html"
    return render(request, template, context, status=status)
