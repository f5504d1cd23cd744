"""Check that the event log and the rows agree: each plan is rebuilt from its events and compared, field by field.

Actions and placements are read only to compare, never to rebuild. The checksums of texts and documents are calculated
again, documents are compared with their frozen rows and with the state at their event, and triggers with the models.
"""

from collections.abc import Iterator

from actionplans.freeze import missing_triggers
from actionplans.models import (
    ActionLink,
    Plan,
    PlanEvent,
    Text,
    checksum,
)
from actionplans.queries.log.replay import (
    Key,
    Rebuilt,
    apply_event,
    plain_source,
    replay,
    source_differences,
    source_of,
)
from actionplans.queries.log.snapshots import fields_of
from actionplans.queries.log.texts import TEXT_FIELDS, text_ids_of
from actionplans.queries.log.version_verification import version_differences


def differences(plan: Plan | None = None) -> list[str]:
    """Return every difference as a sentence that names plan, item and field; of one plan (None: of all)."""
    plans = Plan.objects.select_related("programme", "region").order_by("pk")
    if plan is not None:
        plans = plans.filter(pk=plan.pk)
    found = [f"trigger {name} is missing" for name in missing_triggers()]
    for plan in plans:
        found += [f"plan {plan}: {difference}" for difference in _differences_of(plan)]
    return found


def _differences_of(plan: Plan) -> Iterator[str]:
    events = list(plan.events.order_by("seq"))
    yield from _gaps(plan, events)
    rebuilt = replay(events)
    names = _names(rebuilt)
    yield from _broken_links(events, names)
    yield from _compare(rebuilt, _rows_of(plan), names)
    yield from source_differences(source_of(events), plain_source(plan), "row")
    yield from _text_differences(events, rebuilt, names)
    yield from version_differences(plan, events)


def _gaps(plan: Plan, events: list[PlanEvent]) -> Iterator[str]:
    seqs = [event.seq for event in events]
    if seqs != list(range(1, len(seqs) + 1)):
        yield f"events are not numbered 1 to {len(seqs)} without gaps"
    if plan.last_seq != len(seqs):
        yield f"last_seq: the log has {len(seqs)}, the row has {plan.last_seq}"


def _names(state: Rebuilt) -> dict[Key, str]:
    """Return how a difference names each item: an action with its key, if it has one."""
    names = {}
    for (item, pk), fields in state.items():
        key = fields.get("key") if item == "action" else ""
        names[item, pk] = f"{item} {pk} ({key})" if key else f"{item} {pk}"
    return names


def _broken_links(events: list[PlanEvent], names: dict[Key, str]) -> Iterator[str]:
    """Compare what an event records as `was` with what the events before it record."""
    state: Rebuilt = {}
    for event in events:
        for change in event.payload.get("changes", ()):
            key = (change["item"], change["id"])
            before = state.get(key, {})
            for field, was in sorted((change["was"] or {}).items()):
                if before.get(field) != was:
                    recorded = _value(field, before.get(field), names)
                    yield f"event {event.seq}: {names[key]}: {field}: was {_value(field, was, names)}, before it the log has {recorded}"
        apply_event(event, state)


def _rows_of(plan: Plan) -> Rebuilt:
    """Return the same items as their rows are now."""
    rows: Rebuilt = {}
    for row in plan.contributions.select_related("placement"):
        placement = getattr(row, "placement", None)
        rows["contribution", row.pk] = fields_of(row) | {
            "placed_in": placement and placement.action_id
        }
    for row in plan.regional_actions.select_related("placement"):
        placement = getattr(row, "placement", None)
        rows["regional_action", row.pk] = fields_of(row) | {
            "placed_in": placement and placement.action_id,
            "based_on": placement and placement.based_on_id,
        }
    links: dict[int, list[int]] = {}
    pairs = ActionLink.objects.filter(first__plan=plan).values_list("first_id", "second_id")
    for first, second in pairs:
        links.setdefault(first, []).append(second)
        links.setdefault(second, []).append(first)
    for row in plan.actions.prefetch_related("support_roles"):
        rows["action", row.pk] = fields_of(row) | {
            "support": sorted(role.pk for role in row.support_roles.all()),
            "links": sorted(links.get(row.pk, [])),
        }
    return rows


def _compare(rebuilt: Rebuilt, rows: Rebuilt, names: dict[Key, str]) -> Iterator[str]:
    """Compare item by item and field by field; of a misplaced contribution both actions are named."""
    for key in sorted(rebuilt.keys() | rows.keys()):
        name = names.get(key, f"{key[0]} {key[1]}")
        if key not in rows:
            yield f"{name}: is in the log, the row is missing"
        elif key not in rebuilt:
            yield f"{name}: has a row, is not in the log"
        else:
            for field in sorted(rows[key]):
                recorded, present = rebuilt[key].get(field), rows[key][field]
                if recorded != present:
                    yield f"{name}: {field}: the log has {_value(field, recorded, names)}, the row has {_value(field, present, names)}"


def _value(field: str, value: object, names: dict[Key, str]) -> str:
    if field == "placed_in" and value is not None:
        return names.get(("action", value), f"action {value}")
    return repr(value)


def _text_differences(
    events: list[PlanEvent], rebuilt: Rebuilt, names: dict[Key, str]
) -> Iterator[str]:
    """Check the texts of the log against their checksums; each is named by the item that holds it."""
    recorded = set().union(*(text_ids_of(event) for event in events)) if events else set()
    redacted = {event.payload.get("text") for event in events if event.kind == "text.redacted"}
    holders = _holders(rebuilt, names)
    texts = Text.objects.in_bulk(recorded)
    for pk in sorted(recorded):
        holder = holders.get(pk, "log")
        text = texts.get(pk)
        if text is None:
            yield f"{holder}: text {pk} is missing"
        elif text.is_redacted:
            if pk not in redacted:
                yield f"{holder}: text {pk} is redacted, which is not in the log"
        elif checksum(text.body) != text.checksum:
            yield f"{holder}: text {pk} does not match its checksum"


def _holders(rebuilt: Rebuilt, names: dict[Key, str]) -> dict[int, str]:
    """Return for each text which item and field holds it, and in which action that item is."""
    holders: dict[int, str] = {}
    for key, fields in rebuilt.items():
        action = fields.get("placed_in")
        inside = f" in {_value('placed_in', action, names)}" if action else ""
        for name in TEXT_FIELDS:
            if fields.get(name) is not None:
                holders[fields[name]] = f"{names[key]}{inside}: {name}"
    return holders
