"""What the next version of a plan would hold, before it is written."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Count, prefetch_related_objects
from django.utils import timezone

from actionplans.models import (
    ItemState,
    Plan,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
)
from actionplans.models.action import ACTION_FIELDS, ACTION_TEXTS
from actionplans.queries.capture.devices import sent_from_devices
from actionplans.queries.draft.items import DraftAction, DraftItem, draft_actions, draft_items
from actionplans.queries.published.document import (
    WITH_SOURCE,
    format_of,
    has_same_content,
    make_document,
    texts_of_format,
)
from actionplans.queries.published.rows import VersionRows
from thinktanks.models import Attendee

# With fewer people of a role at a think tank, the role might point to one of them (T29 in docs/promises.md).
ENOUGH_PEOPLE = 3


@dataclass(frozen=True)
class Draft:
    """A plan as it is now: actions by role and rank, what was set aside, and what is still undecided."""

    actions: tuple[DraftAction, ...]
    not_included: tuple[DraftItem, ...]
    undecided: tuple[DraftItem, ...]


def draft_of(plan: Plan) -> Draft:
    """Return a plan as a version of this moment would hold it; hidden contributions are left out."""
    items = _with_speakers_shown(plan, draft_items(plan))
    actions = draft_actions(plan, items)
    prefetch_related_objects([action.row for action in actions], "support_roles")
    return Draft(
        actions=tuple(actions),
        not_included=tuple(item for item in items if item.row.state == ItemState.SET_ASIDE),
        undecided=tuple(item for item in items if item.row.state == ItemState.UNDECIDED),
    )


def _with_speakers_shown(plan: Plan, items: list[DraftItem]) -> list[DraftItem]:
    """Hide the speaker of items that a device sent where too few people of that role attended."""
    people, devices = _people_by_role(plan), sent_from_devices(plan)
    return [
        replace(
            item,
            author_shown=item.based_on is not None
            or item.row.pk not in devices
            or people.get((item.row.think_tank_id, item.row.author_role_id), 0) >= ENOUGH_PEOPLE,
        )
        for item in items
    ]


def _people_by_role(plan: Plan) -> dict[tuple[int, int], int]:
    """Return how many people of each role attended each think tank of this plan."""
    rows = (
        Attendee.objects.filter(
            think_tank__programme=plan.programme_id, think_tank__region=plan.region_id, came=True
        )
        .values_list("think_tank", "role")
        .annotate(people=Count("pk"))
    )
    return {(think_tank, role): people for think_tank, role, people in rows}


def is_unchanged(plan: Plan, draft: Draft) -> bool:
    """Return whether the draft equals the newest version, so that there is nothing to publish."""
    last = plan.versions.first()
    if last is None or not all(action.row.key for action in draft.actions):
        return False
    next_version = PlanVersion(
        plan=plan, number=last.number, seq=last.seq, note=last.note, published_at=timezone.now()
    )
    rows = frozen_rows(next_version, draft)
    take_source(next_version, rows)
    return repeats_version(last, next_version, rows)


def take_source(version: PlanVersion, rows: VersionRows) -> None:
    """Give a version that is not written yet when and where its plan was first published, if all of it was imported."""
    if rows.is_import:
        plan = version.plan
        version.original_date = plan.original_date
        version.source_title, version.source_url = plan.source_title, plan.source_url


def source_of_next(plan: Plan, draft: Draft) -> PlanVersion:
    """Return the next version with its source alone, to be shown before it is published."""
    version = PlanVersion(plan=plan)
    take_source(version, frozen_rows(version, draft))
    return version


def repeats_version(last: PlanVersion, next_version: PlanVersion, rows: VersionRows) -> bool:
    """Return whether the rows of the next version equal the last version; a withdrawn one is never repeated.

    They are compared in the format of the last document, so that a newer format alone is no change. A text or a source
    that this format does not have is a change if it is not empty.
    """
    if last.is_withdrawn:
        return False
    document_format = format_of(last)
    unknown = set(ACTION_TEXTS) - set(texts_of_format(document_format))
    if any(getattr(action, name) for action, _held in rows.actions for name in unknown):
        return False
    if document_format < WITH_SOURCE and next_version.is_imported:
        return False
    document = make_document(next_version, rows, document_format=document_format)
    return has_same_content(last, document)


def frozen_rows(version: PlanVersion, draft: Draft) -> VersionRows:
    """Return the version's rows, not yet written, in the order in which they are read."""
    keys = {action.row.pk: action.row.key for action in draft.actions}
    actions, positions = [], Counter()
    for action in draft.actions:
        positions[action.row.role_id] += 1
        published = _published_action(version, action, positions[action.row.role_id])
        published.links = sorted(keys[other.pk] for other in action.linked)
        held = [_published_item(version, item, published) for item in action.items]
        actions.append((published, held))
    return VersionRows(
        actions, [_published_item(version, item, None) for item in draft.not_included]
    )


def _published_action(version: PlanVersion, action: DraftAction, position: int) -> PublishedAction:
    row = action.row
    return PublishedAction(
        version=version,
        action=row,
        position=position,
        support=[role.code for role in row.support_roles.all()],
        times_said=action.times_said,
        roles_said=action.roles_said,
        **{name: getattr(row, name) for name in ACTION_FIELDS},
    )


def _published_item(
    version: PlanVersion, item: DraftItem, published: PublishedAction | None
) -> PublishedContribution:
    regional = item.based_on
    return PublishedContribution(
        version=version,
        published_action=published,
        contribution=None if regional else item.row,
        regional_action=regional,
        text=item.text,
        correction=item.correction,
        original_withheld=item.original_withheld,
        typed_up=item.typed_up,
        author_role=item.author_role,
        author_shown=item.author_shown,
        addressed_role=item.addressed_role,
        region=item.region if regional else item.row.plan.region,
        think_tank=None if regional else item.row.think_tank,
        reason="" if published else item.row.reason,
        reason_note=None if published else item.row.reason_note,
    )
