"""Show a published version; withdraw one, and redact a text in all of them."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionplans.forms.versions import RedactForm, WithdrawForm
from actionplans.models import PlanVersion, Text
from actionplans.operations import publication, redaction
from actionplans.permissions import can_redact_text, can_withdraw_version
from actionplans.queries.log.texts import plans_with_text
from actionplans.queries.published.page import version_page
from actionplans.queries.published.versions import current_of, versions_of
from actionplans.queries.visibility import plans_visible_to
from actionplans.views.board import plan_context
from actionplans.views.respond import typed_finding
from stakeholders.permissions import require
from thinktanks.addresses import page_address
from thinktanks.queries.public_feedback import has_feedback
from thinktanks.views.respond import carry_out, posted_data, require_page_or_post, show_form


@require_safe
def version_show(request, programme, region_code, number):
    newest_first = versions_of(programme, region_code)
    version = next((version for version in newest_first if version.number == number), None)
    if version is None:
        raise Http404
    return show_version(request, version, newest_first, permanent=True)


def show_version(request, version, newest_first, *, permanent):
    """Show a version at its own address (`permanent`), or at the plan's address as the current one."""
    plan, current = version.plan, current_of(newest_first)
    context = {
        "plan": plan,
        "version": version,
        # One page for search engines: that of the plan, whose text changes with each version.
        "canonical": page_address("plan-show", plan.programme.code, plan.region_code),
        "noindex": version != current,
        "versions": newest_first,
        "page": version_page(version),
        "has_feedback": has_feedback(plan.programme),
        "permanent": permanent,
        "current": current,
        "newest_withdrawn": newest_first[0] if newest_first[0].is_withdrawn else None,
        "redactions": version.redaction_rows.all() if version.redactions else (),
        "address": page_address(
            "version-show", plan.programme.code, plan.region_code, version.number
        ),
    }
    return render(request, "actionplans/plan_show.html", context)


@require_page_or_post
def withdraw(request, pk):
    version = _version_to_withdraw(request, pk)
    plan, back = version.plan, reverse("plan-publish", args=[version.plan_id])
    form = WithdrawForm(posted_data(request))
    if carry_out(form, partial(publication.withdraw_version, version, by=request.user)):
        messages.success(request, _("Version %(number)s is withdrawn") % {"number": version.number})
        return redirect(back)
    context = plan_context(request, plan) | {
        "version": version,
        "typed": typed_finding(form, "reason"),
        "back": back,
    }
    return show_form(request, "actionplans/version_withdraw.html", form, **context)


def _version_to_withdraw(request, pk) -> PlanVersion:
    """Return the version, if this user may withdraw it; to anyone else it does not exist."""
    versions = PlanVersion.objects.filter(plan__in=plans_visible_to(request.user))
    related = versions.select_related("plan__programme", "plan__region", "note")
    version = get_object_or_404(related, pk=pk)
    require(can_withdraw_version(request.user, version.plan))
    return version


@require_page_or_post
def redact(request, pk):
    text = get_object_or_404(Text, pk=pk)
    plans = plans_with_text(text)
    plan = _plan_to_redact_in(request, plans)
    back = reverse("plan-publish", args=[plan.pk])
    form = RedactForm(posted_data(request))
    if carry_out(form, partial(redaction.redact_text, text, by=request.user)):
        messages.success(request, _("The text is erased"))
        return redirect(back)
    context = plan_context(request, plan) | {
        "text": text,
        "plans": plans,
        "typed": typed_finding(form, "reason"),
        "back": back,
    }
    return show_form(request, "actionplans/text_redact.html", form, **context)


def _plan_to_redact_in(request, plans):
    """Return the first of these plans in which this user may redact; to anyone else the text does not exist."""
    visible = plans_visible_to(request.user).filter(pk__in=[plan.pk for plan in plans])
    for plan in visible:
        if can_redact_text(request.user, plan):
            return plan
    raise Http404
