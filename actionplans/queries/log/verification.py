"""Whether the log is the board: every plan is rebuilt from its events alone and compared with its rows, field by field.

Nothing here reads an Action or a Placement to rebuild; they are read only to compare. Checksums of texts and documents
are taken again, documents are compared with the frozen rows and with the state at their event, triggers with the models.
"""

import json
from collections.abc import Iterable, Iterator

from django.db.models import Q

from actionplans.freeze import missing_triggers
from actionplans.models import (
    REDACTED,
    Action,
    ActionLink,
    Contribution,
    Plan,
    PlanEvent,
    PlanVersion,
    RegionalAction,
    Text,
    checksum,
)
from actionplans.models.action import ACTION_FIELDS
from actionplans.queries.log.snapshots import fields_of, plain
from actionplans.queries.log.texts import TEXT_FIELDS, texts_told
from actionplans.queries.published.document import FORMAT, make_document
from actionplans.queries.published.rows import rows_of

Key = tuple[str, int]
Rebuilt = dict[Key, dict]


def rebuild(plan: Plan, *, until: int | None = None) -> Rebuilt:
    """The items of a plan as its events tell them, up to event `until` (default: all)."""
    events = plan.events.order_by("seq")
    return _replay(events if until is None else events.filter(seq__lte=until))


def differences(plan: Plan | None = None) -> list[str]:
    """Every difference found, each a sentence that names plan, item and field; empty means all is well."""
    plans = Plan.objects.select_related("programme", "region").order_by("pk")
    found = [f"trigger {name} is missing" for name in missing_triggers()]
    for one in plans if plan is None else plans.filter(pk=plan.pk):
        found += [f"plan {one}: {difference}" for difference in _differences_of(one)]
    return found


def _differences_of(plan: Plan) -> Iterator[str]:
    events = list(plan.events.order_by("seq"))
    yield from _gaps(plan, events)
    rebuilt = _replay(events)
    names = _names(rebuilt)
    yield from _broken_links(events, names)
    yield from _compare(rebuilt, _rows_of(plan), names)
    yield from _text_differences(events, rebuilt, names)
    yield from _versions_told(plan, events)
    for version in plan.versions.select_related("plan__programme", "plan__region", "note").order_by(
        "number"
    ):
        for difference in _version_differences(version, events):
            yield f"version {version.number}: {difference}"


def _gaps(plan: Plan, events: list[PlanEvent]) -> Iterator[str]:
    numbers = [event.seq for event in events]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"events are not numbered 1 to {len(numbers)} without gaps"
    if plan.last_seq != len(numbers):
        yield f"last_seq: the log says {len(numbers)}, the row says {plan.last_seq}"


def _replay(events: Iterable[PlanEvent]) -> Rebuilt:
    state: Rebuilt = {}
    for event in events:
        _apply(event, state)
    return state


def _apply(event: PlanEvent, state: Rebuilt) -> None:
    for change in event.payload.get("changes", ()):
        key = (change["item"], change["id"])
        if change["was"] is None or key not in state:
            state[key] = _empty(change["item"])
        state[key] |= change["set"]
        if change["version"] is not None:
            state[key]["version"] = change["version"]


def _broken_links(events: list[PlanEvent], names: dict[Key, str]) -> Iterator[str]:
    """Events that say something else of what was before than the events before them say."""
    state: Rebuilt = {}
    for event in events:
        for change in event.payload.get("changes", ()):
            key = (change["item"], change["id"])
            before = state.get(key, {})
            for field, was in sorted((change["was"] or {}).items()):
                if before.get(field) != was:
                    yield f"event {event.seq}: {names[key]}: {field}: was {_value(field, was, names)}, before it the log says {_value(field, before.get(field), names)}"
        _apply(event, state)


def _empty(item: str) -> dict:
    """What is kept beside an item before an event tells of it."""
    if item == "action":
        return {"support": [], "links": []}
    return {"placed_in": None} if item == "contribution" else {"placed_in": None, "based_on": None}


def _names(state: Rebuilt) -> dict[Key, str]:
    """How a difference names an item: an action by its key, if it has one."""
    names = {}
    for (item, number), fields in state.items():
        key = fields.get("key") if item == "action" else ""
        names[item, number] = f"{item} {number} ({key})" if key else f"{item} {number}"
    return names


def _rows_of(plan: Plan) -> Rebuilt:
    """The same items as their rows stand."""
    rows: Rebuilt = {}
    for row in Contribution.objects.filter(plan=plan).select_related("placement"):
        placement = getattr(row, "placement", None)
        rows["contribution", row.pk] = fields_of(row) | {
            "placed_in": placement and placement.action_id
        }
    for row in RegionalAction.objects.filter(plan=plan).select_related("placement"):
        placement = getattr(row, "placement", None)
        rows["regional_action", row.pk] = fields_of(row) | {
            "placed_in": placement and placement.action_id,
            "based_on": placement and placement.based_on_id,
        }
    links: dict[int, list[int]] = {}
    for first, second in ActionLink.objects.filter(Q(first__plan=plan)).values_list(
        "first_id", "second_id"
    ):
        links.setdefault(first, []).append(second)
        links.setdefault(second, []).append(first)
    for row in Action.objects.filter(plan=plan).prefetch_related("support_roles"):
        rows["action", row.pk] = fields_of(row) | {
            "support": sorted(role.pk for role in row.support_roles.all()),
            "links": sorted(links.get(row.pk, [])),
        }
    return rows


