"""Where a text is told: needed when its body must go."""

from django.db.models import Q

from actionplans.models import (
    Action,
    Contribution,
    Plan,
    PlanEvent,
    PlanVersion,
    RegionalAction,
    Text,
)

# The fields of an event's changes that hold the number of a text.
TEXT_FIELDS = ("text", "correction", "reason_note", "wording", "condition", "lead", "first_step")
WORDING_FIELDS = ("wording", "condition", "lead", "first_step")


def versions_that_hold(text: Text) -> list[PlanVersion]:
    """Versions whose document has the body of this text, oldest first."""
    held = Q(note=text)
    for name in WORDING_FIELDS:
        held |= Q(**{f"actions__{name}": text})
    for name in ("text", "correction", "reason_note"):
        held |= Q(**{f"contributions__{name}": text})
    found = PlanVersion.objects.filter(pk__in=PlanVersion.objects.filter(held).values("pk"))
    return list(found.select_related("plan__programme", "plan__region", "note").order_by("pk"))


def plans_that_tell(text: Text) -> list[Plan]:
    """Plans with this text in a row, a version or, for a wording of the past, in their log; in order of number."""
    plans = {version.plan_id for version in versions_that_hold(text)}
    said = Q(text=text) | Q(correction=text) | Q(reason_note=text)
    plans |= set(Contribution.objects.filter(said).values_list("plan_id", flat=True))
    plans |= set(RegionalAction.objects.filter(reason_note=text).values_list("plan_id", flat=True))
    worded = Q()
    for name in WORDING_FIELDS:
        worded |= Q(**{name: text})
    plans |= set(Action.objects.filter(worded).values_list("plan_id", flat=True))
    if not plans:
        plans = {
            event.plan_id for event in PlanEvent.objects.iterator() if text.pk in texts_told(event)
        }
    return list(Plan.objects.filter(pk__in=plans).order_by("pk"))


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
