"""What the next version of a plan would say, before it is written."""

from django.utils import timezone

from actionplans.models import Plan, PlanVersion, PublishedAction, PublishedContribution
from actionplans.models.action import ACTION_FIELDS
from actionplans.queries.draft.checklist import Draft, DraftAction, DraftItem
from actionplans.queries.published.document import format_of, has_same_content, make_document


def is_unchanged(plan: Plan, draft: Draft) -> bool:
    """Whether the draft says just what the newest version says, so that there is nothing to publish."""
    last = plan.versions.first()
    if last is None or not all(one.row.key for one in draft.actions):
        return False
    next_version = PlanVersion(
        plan=plan, number=last.number, seq=last.seq, note=last.note, published_at=timezone.now()
    )
    return repeats_version(last, next_version, *frozen_rows(next_version, draft))


def repeats_version(
    last: PlanVersion,
    next_version: PlanVersion,
    actions: list[PublishedAction],
    contributions: list[PublishedContribution],
) -> bool:
    """Whether the rows of the next version say what the last one says; a withdrawn one is never repeated.

    They are compared in the format of the last document, so that a newer format alone changes no plan.
    """
    if last.is_withdrawn:
        return False
    document = make_document(next_version, actions, contributions, document_format=format_of(last))
    return has_same_content(last, document)


def frozen_rows(
    version: PlanVersion, draft: Draft
) -> tuple[list[PublishedAction], list[PublishedContribution]]:
    """The version's rows, not yet written, in the order in which they are read."""
    keys = {one.row.pk: one.row.key for one in draft.actions}
    actions, contributions, position = [], [], {}
    for one in draft.actions:
        position[one.row.role_id] = position.get(one.row.role_id, 0) + 1
        published = _published_action(version, one, position[one.row.role_id], keys)
        actions.append(published)
        contributions += [_published_item(version, item, published) for item in one.items]
    contributions += [_published_item(version, item, None) for item in draft.not_included]
    return actions, contributions


def _published_action(
    version: PlanVersion, one: DraftAction, position: int, keys: dict[int, str]
) -> PublishedAction:
    row = one.row
    return PublishedAction(
        version=version,
        action=row,
        position=position,
        support=list(one.support),
        links=sorted(keys[pk] for pk in one.linked if pk in keys),
        times_said=one.times_said,
        roles_said=one.roles_said,
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
        author_role=item.author_role,
        author_shown=item.author_shown,
        addressed_role=item.addressed_role,
        region=regional.version.plan.region if regional else item.row.plan.region,
        think_tank=None if regional else item.row.think_tank,
        reason="" if published else item.row.reason,
        reason_note=None if published else item.row.reason_note,
    )
