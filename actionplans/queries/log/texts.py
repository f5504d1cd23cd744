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


def versions_that_hold(text: Text) -> list[PlanVersion]:
    """Return the versions whose document has the body of this text, oldest first."""
    found = (
        _holding(PlanVersion, text, "pk")
        | _holding(PublishedAction, text, "version")
        | _holding(PublishedContribution, text, "version")
    )
    versions = PlanVersion.objects.filter(pk__in=found)
    return list(versions.select_related("plan__programme", "plan__region", "note").order_by("pk"))


def plans_that_tell(text: Text) -> list[Plan]:
    """Return the plans that have this text in a row or, for a former wording, in their log only; ordered by id."""
    plans = set().union(*(_holding(model, text, plan) for model, (_, plan) in TEXT_COLUMNS.items()))
    if not plans:
        plans = {
            event.plan_id for event in PlanEvent.objects.iterator() if text.pk in texts_told(event)
        }
    return list(Plan.objects.filter(pk__in=plans).order_by("pk"))


def _holding(model: type[Model], text: Text, path: str) -> set[int]:
    """Return the ids at `path` of the rows of a model that point to a text."""
    columns, _plan = TEXT_COLUMNS[model]
    held = Q(*((column, text) for column in columns), _connector=Q.OR)
    return set(model.objects.filter(held).values_list(path, flat=True))


def texts_told(event: PlanEvent) -> set[int]:
    """Numbers of the texts that an event brings in."""
    told = {
        change["set"][name]
        for change in event.payload.get("changes", ())
        for name in TEXT_FIELDS
        if change["set"].get(name) is not None
    }
    more = (
        {event.payload.get("note"), event.payload.get("reason")}
        if "version" in event.payload
        else set()
    )
    return told | {number for number in more if isinstance(number, int)}
