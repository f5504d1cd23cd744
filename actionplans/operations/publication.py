"""A version is one canonical document and frozen rows made from the same state, under the plan's lock."""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import (
    REDACTED,
    Action,
    Plan,
    PlanVersion,
    PublishedAction,
    PublishedContribution,
    Redaction,
    RegionalAction,
    Text,
    VersionWithdrawal,
    checksum,
)
from actionplans.operations.capture import clean_text
from actionplans.operations.log import PlanChange, lock_plan, write_text
from actionplans.operations.plans import open_plan
from actionplans.queries.draft.checklist import personal_data_in
from actionplans.queries.draft.next_version import Draft, draft_of, frozen_rows, repeats_version
from actionplans.queries.log.texts import plans_that_tell, versions_that_hold
from actionplans.queries.published.document import format_of, make_document
from actionplans.queries.published.rows import rows_of
from stakeholders.models import User
from stakeholders.operations import raise_public_revision


@transaction.atomic
def publish_plan(
    plan: Plan,
    *,
    note: str,
    personal_data_checked: bool = False,
    personal_data_seen: Collection[int] | None = None,
    op_uuid: uuid.UUID | None = None,
    by: User,
) -> PlanVersion:
    """Freeze the draft as the next version; the draft stays open for changes.

    `note` says what changed. Refuses: empty, no_wording, no_contributions, undecided, personal_data (unless a person
    checked), unchanged. `personal_data_seen` are the numbers of the texts that this person had before them (None: all);
    another one asks again. A region's new actions arrive on the national board in the same transaction.
    """
    plan, national = _lock_with_national(plan, by=by)
    note = clean_text(note)
    draft = draft_of(plan)
    _guard_ready(draft)
    if _texts_to_check(draft, personal_data_seen if personal_data_checked else ()):
        raise ValidationError(_("Check the possible personal data first."), code="personal_data")
    change = PlanChange(plan, "plan.published", by, op_uuid=op_uuid)
    _give_keys(change, draft)
    last = plan.versions.first()
    version = PlanVersion(
        plan=plan,
        number=last.number + 1 if last else 1,
        seq=plan.last_seq + 1,
        note=write_text(note),
        published_at=timezone.now(),
        published_by=by,
    )
    _write_frozen(version, draft, last)
    change.more = {"version": version.number, "checksum": version.checksum, "note": version.note_id}
    change.record()
    if national:
        _bring_to_national_board(national, [one.row for one in draft.actions], by=by)
    raise_public_revision()
    return version


def _lock_with_national(plan: Plan, *, by: User) -> tuple[Plan, Plan | None]:
    """A regional plan and the national one to which its actions go, locked in the order of their numbers."""
    national = None if plan.is_national else open_plan(plan.programme, region=None, by=by)
    for pk in sorted({plan.pk, national.pk} if national else {plan.pk}):
        lock_plan(Plan(pk=pk))
    return lock_plan(plan), national


def _write_frozen(version: PlanVersion, draft: Draft, last: PlanVersion | None) -> None:
    """The version with its document and its rows; refuses what `last` says already."""
    rows = frozen_rows(version, draft)
    if last and repeats_version(last, version, rows):
        raise ValidationError(_("Nothing has changed since the last version."), code="unchanged")
    version.document = make_document(version, rows)
    version.checksum = checksum(version.document)
    version.save(force_insert=True)
    PublishedAction.objects.bulk_create(action for action, _held in rows.actions)
    PublishedContribution.objects.bulk_create(rows.contributions)


@transaction.atomic
def withdraw_version(version: PlanVersion, *, reason: str, by: User) -> VersionWithdrawal:
    """Say that a version no longer counts, and why; its text stays readable."""
    plan = lock_plan(version.plan)
    if VersionWithdrawal.objects.filter(version=version).exists():
        raise ValidationError(_("This version was withdrawn already."), code="withdrawn")
    withdrawal = VersionWithdrawal.objects.create(
        version=version,
        reason=write_text(clean_text(reason)),
        withdrawn_at=timezone.now(),
        withdrawn_by=by,
    )
    change = PlanChange(plan, "version.withdrawn", by)
    change.more = {"version": version.number, "reason": withdrawal.reason_id}
    change.record()
    raise_public_revision()
    return withdrawal


