"""Publish a plan: what must still be decided, how it will look, the next version."""

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
from actionplans.queries.draft.next_version import draft_of, is_unchanged, source_of_next
from actionplans.queries.draft.preview import preview_page
from actionplans.queries.visibility import plans_previewed_by, plans_visible_to
from actionplans.views.board import plan_context
from actionplans.views.respond import carry_out_once, change_response, typed_finding
from stakeholders.permissions import require
from thinktanks.views.respond import (
    accepted_forms,
    add_error_messages,
    posted_data,
    remember_accepted,
    require_page_or_post,
)


@require_page_or_post
def publish(request, pk):
    plan = get_object_or_404(plans_visible_to(request.user), pk=pk)
    require(can_publish_plan(request.user, plan))
    form = PublishForm(posted_data(request), plan=plan)
    if done := carry_out_once(request, form, publication.publish_plan, plan):
        newest = plan.versions.latest("number").number
        back = f"{reverse('plan-publish', args=[pk])}#version-{newest}"
        response = change_response(request, form, done.result, back=back)
        remember_accepted(request, response)
        return response
    return show_checklist(request, plan, form)


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


def show_checklist(request, plan, form, *, set_aside=None):
    """Show what must be decided before publishing, with the form under it; `set_aside` was sent from here and refused."""
    require(can_publish_plan(request.user, plan))
    for refused in filter(None, (form, set_aside)):
        add_error_messages(request, refused)
    draft = draft_of(plan)
    checks = checklist(plan, draft)
    versions = list(plan.versions.select_related("note", "withdrawal__reason", "published_by"))
    is_new = checks.is_ready and not is_unchanged(plan, draft)
    context = plan_context(request, plan) | {
        "form": form,
        "accepted": accepted_forms(request),
        # The form of one finding has nothing to fill in.
        "set_aside": set_aside if set_aside and "note" in set_aside.data else None,
        "form_shown": form.is_bound or (is_new and not plan.programme.is_archived),
        "checks": checks,
        "findings": checks.personal_data,
        "typed": typed_finding(form, "note"),
        "reasons": Reason.choices,
        "next_version": source_of_next(plan, draft),
        "number": versions[0].number + 1 if versions else 1,
        "versions": versions,
        "is_unchanged": checks.is_ready and not is_new,
        "may_withdraw": can_withdraw_version(request.user, plan),
        "may_redact": can_redact_text(request.user, plan),
    }
    status = 422 if form.errors or set_aside else 200
    return render(request, "actionplans/plan_publish.html", context, status=status)
