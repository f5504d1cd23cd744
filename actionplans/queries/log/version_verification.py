"""Check the published versions of a plan against its event log, and their documents against their frozen rows."""

import json
from collections.abc import Iterator

from actionplans.models import Plan, PlanEvent, PlanVersion, PublishedAction, checksum
from actionplans.models.action import ACTION_FIELDS
from actionplans.queries.log.replay import (
    Rebuilt,
    plain_source,
    replay,
    source_differences,
    source_of,
)
from actionplans.queries.log.snapshots import plain
from actionplans.queries.published.document import FORMAT, make_document
from actionplans.queries.published.rows import rows_of


def version_differences(plan: Plan, events: list[PlanEvent]) -> Iterator[str]:
    """Return every difference between the versions of a plan and its events (all of them, in order)."""
    yield from _unmatched_versions(plan, events)
    versions = plan.versions.select_related("plan__programme", "plan__region", "note")
    for version in versions.order_by("number"):
        for difference in _differences_of(version, events):
            yield f"version {version.number}: {difference}"


def _unmatched_versions(plan: Plan, events: list[PlanEvent]) -> Iterator[str]:
    """Yield versions, and withdrawals of versions, that have an event without a row or a row without an event."""
    versions = plan.versions.values_list("number", "withdrawal__reason")
    for kind, what, rows in (
        ("plan.published", "version", {number for number, _reason in versions}),
        ("version.withdrawn", "withdrawal", {number for number, reason in versions if reason}),
    ):
        recorded = {event.payload.get("version") for event in events if event.kind == kind}
        for number in sorted(recorded - rows - {None}):
            yield f"version {number}: {what}: is in the log, the row is missing"
        for number in sorted(rows - recorded):
            yield f"version {number}: {what}: has a row, is not in the log"


def _differences_of(version: PlanVersion, events: list[PlanEvent]) -> Iterator[str]:
    published = next((event for event in events if event.seq == version.seq), None)
    if published is None or published.kind != "plan.published":
        yield f"event {version.seq} is not its publication"
        return
    if checksum(version.document) != version.checksum:
        yield "document: does not match its checksum"
    if _recorded_checksum(version, published) != version.checksum:
        yield "checksum: is not that of the log and the redactions"
    document = _read(version.document)
    if document is None:
        yield "document: cannot be read"
        return
    rows = rows_of(version)
    content = make_document(version, rows, document_format=document["format"])
    yield from _compare_documents(document, json.loads(content))
    before = [event for event in events if event.seq <= version.seq]
    recorded = source_of(before if rows.is_import else ())
    yield from source_differences(recorded, plain_source(version), "version")
    state = replay(before)
    yield from _compare_with_state([action for action, _held in rows.actions], state)


def _recorded_checksum(version: PlanVersion, published: PlanEvent) -> str | None:
    """Return the checksum of the publication, followed through the redactions; None where the chain breaks."""
    current = published.payload.get("checksum")
    for redaction in version.redaction_rows.order_by("pk"):
        if redaction.old_checksum != current:
            return None
        current = redaction.new_checksum
    return current


def _read(document: str) -> dict | None:
    """Return a stored document; None unless it is a JSON object of a known format with a list of actions."""
    try:
        content = json.loads(document)
    except ValueError:
        return None
    if not isinstance(content, dict) or type(content.get("format")) is not int:
        return None
    return content if 1 <= content["format"] <= FORMAT and _has_actions(content) else None


def _has_actions(content: dict) -> bool:
    actions = content.get("actions")
    return isinstance(actions, list) and all(
        isinstance(action, dict) and isinstance(action.get("key"), str) for action in actions
    )


def _compare_documents(document: dict, content: dict) -> Iterator[str]:
    """Compare the document with one made from the frozen rows, action by action and field by field."""
    for field in sorted((document.keys() | content.keys()) - {"actions"}):
        if document.get(field) != content.get(field):
            yield f"{field}: the document and the rows differ"
    in_document = {action["key"]: action for action in document["actions"]}
    in_rows = {action["key"]: action for action in content["actions"]}
    for key in sorted(in_document.keys() | in_rows.keys()):
        action, row = in_document.get(key, {}), in_rows.get(key, {})
        for field in sorted(action.keys() | row.keys()):
            if action.get(field) != row.get(field):
                yield f"action {key}: {field}: the document and the rows differ"


def _compare_with_state(actions: list[PublishedAction], state: Rebuilt) -> Iterator[str]:
    """Compare the frozen actions with the plan as the log records it at the version's event."""
    live = {
        pk
        for (item, pk), fields in state.items()
        if item == "action" and not fields.get("dissolved")
    }
    for pk in sorted(live - {row.action_id for row in actions}):
        yield f"action {pk}: was in the plan, is not in the version"
    for row in actions:
        fields = state.get(("action", row.action_id), {})
        for field in ACTION_FIELDS:
            value = plain(getattr(row, row._meta.get_field(field).attname))
            if fields.get(field) != value:
                yield f"action {row.key}: {field}: the log has {fields.get(field)!r}, the version {value!r}"
