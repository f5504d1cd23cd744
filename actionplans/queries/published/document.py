"""The canonical document of a version: one text, the same for ever, from which its checksum is taken."""

import json
import unicodedata

from actionplans.models import PlanVersion, PublishedAction, PublishedContribution, Text
from actionplans.models.action import ACTION_TEXTS
from actionplans.models.contribution import CONTRIBUTION_TEXTS

FORMAT = 1
LICENCE = "CC BY 4.0"


def canonical(content: dict) -> str:
    """JSON in NFC with sorted keys and no blanks; its UTF-8 bytes are what the checksum is taken of."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def content_of(
    version: PlanVersion, actions: list[PublishedAction], contributions: list[PublishedContribution]
) -> dict:
    """What a version says, as plain values: made from the frozen rows alone, so that it can be made again."""
    held: dict[str | None, list[dict]] = {}
    for row in contributions:
        key = row.published_action.key if row.published_action else None
        held.setdefault(key, []).append(_contribution(row))
    plan = version.plan
    return {
        "format": FORMAT,
        "licence": LICENCE,
        "programme": plan.programme.code,
        "region": plan.region.code if plan.region else None,
        "version": version.number,
        "event": version.seq,
        "published_at": version.published_at.isoformat(timespec="seconds"),
        "note": version.note.body,
        "actions": [_action(row, held.get(row.key, [])) for row in actions],
        "not_included": held.get(None, []),
    }


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


def comparable(content: dict) -> dict:
    """What a version says without when and why it was published: equal for two versions that say the same."""
    return {key: content[key] for key in ("actions", "not_included")}


def _action(row: PublishedAction, held: list[dict]) -> dict:
    return {
        "key": row.key,
        "role": row.role.code,
        "wording": row.wording.body,
        "condition": _body(row.condition),
        "lead": _body(row.lead),
        "first_step": _body(row.first_step),
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
