"""Let administrators look up plans, events, versions and answers; nothing on a board or published changes here."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils.text import capfirst
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
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.queries.log.sentences import Sentences
from stakeholders.admin.base import ReadOnlyAdmin, attribute_column

PLAN = attribute_column("plan", _("action plan"))
DISSOLVED = attribute_column("dissolved", pgettext_lazy("action", "dissolved"))


class DissolvedFilter(admin.BooleanFieldListFilter):
    """A filter with the label of its column."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = pgettext_lazy("action", "dissolved")


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    list_display = (
        attribute_column("title", _("action plan"), ordering="region__order"),
        attribute_column("programme", _("programme"), ordering="programme__code"),
    )
    list_select_related = ("programme", "region")
    shown_fields = (
        attribute_column("title", _("action plan")),
        attribute_column("programme", _("programme")),
        *SOURCE_FIELDS,
        attribute_column("last_seq", _("number of the newest change")),
    )


class EventList(ChangeList):
    """A page of events with their sentences, which are read for all of them together."""

    def get_results(self, request):
        super().get_results(request)
        add_sentences(self.result_list)


def add_sentences(events) -> None:
    """Give each event what it changed, in words."""
    sentences = Sentences(list(events))
    for event in events:
        event.sentence = capfirst(sentences.what(event))


@admin.register(PlanEvent)
class PlanEventAdmin(ReadOnlyAdmin):
    list_display = (
        PLAN,
        attribute_column("seq", _("number")),
        attribute_column("sentence", _("what changed"), ordering="kind"),
        attribute_column("actor", _("account")),
    )
    list_select_related = ("plan__programme", "plan__region")
    search_fields = ("kind",)
    shown_fields = list_display

    def get_changelist(self, request, **kwargs):
        return EventList

    def get_object(self, request, object_id, from_field=None):
        event = super().get_object(request, object_id, from_field)
        if event:
            add_sentences([event])
        return event


@admin.register(PlanVersion)
class PlanVersionAdmin(ReadOnlyAdmin):
    list_display = (PLAN, "number", "published_at", "original_date")
    list_select_related = ("plan__programme", "plan__region")
    shown_fields = (
        PLAN,
        "number",
        "published_at",
        *SOURCE_FIELDS,
        attribute_column("note.body", _("what changed")),
        "checksum",
    )

    def get_queryset(self, request):
        return super().get_queryset(request).defer("document")


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "key", attribute_column("role", _("role")), PLAN, DISSOLVED)
    list_filter = (("dissolved", DissolvedFilter),)
    search_fields = ("key", "wording__body")
    shown_fields = (
        PLAN,
        "key",
        attribute_column("role", _("role")),
        *(
            attribute_column(name, Action._meta.get_field(name).verbose_name)
            for name in ACTION_TEXTS
        ),
        "deadline",
        DISSOLVED,
        attribute_column("merged_into.key", _("merged into")),
    )

    def get_queryset(self, request):
        related = ("plan__programme", "plan__region", "role", "merged_into")
        return super().get_queryset(request).select_related(*related, *ACTION_TEXTS)


@admin.register(Contribution)
class ContributionAdmin(ReadOnlyAdmin):
    list_display = (
        "__str__",
        attribute_column("author_role", _("who suggests")),
        attribute_column("addressed_role", _("to whom")),
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
    shown_fields = (
        PLAN,
        attribute_column("text", _("original text")),
        attribute_column("correction", _("correction")),
        "original_withheld",
        attribute_column("author_role", _("who suggests")),
        attribute_column("addressed_role", _("to whom")),
        "state",
        "reason",
        attribute_column("hidden", _("hidden")),
        attribute_column("late", _("late")),
        "source",
        "captured_at",
    )


@admin.register(Commitment)
class CommitmentAdmin(ReadOnlyAdmin):
    list_display = (
        attribute_column("organisation", _("organisation"), ordering="organisation__sort_key"),
        attribute_column("action.key", _("action key")),
        attribute_column("created_at", pgettext_lazy("answer", "since")),
    )
    list_select_related = ("organisation", "action")
    search_fields = ("organisation__name", "action__key")
    shown_fields = list_display


@admin.register(ProgressReport)
class ProgressReportAdmin(ReadOnlyAdmin):
    list_display = (
        attribute_column("commitment.organisation", _("organisation")),
        attribute_column("commitment.action.key", _("action key")),
        "state",
        attribute_column("reported_at", _("reported")),
    )
    list_select_related = ("commitment__organisation", "commitment__action")
    list_filter = ("state",)
    shown_fields = (
        *list_display,
        attribute_column("waiting", _("waiting for the condition")),
        "sentence",
        "unit",
        "until",
        "link",
        attribute_column("reported_by", _("account")),
    )
