"""Erase a text for good, in every row and published document that contains it."""

from collections.abc import Collection

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.models import REDACTED, Plan, PlanVersion, Redaction, Text, checksum
from actionplans.operations.locks import lock_any_plan
from actionplans.operations.log import PlanChange
from actionplans.operations.personal_data import guard_typed
from actionplans.queries.log.texts import plans_with_text, versions_with_text
from actionplans.queries.published.document import format_of, make_document
from actionplans.queries.published.rows import rows_of
from language.clean_text import clean_line
from stakeholders.models import User
from stakeholders.operations.public_revision import raise_public_revision

MAX_REASON = 300


@transaction.atomic
def redact_text(
    text: Text, *, reason: str, not_personal_data: Collection[str] = (), by: User
) -> Text:
    """Replace the body of a text by „[dzēsts]” for good; its checksum stays.

    Every published document that contained it is rebuilt, with a Redaction row of the old and the new checksum. All plans
    of the programme are locked meanwhile, so that none is published with the body. A second time nothing is written.
    `not_personal_data` as in `publish_plan`.
    Refuses: empty, too_long, too_many_marks, personal_data_typed (the reason, which is public).
    """
    reason = clean_line(reason, limit=MAX_REASON, missing=_("Give a reason."))
    guard_typed(reason, not_personal_data=not_personal_data)
    programmes = {plan.programme_id for plan in plans_with_text(text)}
    for plan in Plan.objects.filter(programme__in=programmes).order_by("pk"):
        lock_any_plan(plan)
    text = Text.objects.get(pk=text.pk)
    if text.is_redacted:
        return text
    plans = plans_with_text(text)
    # The querysets of frozen rows refuse an update; the database lets through this one change of each.
    models.QuerySet(Text).filter(pk=text.pk).update(body=REDACTED)
    for version in versions_with_text(text):
        _rebuild_document(version, text, reason=reason, by=by)
    for plan in plans:
        change = PlanChange(plan, "text.redacted", by)
        change.payload = {"text": text.pk, "reason": reason}
        change.record()
    raise_public_revision()
    return Text.objects.get(pk=text.pk)


def _rebuild_document(version: PlanVersion, text: Text, *, reason: str, by: User) -> None:
    """Write the document of a version again from its rows, in its own format, and record why."""
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
