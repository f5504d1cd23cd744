"""The document of a version: canonical JSON made from its frozen rows, of whose bytes the checksum is taken."""

import json
import unicodedata

from actionplans.models import PlanVersion, PublishedAction, PublishedContribution, Text
from actionplans.models.action import ACTION_TEXTS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

# The format of new versions. A new key raises it and is written from that format on: an older document keeps its own
# format for ever, so that its bytes can be made again and compared.
FORMAT = 1
# The texts of an action that each format has; one without a row here has all of them.
TEXTS_OF_FORMAT = {1: ("wording", "condition", "lead", "first_step")}
LICENCE = "CC BY 4.0"
OF_PUBLICATION = ("version", "event", "published_at", "note")  # when and why, not what


def make_document(
    version: PlanVersion,
    actions: list[PublishedAction],
    contributions: list[PublishedContribution],
    *,
    document_format: int = FORMAT,
) -> str:
    """Return the document of a version: JSON in NFC with sorted keys and no blanks, from the frozen rows alone."""
    held: dict[str | None, list[dict]] = {}
    for row in contributions:
        key = row.published_action.key if row.published_action else None
        held.setdefault(key, []).append(_contribution(row))
    plan, texts = version.plan, texts_of_format(document_format)
    content = {
        "format": document_format,
        "licence": LICENCE,
        "programme": plan.programme.code,
        "region": plan.region.code if plan.region else None,
        "version": version.number,
        "event": version.seq,
        "published_at": version.published_at.isoformat(timespec="seconds"),
        "note": version.note.body,
        "actions": [_action(row, held.get(row.key, []), texts) for row in actions],
        "not_included": held.get(None, []),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def format_of(version: PlanVersion) -> int:
    """Return the format in which the document of a version is written."""
    return json.loads(version.document)["format"]


def texts_of_format(document_format: int) -> tuple[str, ...]:
    """Return the names of the texts that an action has in a format."""
    return TEXTS_OF_FORMAT.get(document_format, ACTION_TEXTS)


def has_same_content(version: PlanVersion, document: str) -> bool:
    """Whether a version says what another document of the same format says; when and why are not compared."""
    return _without_publication(version.document) == _without_publication(document)


def published_actions(version: PlanVersion) -> list[PublishedAction]:
    """The actions of a version in their order, with all that its document tells of them."""
    rows = version.actions.select_related("role", *ACTION_TEXTS)
    return list(rows.order_by("role__order", "position"))


def published_contributions(version: PlanVersion) -> list[PublishedContribution]:
    """The contributions of a version in their order, with all that its document tells of them."""
    related = (*CONTRIBUTION_TEXTS, "author_role", "addressed_role", "region", "think_tank")
    return list(
        version.contributions.select_related(
            *related, "published_action", "regional_action__version"
        ).order_by("pk")
    )


def _without_publication(document: str) -> dict:
    content = json.loads(document)
    return {key: value for key, value in content.items() if key not in OF_PUBLICATION}


def _action(row: PublishedAction, held: list[dict], texts: tuple[str, ...]) -> dict:
    return {
        "key": row.key,
        "role": row.role.code,
        **{name: _body(getattr(row, name)) for name in texts},
        "deadline": row.deadline.isoformat() if row.deadline else None,
        "support": list(row.support),
        "links": list(row.links),
        "times_said": row.times_said,
        "roles_said": row.roles_said,
        "contributions": held,
    }


def _contribution(row: PublishedContribution) -> dict:
    """One contribution; a speaker that is not shown is „other”, one that is not known is null.

    Words that were set aside because they hold personal data are not told.
    """
    told = {
        "text": row.text.body if row.words_are_public else None,
        "correction": _body(row.correction) if row.words_are_public else None,
        "author_role": ("other" if not row.author_shown else row.author_role.code)
        if row.author_role
        else None,
        "addressed_role": row.addressed_role.code if row.addressed_role else None,
        "region": row.region.code if row.region else None,
        "think_tank": row.think_tank.code if row.think_tank else None,
    }
    if row.regional_action:
        told["regional_action"] = {
            "key": row.regional_action.key,
            "version": row.regional_action.version.number,
        }
    if row.reason:
        note = _body(row.reason_note) if row.words_are_public else None
        told |= {"reason": row.reason, "reason_note": note}
    return told


def _body(text: Text | None) -> str | None:
    return text.body if text else None
