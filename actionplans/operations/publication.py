"""Publish a plan as a version that never changes, and withdraw a version.

A version is one canonical document and frozen rows, made from the same state under the plan's lock.
"""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import (
    Action,
    Plan,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    RegionalAction,
    VersionWithdrawal,
    checksum,
)
from actionplans.operations.locks import lock_any_plan, lock_plan
from actionplans.operations.log import PlanChange, write_text
from actionplans.operations.personal_data import guard_findings, guard_typed
from actionplans.operations.plans import open_plan
from actionplans.queries.draft.checklist import personal_data_in
from actionplans.queries.draft.next_version import (
    Draft,
    draft_of,
    frozen_rows,
    repeats_version,
    take_source,
)
from actionplans.queries.published.document import make_document
from language.clean_text import clean_text
from stakeholders.models import User
from stakeholders.operations.public_revision import raise_public_revision


@transaction.atomic
def publish_plan(
    plan: Plan,
    *,
    note: str,
    not_personal_data: Collection[str] = (),
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> PlanVersion:
    """Freeze the draft as the next version; the draft stays open for changes.

    `note` is what changed. `not_personal_data` are the checksums of the texts that seem to hold personal data and about
    which the person decided that they hold none. The new actions of a region arrive on the national board in the same
    transaction.
    Refuses: archived; empty, too_long, too_many_marks, personal_data_typed (the note); empty (no actions), undecided, no_wording,
    no_contributions, personal_data (a text that was not decided about), unchanged.
    """
    plan, national = _lock_with_national(plan, by=by)
    note = clean_text(note, missing=_("Write a note on this version."))
    draft = draft_of(plan)
    _guard_ready(draft)
    guard_findings(personal_data_in(draft), not_personal_data=not_personal_data)
    guard_typed(note, not_personal_data=not_personal_data)
    change = PlanChange(plan, "plan.published", by, op_uuid=op_uuid)
    _assign_keys(change, draft)
    version = _write_version(plan, draft, note=note, by=by)
    change.payload = {
        "version": version.number,
        "checksum": version.checksum,
        "note": version.note_id,
    }
    change.record()
    if national:
        _add_to_national_board(national, [action.row for action in draft.actions], by=by)
    raise_public_revision()
    return version


@transaction.atomic
def withdraw_version(
    version: PlanVersion, *, reason: str, not_personal_data: Collection[str] = (), by: User
) -> VersionWithdrawal:
    """Mark a version as no longer valid, with a public reason; its text stays readable.

    `not_personal_data` as in `publish_plan`.
    Refuses: withdrawn; empty, too_long, too_many_marks, personal_data_typed (the reason).
    """
    plan = lock_any_plan(version.plan)
    if VersionWithdrawal.objects.filter(version=version).exists():
        raise ValidationError(_("This version is already withdrawn."), code="withdrawn")
    reason = clean_text(reason, missing=_("Give a reason."))
    guard_typed(reason, not_personal_data=not_personal_data)
    withdrawal = VersionWithdrawal.objects.create(
        version=version,
        reason=write_text(reason),
        withdrawn_at=timezone.now(),
        withdrawn_by=by,
    )
    change = PlanChange(plan, "version.withdrawn", by)
    change.payload = {"version": version.number, "reason": withdrawal.reason_id}
    change.record()
    raise_public_revision()
    return withdrawal


def _lock_with_national(plan: Plan, *, by: User) -> tuple[Plan, Plan | None]:
    """Lock a plan and, for a regional one, the national plan that its actions arrive on; in the order of their ids."""
    if plan.is_national:
        return lock_plan(plan), None
    national = open_plan(plan.programme, region=None, by=by)
    in_order = sorted((plan, national), key=lambda unlocked: unlocked.pk)
    locked = {unlocked.pk: lock_plan(unlocked) for unlocked in in_order}
    return locked[plan.pk], locked[national.pk]


def _guard_ready(draft: Draft) -> None:
    """Refuse a draft in which something must still be decided or worded."""
    if not draft.actions:
        raise ValidationError(_("An empty plan cannot be published"), code="empty")
    if draft.undecided:
        raise ValidationError(
            _("Some contributions have not been considered yet."), code="undecided"
        )
    if any(action.row.wording is None for action in draft.actions):
        raise ValidationError(_("Some actions have no wording yet."), code="no_wording")
    if any(not action.items for action in draft.actions):
        raise ValidationError(_("Some actions have no contributions."), code="no_contributions")


def _assign_keys(change: PlanChange, draft: Draft) -> None:
    """Give keys to actions that have none, numbered by role; a key is never used again."""
    last: dict[int, int] = {}
    keys = change.plan.actions.exclude(key="").values_list("role_id", "key")
    for role_id, key in keys:
        last[role_id] = max(last.get(role_id, 0), int(key.rsplit("-", 1)[1]))
    for action in draft.actions:
        if not action.row.key:
            role = action.row.role
            last[role.pk] = last.get(role.pk, 0) + 1
            change.update(action.row, key=f"{change.plan.short}-{role.short}-{last[role.pk]:02d}")


def _write_version(plan: Plan, draft: Draft, *, note: str, by: User) -> PlanVersion:
    """Write the next version with its document and frozen rows. Refuses: unchanged (it repeats the last one)."""
    last = plan.versions.first()
    version = PlanVersion(
        plan=plan,
        number=last.number + 1 if last else 1,
        seq=plan.last_seq + 1,
        note=write_text(note),
        published_at=timezone.now(),
        published_by=by,
    )
    rows = frozen_rows(version, draft)
    take_source(version, rows)
    if last and repeats_version(last, version, rows):
        raise ValidationError(_("Nothing has changed since the last version."), code="unchanged")
    version.document = make_document(version, rows)
    version.checksum = checksum(version.document)
    version.save(force_insert=True)
    PublishedAction.objects.bulk_create(action for action, _held in rows.actions)
    PublishedContribution.objects.bulk_create(rows.contributions)
    return version


def _add_to_national_board(national: Plan, actions: list[Action], *, by: User) -> None:
    """Make an item of the national board of every action that is published for the first time."""
    known = set(national.regional_actions.values_list("action_id", flat=True))
    change = PlanChange(national, "regional_actions.arrived", by)
    new = [action for action in actions if action.pk not in known]
    if new:
        change.create_all([RegionalAction(plan=national, action=action) for action in new])
        change.record()
