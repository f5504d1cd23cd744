"""What the desk decides about answers: hide and show them, star them, confirm that they contain no personal data."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from stakeholders.models import User
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Answer, Programme
from thinktanks.operations.locks import lock_any_programme, lock_programme
from thinktanks.operations.log import record, set_fields


@transaction.atomic
def hide_answers(answers: Iterable[Answer], *, by: User) -> list[Answer]:
    """Show the text of answers to nobody but the desk; they stay counted. An archived programme allows it too.

    Refuses: empty, gone, other_question.
    """
    rows = lock_answers(list(answers), lock=lock_any_programme)
    return _set(rows, "answers.hidden", hidden=True, by=by)


@transaction.atomic
def unhide_answers(answers: Iterable[Answer], *, by: User) -> list[Answer]:
    """Show hidden answers again. An archived programme allows it too, else a wrong press could not be undone there.

    Refuses: empty, gone, other_question.
    """
    rows = lock_answers(list(answers), lock=lock_any_programme)
    return _set(rows, "answers.unhidden", hidden=False, by=by)


@transaction.atomic
def star_answers(answers: Iterable[Answer], *, by: User) -> list[Answer]:
    """Star answers, so that they are found again. Refuses: empty, gone, other_question, archived."""
    return _set(lock_answers(list(answers)), "answers.starred", starred=True, by=by)


@transaction.atomic
def unstar_answers(answers: Iterable[Answer], *, by: User) -> list[Answer]:
    """Remove the star of answers. Refuses as `star_answers`."""
    return _set(lock_answers(list(answers)), "answers.unstarred", starred=False, by=by)


@transaction.atomic
def allow_answers(answers: Iterable[Answer], *, by: User) -> list[Answer]:
    """Confirm that answers which look like personal data contain none, so that they may be quoted.

    Refuses as `star_answers`.
    """
    return _set(lock_answers(list(answers)), "answers.allowed", not_personal_data=True, by=by)


def lock_answers(
    answers: Iterable[Answer], *, lock: Callable[[Programme], Programme] = lock_programme
) -> list[Answer]:
    """Lock the feedback of a programme and return these answers as they are now.

    Refuses: empty, other_question (they are not of one question and one think tank), archived, gone (an import was
    undone).
    """
    pks = {answer.pk for answer in answers}
    if not pks:
        raise ValidationError(_("Select at least one answer."), code="empty")
    owners = {(answer.question_id, answer.think_tank_id) for answer in answers}
    if len(owners) > 1:
        raise ValidationError(_("There is no such question."), code="other_question")
    lock(next(iter(answers)).question.programme)
    rows = list(Answer.objects.filter(pk__in=pks).select_related("question", "think_tank"))
    if len(rows) < len(pks):
        raise ValidationError(_("This answer does not exist any more."), code="gone")
    return rows


def record_answers(kind: str, answers: list[Answer], *, actor: User, **changes: list) -> None:
    """Record what was done with answers of one think tank, by their ids; a text is in no event."""
    first = answers[0]
    record(
        kind,
        programme=first.question.programme,
        think_tank=first.think_tank,
        changes={"answers": [None, [answer.pk for answer in answers]]} | changes,
        actor=actor,
    )
    raise_public_revision()


def _set(answers: list[Answer], kind: str, *, by: User, **values: bool) -> list[Answer]:
    """Set a field of those locked answers that have another value, in one event; return them."""
    changed = [answer for answer in answers if set_fields(answer, **values)]
    if changed:
        record_answers(kind, changed, actor=by)
    return changed
