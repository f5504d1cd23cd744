"""Rebuild the items of a plan from its events alone."""

from collections.abc import Iterable

from actionplans.models import Plan, PlanEvent

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