def _compare(rebuilt: Rebuilt, rows: Rebuilt, names: dict[Key, str]) -> Iterator[str]:
    """Item by item, field by field; a misplaced contribution also names the actions."""
    for key in sorted(rebuilt.keys() | rows.keys()):
        name = names.get(key, f"{key[0]} {key[1]}")
        if key not in rows:
            yield f"{name}: the log tells of it, the row is missing"
        elif key not in rebuilt:
            yield f"{name}: the row stands, the log does not tell of it"
        else:
            for field in sorted(rows[key]):
                told, stands = rebuilt[key].get(field), rows[key][field]
                if told != stands:
                    yield f"{name}: {_in_words(field, told, names)}, the row says {_value(field, stands, names)}"


def _in_words(field: str, told: object, names: dict[Key, str]) -> str:
    return f"{field}: the log says {_value(field, told, names)}"


def _value(field: str, value: object, names: dict[Key, str]) -> str:
    if field == "placed_in" and value is not None:
        return names.get(("action", value), f"action {value}")
    return repr(value)


def _text_differences(
    events: list[PlanEvent], rebuilt: Rebuilt, names: dict[Key, str]
) -> Iterator[str]:
    """Texts of the log whose body is not what it was: named by the action or contribution that holds them."""
    told = set().union(*(texts_told(event) for event in events)) if events else set()
    redacted = {event.payload.get("text") for event in events if event.kind == "text.redacted"}
    holders = _holders(rebuilt, names)
    found = Text.objects.in_bulk(told)
    for number in sorted(told):
        holder = holders.get(number, "log")
        text = found.get(number)
        if text is None:
            yield f"{holder}: text {number} is missing"
        elif text.body == REDACTED and checksum(REDACTED) != text.checksum:
            if number not in redacted:
                yield f"{holder}: text {number} is erased, the log does not tell of it"
        elif checksum(text.body) != text.checksum:
            yield f"{holder}: text {number} does not match its checksum"


def _holders(rebuilt: Rebuilt, names: dict[Key, str]) -> dict[int, str]:
    """Which item and field holds each text, and in which action it lies."""
    holders: dict[int, str] = {}
    for key, fields in rebuilt.items():
        where = fields.get("placed_in")
        inside = f" in {_value('placed_in', where, names)}" if where else ""
        for name in TEXT_FIELDS:
            if fields.get(name) is not None:
                holders[fields[name]] = f"{names[key]}{inside}: {name}"
    return holders


def _versions_told(plan: Plan, events: list[PlanEvent]) -> Iterator[str]:
    """Versions, and withdrawals of versions, of which only the log or only a row tells."""
    versions = plan.versions.values_list("number", "withdrawal__reason")
    for kind, what, rows in (
        ("plan.published", "version", {number for number, _reason in versions}),
        ("version.withdrawn", "withdrawal", {number for number, reason in versions if reason}),
    ):
        told = {event.payload.get("version") for event in events if event.kind == kind}
        for number in sorted(told - rows - {None}):
            yield f"version {number}: {what}: the log tells of it, the row is missing"
        for number in sorted(rows - told):
            yield f"version {number}: {what}: the row stands, the log does not tell of it"


def _version_differences(version: PlanVersion, events: list[PlanEvent]) -> Iterator[str]:
    published = next((event for event in events if event.seq == version.seq), None)
    if published is None or published.kind != "plan.published":
        yield f"event {version.seq} does not tell of its publication"
        return
    if checksum(version.document) != version.checksum:
        yield "document: does not match its checksum"
    if _checksum_by_log(version, published) != version.checksum:
        yield "checksum: is not what the log and the redactions say"
    rows = rows_of(version)
    try:
        document = json.loads(version.document)
    except ValueError:
        yield "document: cannot be read"
        return
    document_format = document.get("format", FORMAT)
    content = make_document(version, rows, document_format=document_format)
    yield from _compare_documents(document, json.loads(content))
    state = _replay(event for event in events if event.seq <= version.seq)
    yield from _compare_with_state([action for action, _held in rows.actions], state)


def _checksum_by_log(version: PlanVersion, published: PlanEvent) -> str | None:
    """The sum of the publication, followed through the redactions; None where the chain breaks."""
    current = published.payload.get("checksum")
    for redaction in version.redaction_rows.order_by("pk"):
        if redaction.old_checksum != current:
            return None
        current = redaction.new_checksum
    return current


def _compare_documents(document: dict, content: dict) -> Iterator[str]:
    """Document against frozen rows, action by action and field by field."""
    for field in sorted((document.keys() | content.keys()) - {"actions"}):
        if document.get(field) != content.get(field):
            yield f"{field}: the document and the rows differ"
    said = {action["key"]: action for action in document.get("actions", ())}
    rows = {action["key"]: action for action in content["actions"]}
    for key in sorted(said.keys() | rows.keys()):
        told, stands = said.get(key, {}), rows.get(key, {})
        for field in sorted(told.keys() | stands.keys()):
            if told.get(field) != stands.get(field):
                yield f"action {key}: {field}: the document and the rows differ"


def _compare_with_state(actions: list, state: Rebuilt) -> Iterator[str]:
    """Frozen actions against the plan as the log tells it at the version's event."""
    live = {
        number
        for (item, number), fields in state.items()
        if item == "action" and not fields.get("dissolved")
    }
    for number in sorted(live - {row.action_id for row in actions}):
        yield f"action {number}: stood in the plan, is not in the version"
    for row in actions:
        fields = state.get(("action", row.action_id), {})
        for field in ACTION_FIELDS:
            stands = plain(getattr(row, row._meta.get_field(field).attname))
            if fields.get(field) != stands:
                yield f"action {row.key}: {field}: the log says {fields.get(field)!r}, the version {stands!r}"
