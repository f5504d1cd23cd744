"""Publishing: what must still be decided, how it will look, the next version; withdraw a version, erase a text."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionplans.forms import PublishForm, RedactForm, WithdrawForm
from actionplans.models import PlanVersion, Reason, Text
from actionplans.operations import publication
from actionplans.permissions import (
    can_change_plan,
    can_preview_plan,
    can_publish_plan,
    can_redact_text,
    can_withdraw_version,
)
from actionplans.queries.draft.board import handle_of, plans_previewed_by, plans_visible_to
from actionplans.queries.draft.checklist import checklist, draft_of
from actionplans.queries.draft.next_version import is_unchanged
from actionplans.queries.draft.personal_data import places_of_personal_data
from actionplans.queries.log.texts import plans_that_tell
from actionplans.queries.published.page import draft_with_actions
from actionplans.views.board import plan_context, plan_in_hand
from actionplans.views.respond import carry_out
from stakeholders.permissions import require

FIRST_NOTE = "Pirmā versija"  # a note is content, and content is Latvian


@require_http_methods(["GET", "POST"])
def publish(request, pk):
    plan = plan_in_hand(request, pk)
    require(can_publish_plan(request.user, plan))
    if request.method == "POST":
        return carry_out(
            request,
            PublishForm(request.POST, plan=plan),
            partial(publication.publish_plan, plan, by=request.user),
            again=partial(_checklist, request, status=422),
            back=reverse("plan-publish", args=[plan.pk]),
        )
    return _checklist(request, PublishForm(plan=plan))


def _checklist(request, form, *, status=200):
    plan = form.plan
    draft = draft_of(plan)
    if form.has_error(NON_FIELD_ERRORS, "personal_data"):
        form.data = {**form.data.dict(), "personal_data_checked": ""}  # something else is shown now
    versions = list(plan.versions.select_related("note", "withdrawal__reason", "published_by"))
    if not versions:
        form.initial["note"] = FIRST_NOTE
    checks = checklist(plan, draft)
    context = plan_context(request, plan) | {
        "form": form,
        "checks": checks,
        "undecided": [(handle_of(row), row) for row in checks.undecided],
        "findings": places_of_personal_data(draft),
        "reasons": Reason.choices,
        "number": versions[0].number + 1 if versions else 1,
        "versions": versions,
        "nothing_new": checks.is_ready and is_unchanged(plan, draft),
        "may_withdraw": can_withdraw_version(request.user, plan),
        "may_redact": can_redact_text(request.user, plan),
    }
    return render(request, "actionplans/plan_publish.html", context, status=status)


@require_safe
def preview(request, pk):
    plan = get_object_or_404(plans_previewed_by(request.user), pk=pk)
    require(can_preview_plan(request.user, plan))
    context = plan_context(request, plan) | {
        "shown": draft_with_actions(plan, draft_of(plan)),
        "preview": True,
        "may_publish": can_change_plan(request.user, plan),
    }
    return render(request, "actionplans/plan_preview.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request, pk):
    versions = PlanVersion.objects.filter(plan__in=plans_visible_to(request.user))
    version = get_object_or_404(
        versions.select_related("plan__programme", "plan__region", "note"), pk=pk
    )
    require(can_withdraw_version(request.user, version.plan))
    form = WithdrawForm(request.POST or None)
    back = reverse("plan-publish", args=[version.plan_id])
    if form.is_valid():
        try:
            publication.withdraw_version(version, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            done = _("Version %(number)s is withdrawn") % {"number": version.number}
            messages.success(request, done)
            return redirect(back)
    context = {"version": version, "form": form, "back": back}
    context |= plan_context(request, version.plan)
    status = 422 if form.errors else 200
    return render(request, "actionplans/version_withdraw.html", context, status=status)


@require_http_methods(["GET", "POST"])
def redact(request, pk):
    text = get_object_or_404(Text, pk=pk)
    told = plans_that_tell(text)
    mine = plans_visible_to(request.user).filter(pk__in=[plan.pk for plan in told])
    plan = next((one for one in mine if can_redact_text(request.user, one)), None)
    if plan is None:
        raise Http404
    form = RedactForm(request.POST or None)
    back = reverse("plan-publish", args=[plan.pk])
    if form.is_valid():
        try:
            publication.redact_text(text, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The text is erased"))
            return redirect(back)
    context = {"text": text, "told": told, "form": form, "back": back}
    context |= plan_context(request, plan)
    status = 422 if form.errors else 200
    return render(request, "actionplans/text_redact.html", context, status=status)
