"""The document of a version: canonical JSON made from its frozen rows. Its checksum is that of its bytes."""

import datetime
import json
import unicodedata

from actionplans.models import PlanVersion, PublishedAction, PublishedContribution, Text
from actionplans.models.action import ACTION_TEXTS
from actionplans.models.plan import SOURCE_FIELDS
from actionplans.queries.published.rows import VersionRows

# The format of new versions. A new key raises it and is written from that format on. An older document keeps its
# format, so that its bytes can be made again and compared.
FORMAT = 2
# The texts of an action that each format has; one without a row here has all of them.
TEXTS_OF_FORMAT = {1: ("wording", "condition", "lead", "first_step")}
# Since this format a document has the source of an imported plan, and which contributions were typed up afterwards.
WITH_SOURCE = 2
LICENCE = "CC BY 4.0"
OF_PUBLICATION = ("version", "event", "published_at", "note")  # when and why, not what


def make_document(version: PlanVersion, rows: VersionRows, *, document_format: int = FORMAT) -> str:
    """Return the document of a version: JSON in NFC with sorted keys and no blanks, from the frozen rows alone."""
    plan = version.plan
    content = {
        "format": document_format,
        "licence": LICENCE,
        "programme": plan.programme.code,
        "region": plan.region.code if plan.region else None,
        "version": version.number,
        "event": version.seq,
        "published_at": version.published_at.isoformat(timespec="seconds"),
        "note": version.note.body,
        "actions": [_action(row, held, document_format) for row, held in rows.actions],
        "not_included": [_contribution(row, document_format) for row in rows.not_included],
    }
    if document_format >= WITH_SOURCE:
        content |= {name: _plain(getattr(version, name)) for name in SOURCE_FIELDS}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def format_of(version: PlanVersion) -> int:
    """Return the format in which the document of a version is written."""
    return json.loads(version.document)["format"]


def texts_of_format(document_format: int) -> tuple[str, ...]:
    """Return the names of the texts that an action has in a format."""
    return TEXTS_OF_FORMAT.get(document_format, ACTION_TEXTS)


def has_same_content(version: PlanVersion, document: str) -> bool:
    """Return whether a version has the content of another document of the same format; when and why are not compared."""
    return _without_publication(version.document) == _without_publication(document)


def _without_publication(document: str) -> dict:
    content = json.loads(document)
    return {key: value for key, value in content.items() if key not in OF_PUBLICATION}


def _action(row: PublishedAction, held: list[PublishedContribution], document_format: int) -> dict:
    return {
        "key": row.key,
        "role": row.role.code,
        **{name: _body(getattr(row, name)) for name in texts_of_format(document_format)},
        "deadline": _plain(row.deadline),
        "support": list(row.support),
        "links": list(row.links),
        "times_said": row.times_said,
        "roles_said": row.roles_said,
        "contributions": [_contribution(row, document_format) for row in held],
    }


def _contribution(row: PublishedContribution, document_format: int) -> dict:
    """Return one contribution; a speaker that is not shown is „other”, one that is not known is null.

    Texts that were set aside as personal data are left out, and an original of which only the correction is published.
    """
    content = {
        "text": row.text.body if row.original_is_public else None,
        "correction": _body(row.correction) if row.text_is_public else None,
        "author_role": ("other" if not row.author_shown else row.author_role.code)
        if row.author_role
        else None,
        "addressed_role": row.addressed_role.code if row.addressed_role else None,
        "region": row.region.code if row.region else None,
        "think_tank": row.think_tank.code if row.think_tank else None,
    }
    if document_format >= WITH_SOURCE:
        content["typed_up"] = row.typed_up
    if row.regional_action:
        content["regional_action"] = {
            "key": row.regional_action.key,
            "version": row.regional_action.version.number,
        }
    if row.reason:
        note = _body(row.reason_note) if row.text_is_public else None
        content |= {"reason": row.reason, "reason_note": note}
    return content


def _plain(value: datetime.date | str | None) -> str | None:
    """Return a day or a short text as JSON has it; what is empty is null."""
    return value.isoformat() if isinstance(value, datetime.date) else value or None


def _body(text: Text | None) -> str | None:
    return text.body if text else None
