"""Add, reword, move and remove the questions of a programme.

Their events quote the Latvian text, so that the list of changes can be read when a question is gone.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.clean_text import clean_line
from language.latvian import number
from stakeholders.models import User, max_length_of
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Programme, Question
from thinktanks.operations.locks import lock_programme
from thinktanks.operations.log import record, set_fields


@transaction.atomic
def add_question(programme: Programme, *, text_lv: str, text_en: str, by: User) -> Question:
    """Ask one more question, after the others. Refuses: archived, empty, too_long, too_many_marks."""
    programme = lock_programme(programme)
    texts = _cleaned(text_lv, text_en)
    last = programme.questions.last()
    question = programme.questions.create(order=last.order + 1 if last else 1, **texts)
    changes = {name: [None, text] for name, text in texts.items()}
    record("question.added", programme=programme, changes=changes, actor=by)
    raise_public_revision()
    return question


@transaction.atomic
def reword_question(
    question: Question, *, text_lv: str, text_en: str, confirmed: bool = False, by: User
) -> Question:
    """Ask a question in other words. Answers stay with it, so where there are any it must be `confirmed`.

    Refuses: archived, gone, empty, too_long, too_many_marks, has_answers (as long as it is not confirmed).
    """
    programme, question = _locked(question)
    texts = _cleaned(text_lv, text_en)
    count = question.answers.count()
    is_other = any(getattr(question, name) != text for name, text in texts.items())
    if is_other and count and not confirmed:
        raise ValidationError(
            ngettext(
                "%(n)s answer was given to the earlier wording. If it fits the new one too, save again.",
                "%(n)s answers were given to the earlier wording. If they fit the new one too, save again.",
                count,
            ),
            code="has_answers",
            params={"n": number(count)},
        )
    changes = set_fields(question, **texts)
    if changes:
        record("question.reworded", programme=programme, changes=changes, actor=by)
        raise_public_revision()
    return question


@transaction.atomic
def move_question(question: Question, *, up: bool, place: int | None = None, by: User) -> Question:
    """Ask a question before the one above it, or after the one below; the first and the last stay where they are.

    `place`, from 1, is where the person saw it: one that has moved since is not moved again.
    Refuses: archived, gone.
    """
    programme, question = _locked(question)
    questions = list(programme.questions.all())
    now = questions.index(question)
    wanted = max(now - 1, 0) if up else min(now + 1, len(questions) - 1)
    if wanted != now and place in (None, now + 1):
        questions.insert(wanted, questions.pop(now))
        for order, asked in enumerate(questions, start=1):
            set_fields(asked, order=order)
        changes = {"text_lv": [question.text_lv] * 2, "place": [now + 1, wanted + 1]}
        record("question.moved", programme=programme, changes=changes, actor=by)
        raise_public_revision()
    return question


@transaction.atomic
def remove_question(question: Question, *, by: User) -> None:
    """Ask a question no more. Refuses: archived, gone, question_answered, last_question."""
    programme, question = _locked(question)
    if question.answers.exists():
        raise ValidationError(
            _("This question has answers, so it stays. You can reword it."),
            code="question_answered",
        )
    if programme.questions.count() == 1:
        raise ValidationError(_("At least one question must stay."), code="last_question")
    changes = {name: [getattr(question, name), None] for name in ("text_lv", "text_en")}
    question.groups.all().delete()
    question.delete()
    record("question.removed", programme=programme, changes=changes, actor=by)
    raise_public_revision()


def write_questions(programme: Programme, questions: list[dict]) -> None:
    """Write the first questions of a programme, {"code", "text_lv", "text_en"} in order. Refuses: no_questions, empty."""
    if not questions:
        raise ValidationError(_("Enter at least one question."), code="no_questions")
    for order, question in enumerate(questions, start=1):
        texts = _cleaned(question["text_lv"], question["text_en"])
        programme.questions.create(order=order, code=question.get("code", ""), **texts)


def _locked(question: Question) -> tuple[Programme, Question]:
    """Return the programme, locked, and the question as it is now. Refuses: archived, gone."""
    programme = lock_programme(question.programme)
    found = programme.questions.filter(pk=question.pk).first()
    if found is None:
        raise ValidationError(_("Somebody has removed this question meanwhile."), code="gone")
    return programme, found


def _cleaned(text_lv: str, text_en: str) -> dict[str, str]:
    missing = _("Enter the question.")
    return {
        name: clean_line(text, limit=max_length_of(Question, name), missing=missing)
        for name, text in (("text_lv", text_lv), ("text_en", text_en))
    }
