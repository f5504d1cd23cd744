"""Let administrators look up plans, events, versions and answers; nothing on a board or published changes here."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models import (
    Action,
    Commitment,
    Contribution,
    Plan,
    PlanEvent,
    PlanVersion,
    ProgressReport,
)
from actionplans.models.action import ACTION_TEXTS
from stakeholders.admin_base import ReadOnly, told

PLAN = told("plan", _("action plan"))
DISSOLVED = told("dissolved", pgettext_lazy("action", "dissolved"))


class DissolvedFilter(admin.BooleanFieldListFilter):
    """A filter with the label of its column."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = pgettext_lazy("action", "dissolved")


@admin.register(Plan)
class PlanAdmin(ReadOnly):
    list_display = (
        told("title", _("action plan"), ordering="region__order"),
        told("programme", _("programme"), ordering="programme__code"),
    )
    list_select_related = ("programme", "region")
    told_fields = (
        told("title", _("action plan")),
        told("programme", _("programme")),
        told("last_seq", _("number of the newest change")),
    )


@admin.register(PlanEvent)
class PlanEventAdmin(ReadOnly):
    list_display = (
        PLAN,
        told("seq", _("number")),
        told("kind", _("kind")),
        told("actor", _("account")),
    )
    list_select_related = ("plan__programme", "plan__region")
    search_fields = ("kind",)
    told_fields = list_display


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnly):
    list_display = (PLAN, "number", "published_at")
    list_select_related = ("plan__programme", "plan__region")
    told_fields = (
        PLAN,
        "number",
        "published_at",
        told("note.body", _("what changed")),
        "checksum",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")


@admin.register(Action)
class ActionAdmin(ReadOnly):
    list_display = ("__str__", "key", told("role", _("role")), PLAN, DISSOLVED)
    list_filter = (("dissolved", DissolvedFilter),)
    search_fields = ("key", "wording__body")
    told_fields = (
        PLAN,
        "key",
        told("role", _("role")),
        *(told(name, Action._meta.get_field(name).verbose_name) for name in ACTION_TEXTS),
        "deadline",
        DISSOLVED,
        told("merged_into.key", _("merged into")),
    )

    def get_queryset(self, request):
        related = ("plan__programme", "plan__region", "role", "merged_into")
        return super().get_queryset(request).select_related(*related, *ACTION_TEXTS)


@admin.register(Contribution)
class ContributionAdmin(ReadOnly):
    list_display = (
        "__str__",
        told("author_role", _("who suggests")),
        told("addressed_role", _("to whom")),
        PLAN,
        "state",
    )
    list_select_related = (
        "plan__programme",
        "plan__region",
        "text",
        "correction",
        "author_role",
        "addressed_role",
    )
    list_filter = ("state", "hidden", "late")
    search_fields = ("text__body", "correction__body")
    told_fields = (
        PLAN,
        told("text", _("original text")),
        told("correction", _("correction")),
        told("author_role", _("who suggests")),
        told("addressed_role", _("to whom")),
        "state",
        "reason",
        told("hidden", _("hidden")),
        told("late", _("late")),
        "source",
        "captured_at",
    )


@admin.register(Commitment)
class CommitmentAdmin(ReadOnly):
    list_display = (
        told("organisation", _("organisation"), ordering="organisation__sort_key"),
        told("action.key", _("action key")),
        told("created_at", pgettext_lazy("answer", "since")),
    )
    list_select_related = ("organisation", "action")
    search_fields = ("organisation__name", "action__key")
    told_fields = list_display


@admin.register(ProgressReport)
class ProgressReportAdmin(ReadOnly):
    list_display = (
        told("commitment.organisation", _("organisation")),
        told("commitment.action.key", _("action key")),
        "state",
        told("reported_at", _("reported")),
    )
    list_select_related = ("commitment__organisation", "commitment__action")
    list_filter = ("state",)
    told_fields = (
        *list_display,
        told("waiting", _("waiting for the condition")),
        "sentence",
        "unit",
        "until",
        "link",
        told("reported_by", _("account")),
    )
