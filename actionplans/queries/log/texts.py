"""Find every version, plan and log entry that contains a text, so that it can be redacted."""

from django.db.models import Model, Q

from actionplans.models import (
    Action,
    Contribution,
    Plan,
    PlanEvent,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    RegionalAction,
    Text,
    VersionWithdrawal,
)
from actionplans.models.action import ACTION_TEXTS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

# Every column that points to a text, and the lookup from its row to the plan.
TEXT_COLUMNS = {
    Action: (ACTION_TEXTS, "plan"),
    Contribution: (CONTRIBUTION_TEXTS, "plan"),
    RegionalAction: (("reason_note",), "plan"),
    PlanVersion: (("note",), "plan"),
    PublishedAction: (ACTION_TEXTS, "version__plan"),
    PublishedContribution: (CONTRIBUTION_TEXTS, "version__plan"),
    VersionWithdrawal: (("reason",), "version__plan"),
}

# The keys of an event's changes that hold the id of a text.
TEXT_FIELDS = (*CONTRIBUTION_TEXTS, *ACTION_TEXTS)


def versions_with_text(text: Text) -> list[PlanVersion]:
    """Return the versions whose document has the body of this text, oldest first."""
    found = (
        _ids_with(PlanVersion, text, "pk")
        | _ids_with(PublishedAction, text, "version")
        | set(PublishedContribution.objects.showing(text).values_list("version", flat=True))
    )
    versions = PlanVersion.objects.filter(pk__in=found)
    return list(versions.select_related("plan__programme", "plan__region", "note").order_by("pk"))


def plans_with_text(text: Text) -> list[Plan]:
    """Return the plans that have this text in a row or, for a former wording, in their log only; ordered by id."""
    plans: set[int] = set()
    for model, (_columns, plan) in TEXT_COLUMNS.items():
        plans |= _ids_with(model, text, plan)
    if not plans:
        events = PlanEvent.objects.iterator()
        plans = {event.plan_id for event in events if text.pk in text_ids_of(event)}
    return list(Plan.objects.filter(pk__in=plans).order_by("pk"))


def _ids_with(model: type[Model], text: Text, path: str) -> set[int]:
    """Return the ids at `path` of the rows of a model that point to a text."""
    columns, _plan = TEXT_COLUMNS[model]
    held = Q(*((column, text) for column in columns), _connector=Q.OR)
    return set(model.objects.filter(held).values_list(path, flat=True))


def text_ids_of(event: PlanEvent) -> set[int]:
    """Return the ids of the texts that an event records: of its items, and the note or reason of a version."""
    found = {
        change["set"][name]
        for change in event.payload.get("changes", ())
        for name in TEXT_FIELDS
        if change["set"].get(name) is not None
    }
    if "version" in event.payload:
        found |= {event.payload.get("note"), event.payload.get("reason")}
    return {pk for pk in found if isinstance(pk, int)}
