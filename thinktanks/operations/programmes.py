"""Start a programme, archive it and open it again."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import Role, User
from stakeholders.operations.creating import refuse_repeated
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Programme, Question
from thinktanks.operations.locks import lock_programme
from thinktanks.operations.log import record, set_fields

# Addresses of public pages contain it: two codes never differ by capitals or punctuation alone.
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@transaction.atomic
def start_programme(
    code: str,
    *,
    name_lv: str,
    name_en: str,
    speaker_roles: list[Role],
    addressed_roles: list[Role],
    questions: list[dict],
    funder_lv: str = "",
    funder_en: str = "",
    cofunding_mark: str = "",
    demo: bool = False,
    by: User | None,
) -> Programme:
    """Start a cycle of think tanks; `questions` are {"code", "text_lv", "text_en"} in order.

    Refuses: no_roles, invalid (the code), empty, too_long, too_many_marks, known (a programme has this code).
    """
    _check_code(code)
    if not speaker_roles or not addressed_roles:
        raise ValidationError(
            _("Choose at least one role that may suggest and one that is addressed."),
            code="no_roles",
        )
    with refuse_repeated(_("A programme with this code already exists.")):
        programme = Programme.objects.create(
            code=code,
            name_lv=clean_line(name_lv, missing=_("Enter the name.")),
            name_en=clean_line(name_en, missing=_("Enter the name.")),
            funder_lv=clean_line(funder_lv),
            funder_en=clean_line(funder_en),
            cofunding_mark=cofunding_mark,
            demo=demo,
        )
    programme.speaker_roles.set(speaker_roles)
    programme.addressed_roles.set(addressed_roles)
    _add_questions(programme, questions)
    record("programme.started", programme=programme, actor=by)
    raise_public_revision()
    return programme


@transaction.atomic
def archive_programme(programme: Programme, *, by: User) -> Programme:
    """Let nothing of a programme be changed any more; everything stays readable. Refuses: archived (it is already)."""
    programme = lock_programme(programme)
    changes = set_fields(programme, state=Programme.State.ARCHIVED)
    record("programme.archived", programme=programme, changes=changes, actor=by)
    raise_public_revision()
    return programme


@transaction.atomic
def reopen_programme(programme: Programme, *, by: User) -> Programme:
    """Let an archived programme be changed again. Refuses: not_archived."""
    programme = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if not programme.is_archived:
        raise ValidationError(_("This programme is not archived."), code="not_archived")
    changes = set_fields(programme, state=Programme.State.OPEN)
    record("programme.reopened", programme=programme, changes=changes, actor=by)
    raise_public_revision()
    return programme


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code):
        sentence = _("Use small letters a–z and digits, with single hyphens between them.")
        raise ValidationError({"code": ValidationError(sentence, code="invalid")})


def _add_questions(programme: Programme, questions: list[dict]) -> None:
    for order, question in enumerate(questions, start=1):
        texts = {
            name: clean_line(question[name], missing=_("Enter the question."))
            for name in ("text_lv", "text_en")
        }
        Question.objects.create(programme=programme, order=order, **question | texts)