@transaction.atomic
def redact_text(text: Text, *, reason: str, by: User) -> Text:
    """Take the body of one text away for good: „[dzēsts]” stands instead, the checksum stays.

    Every published document that held it is made again, with a Redaction row that tells old and new sum. All plans of
    the programme wait meanwhile, so that none is published with the words. A second time writes nothing.
    """
    reason = clean_text(reason)[:300]
    programmes = {plan.programme_id for plan in plans_that_tell(text)}
    for plan in Plan.objects.filter(programme__in=programmes).order_by("pk"):
        lock_plan(plan)
    text = Text.objects.get(pk=text.pk)
    if text.is_redacted:
        return text
    plans = plans_that_tell(text)
    models.QuerySet(Text).filter(pk=text.pk).update(body=REDACTED)
    for version in versions_that_hold(text):
        _make_again(version, text, reason=reason, by=by)
    for plan in plans:
        change = PlanChange(plan, "text.redacted", by)
        change.more = {"text": text.pk, "reason": reason}
        change.record()
    raise_public_revision()
    return Text.objects.get(pk=text.pk)


def _make_again(version: PlanVersion, text: Text, *, reason: str, by: User) -> None:
    """Write the document of a version anew from its rows, and say so in a row of its own."""
    document = make_document(version, rows_of(version), document_format=format_of(version))
    Redaction.objects.create(
        version=version,
        text=text,
        old_checksum=version.checksum,
        new_checksum=checksum(document),
        reason=reason,
        redacted_at=timezone.now(),
        redacted_by=by,
    )
    models.QuerySet(PlanVersion).filter(pk=version.pk).update(
        document=document, checksum=checksum(document), redactions=version.redactions + 1
    )


def _guard_ready(draft: Draft) -> None:
    if not draft.actions:
        raise ValidationError(_("An empty plan cannot be published"), code="empty")
    if draft.undecided:
        raise ValidationError(_("Some contributions are not considered yet."), code="undecided")
    if any(one.row.wording is None for one in draft.actions):
        raise ValidationError(_("Some actions have no wording yet."), code="no_wording")
    if any(not one.items for one in draft.actions):
        raise ValidationError(
            _("Some actions have no contribution in them."), code="no_contributions"
        )


def _texts_to_check(draft: Draft, seen: Collection[int] | None) -> list[Text]:
    """Possible personal data that nobody has looked at yet; `seen` None: somebody looked at all of it."""
    texts = [finding.text for finding in personal_data_in(draft)]
    return [text for text in texts if seen is not None and text.pk not in seen]


def _give_keys(change: PlanChange, draft: Draft) -> None:
    """Keys are given at first publication per role, and never used again."""
    taken: dict[int, int] = {}
    for role_id, key in (
        Action.objects.filter(plan=change.plan).exclude(key="").values_list("role_id", "key")
    ):
        taken[role_id] = max(taken.get(role_id, 0), int(key.rsplit("-", 1)[1]))
    for one in draft.actions:
        if not one.row.key:
            role = one.row.role
            taken[role.pk] = taken.get(role.pk, 0) + 1
            change.update(one.row, key=f"{change.plan.short}-{role.short}-{taken[role.pk]:02d}")


def _bring_to_national_board(national: Plan, actions: list[Action], *, by: User) -> None:
    """Make a board item of every regional action that is published for the first time."""
    known = set(RegionalAction.objects.filter(plan=national).values_list("action_id", flat=True))
    change = PlanChange(national, "regional_actions.arrived", by)
    for action in actions:
        if action.pk not in known:
            change.create(RegionalAction(plan=national, action=action))
    if change.changes:
        change.record()
