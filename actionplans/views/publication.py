"""Publish a plan: what must still be decided, how it will look, the next version."""

from django.core.exceptions import NON_FIELD_ERRORS
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actionplans.forms.publication import PublishForm
from actionplans.models import Reason
from actionplans.operations import publication
from actionplans.permissions import (
    can_preview_plan,
    can_publish_plan,
    can_redact_text,
    can_withdraw_version,
)
from actionplans.queries.draft.checklist import checklist
from actionplans.queries.draft.next_version import draft_of, is_unchanged
from actionplans.queries.draft.preview import preview_page
from actionplans.queries.visibility import plans_previewed_by, plans_visible_to
from actionplans.views.board import plan_context
from actionplans.views.respond import carry_out_once, change_response
from stakeholders.permissions import require
from thinktanks.views.respond import add_error_messages, posted_data, require_page_or_post

FIRST_NOTE = "Pirmā versija"  # a note is content, and content is Latvian


@require_page_or_post
def publish(request, pk):
    plan = get_object_or_404(plans_visible_to(request.user), pk=pk)
    require(can_publish_plan(request.user, plan))
    form = PublishForm(posted_data(request), plan=plan)
    if done := carry_out_once(request, form, publication.publish_plan, plan):
        return change_response(request, form, done.result, back=reverse("plan-publish", args=[pk]))
    return _checklist(request, plan, form)


@require_safe
def preview(request, pk):
    plan = get_object_or_404(plans_previewed_by(request.user), pk=pk)
    require(can_preview_plan(request.user, plan))
    context = plan_context(request, plan) | {
        "page": preview_page(plan, draft_of(plan)),
        "preview": True,
        "may_publish": can_publish_plan(request.user, plan),
    }
    return render(request, "actionplans/plan_preview.html", context)


def _checklist(request, plan, form):
    """Show what must be decided before publishing, with the form under it."""
    add_error_messages(request, form)
    draft = draft_of(plan)
    checks = checklist(plan, draft)
    versions = list(plan.versions.select_related("note", "withdrawal__reason", "published_by"))
    is_new = checks.is_ready and not is_unchanged(plan, draft)
    context = plan_context(request, plan) | {
        "form": _form_again(plan, form, is_first=not versions),
        "form_shown": form.is_bound or is_new,
        "checks": checks,
        "findings": checks.personal_data,
        "reasons": Reason.choices,
        "number": versions[0].number + 1 if versions else 1,
        "versions": versions,
        "is_unchanged": checks.is_ready and not is_new,
        "may_withdraw": can_withdraw_version(request.user, plan),
        "may_redact": can_redact_text(request.user, plan),
    }
    status = 422 if form.errors else 200
    return render(request, "actionplans/plan_publish.html", context, status=status)


def _form_again(plan, form, *, is_first):
    """Return the form to show: fresh before it is sent, and where other personal data is found than was checked."""
    if not form.is_bound:
        return PublishForm(plan=plan, initial={"note": FIRST_NOTE} if is_first else {})
    if form.has_error(NON_FIELD_ERRORS, "personal_data"):
        return PublishForm(plan=plan, initial={"note": form["note"].value()})
    return form
