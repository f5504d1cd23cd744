"""Feedback to a programme's questions after the event."""

import datetime
import uuid
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from language.clean_text import clean_text
from stakeholders.models import Region, User
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Answer, Device, Question, ThinkTank
from thinktanks.operations.answers import record_answers
from thinktanks.operations.guards import guard_not_cancelled, guard_questions
from thinktanks.operations.locks import lock_programme


@transaction.atomic
def send_feedback(think_tank: ThinkTank, *, answers: list[dict], by: Device | None) -> list[Answer]:
    """Keep a person's answers, {"question", "text", "quotable", "uuid"}, all or none.

    Refuses: archived, cancelled, too_late (before the opening, or 14 days after the close), empty, too_long,
    too_many_marks, other_question, other_text (a known UUID with another text or another consent).
    """
    programme = lock_programme(think_tank.programme)
    guard_not_cancelled(think_tank)
    if not think_tank.takes_feedback:
        raise ValidationError(_("This think tank does not accept feedback now."), code="too_late")
    if not answers:
        raise ValidationError(_("Write your answer."), code="empty")
    guard_questions(programme, [answer["question"] for answer in answers])
    kept = [
        give_feedback(**answer, region=think_tank.region, think_tank=think_tank, by=by)
        for answer in answers
    ]
    if any(
        (row.text, row.quotable) != (clean_text(answer["text"]), answer["quotable"])
        for row, answer in zip(kept, answers, strict=True)
    ):
        raise ValidationError(
            _("This was already sent with different text. The first one is unchanged."),
            code="other_text",
        )
    return kept


@transaction.atomic
def type_answer(
    think_tank: ThinkTank, *, question: Question, text: str, quotable: bool, by: User
) -> Answer:
    """Keep an answer that somebody wrote on paper, also after the 14 days.

    Refuses: too_early (the think tank has not opened), cancelled, other_question, archived, empty, too_long, too_many_marks.
    """
    programme = lock_programme(think_tank.programme)
    guard_not_cancelled(think_tank)
    if think_tank.opened_at is None:
        raise ValidationError(_("This think tank has not started yet."), code="too_early")
    guard_questions(programme, [question])
    answer = give_feedback(
        question,
        text=text,
        quotable=quotable,
        uuid=uuid.uuid4(),
        region=think_tank.region,
        think_tank=think_tank,
        by=None,
    )
    record_answers("answer.typed", [answer], actor=by)
    return answer


@transaction.atomic
def give_feedback(
    question: Question,
    *,
    text: str,
    quotable: bool,
    uuid: uuid.UUID,
    region: Region | None = None,
    think_tank: ThinkTank | None = None,
    source: str = "",
    published_before: bool = False,
    given_at: datetime.datetime | None = None,
    by: Device | None,
) -> Answer:
    """Keep an answer to a question once: a known UUID returns its first row. Refuses: empty, too_long, too_many_marks.

    `published_before`: it has been published already, so it is shown however few there are. `given_at` is now unless given.
    """
    text = clean_text(text, missing=_("Write your answer."))
    answer, _made = Answer.objects.get_or_create(
        uuid=uuid,
        defaults={
            "question": question,
            "text": text,
            "quotable": quotable,
            "region": region,
            "think_tank": think_tank,
            "device": by,
            "source": source,
            "published_before": published_before,
            "given_at": given_at or timezone.now(),
        },
    )
    raise_public_revision()
    return answer


@transaction.atomic
def delete_feedback(uuids: Iterable[uuid.UUID | str], *, by: User | None) -> None:
    """Delete answers of an import that is undone, in a locked programme; unknown UUIDs are skipped.

    Refuses: touched (somebody has grouped, hidden, starred or allowed one at the desk).
    """
    answers = Answer.objects.filter(uuid__in=list(uuids), device__isnull=True)
    untouched = {"group": None, "hidden": False, "starred": False, "not_personal_data": False}
    if answers.exclude(**untouched).exists():
        raise ValidationError(
            _("Some of it has changed since and can no longer be undone."), code="touched"
        )
    answers.delete()
    raise_public_revision()
