"""Rebuild the items of a plan from its events alone."""

from collections.abc import Iterable, Iterator

from actionplans.models import Plan, PlanEvent, PlanVersion
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.queries.log.snapshots import plain

Key = tuple[str, int]  # the name of the kind of item, and the item's id
Rebuilt = dict[Key, dict]  # for each item its recorded fields


def rebuild(plan: Plan, *, until: int | None = None) -> Rebuilt:
    """Return the items of a plan as its events record them, up to event `until` (None: all)."""
    events = plan.events.order_by("seq")
    return replay(events if until is None else events.filter(seq__lte=until))


def replay(events: Iterable[PlanEvent]) -> Rebuilt:
    """Return the items as these events of one plan, in order, record them."""
    state: Rebuilt = {}
    for event in events:
        apply_event(event, state)
    return state


def source_of(events: Iterable[PlanEvent]) -> dict[str, str | None]:
    """Return when and where the plan was first published, as these events record it; a day as text."""
    kept = [event.payload["source"]["set"] for event in events if "source" in event.payload]
    return kept[-1] if kept else plain_source(Plan())


def plain_source(row: Plan | PlanVersion) -> dict[str, str | None]:
    """Return the source of a plan or version as an event records it."""
    return {name: plain(getattr(row, name)) for name in SOURCE_FIELDS}


def source_differences(
    recorded: dict[str, str | None], present: dict[str, str | None], holder: str
) -> Iterator[str]:
    """Yield where the source that the log records is not that of a row or version."""
    for name in SOURCE_FIELDS:
        if recorded[name] != present[name]:
            yield f"{name}: the log has {recorded[name]!r}, the {holder} has {present[name]!r}"


def apply_event(event: PlanEvent, state: Rebuilt) -> None:
    """Change `state` as the event changed the items."""
    for change in event.payload.get("changes", ()):
        key = (change["item"], change["id"])
        if change["was"] is None or key not in state:
            state[key] = _fields_of_new(change["item"])
        state[key] |= change["set"]
        if change["version"] is not None:
            state[key]["version"] = change["version"]


def _fields_of_new(item: str) -> dict:
    """Return the fields that a new item has where its event does not record them.

    Those in related tables, and columns that were added after the first events were written.
    """
    if item == "action":
        return {"support": [], "links": []}
    if item == "contribution":
        return {"placed_in": None, "original_withheld": False, "typed_up": False}
    return {"placed_in": None, "based_on": None}
