"""Start a programme, archive it and open it again. `change_programme` is in actionplans, see there."""

import re
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from language.clean_text import clean_line, clean_text
from stakeholders.models import Organisation, Role, User, max_length_of
from stakeholders.operations.creating import refuse_repeated
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Programme
from thinktanks.operations.locks import lock_any_programme, lock_programme
from thinktanks.operations.log import record, set_fields
from thinktanks.operations.questions import write_questions
from thinktanks.queries.programmes import free_programme_code

# Addresses of public pages contain it: two codes never differ by capitals or punctuation alone.
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RESERVED = {"start"}  # the address under which a programme is started


@transaction.atomic
def start_programme(
    code: str,
    *,
    speaker_roles: list[Role],
    addressed_roles: list[Role],
    questions: list[dict],
    partners: Collection[Organisation] = (),
    cofunding_mark: str = "",
    demo: bool = False,
    by: User | None,
    **texts: str,
) -> Programme:
    """Start a cycle of think tanks; `questions` are {"code", "text_lv", "text_en"} in order, `texts` as in `clean_texts`.

    An empty code is made from the year in the name, else from the present one.
    Refuses: no_roles, no_questions, invalid (the code), empty, too_long, too_many_marks, known (a programme has this code).
    """
    texts = clean_texts(**texts)
    code = code or free_programme_code(texts["name_lv"])
    _check_code(code)
    guard_some_roles(speaker_roles, addressed_roles)
    with refuse_repeated(_("A programme with this code already exists.")):
        programme = Programme.objects.create(
            code=code, cofunding_mark=cofunding_mark, demo=demo, **texts
        )
    programme.partners.set(partners)
    programme.speaker_roles.set(speaker_roles)
    programme.addressed_roles.set(addressed_roles)
    write_questions(programme, questions)
    record("programme.started", programme=programme, actor=by)
    raise_public_revision()
    return programme


@transaction.atomic
def archive_programme(programme: Programme, *, by: User) -> Programme:
    """Let nothing of a programme be changed any more; everything stays readable, and clocks stop.

    Refuses: archived (it is already).
    """
    programme = lock_programme(programme)
    programme.think_tanks.exclude(clock_ends_at=None).update(clock_ends_at=None)
    changes = set_fields(programme, state=Programme.State.ARCHIVED)
    record("programme.archived", programme=programme, changes=changes, actor=by)
    raise_public_revision()
    return programme


@transaction.atomic
def reopen_programme(programme: Programme, *, by: User) -> Programme:
    """Let an archived programme be changed again. Refuses: not_archived."""
    programme = lock_any_programme(programme)
    if not programme.is_archived:
        raise ValidationError(_("This programme is not archived."), code="not_archived")
    changes = set_fields(programme, state=Programme.State.OPEN)
    record("programme.reopened", programme=programme, changes=changes, actor=by)
    raise_public_revision()
    return programme


def clean_texts(
    *,
    name_lv: str,
    name_en: str,
    introduction_lv: str = "",
    introduction_en: str = "",
    figure_credit_lv: str = "",
    figure_credit_en: str = "",
    funder_lv: str = "",
    funder_en: str = "",
) -> dict[str, str]:
    """Return the texts of a programme as they are stored. Refuses: empty (a name), too_long, too_many_marks."""
    name_length = max_length_of(Programme, "name_lv")
    credit_length = max_length_of(Programme, "figure_credit_lv")
    missing = _("Enter the name.")
    return {
        "name_lv": clean_line(name_lv, limit=name_length, missing=missing),
        "name_en": clean_line(name_en, limit=name_length, missing=missing),
        "introduction_lv": clean_text(introduction_lv),
        "introduction_en": clean_text(introduction_en),
        "figure_credit_lv": clean_line(figure_credit_lv, limit=credit_length),
        "figure_credit_en": clean_line(figure_credit_en, limit=credit_length),
        "funder_lv": clean_text(funder_lv),
        "funder_en": clean_text(funder_en),
    }


def guard_some_roles(speaker_roles: Collection[Role], addressed_roles: Collection[Role]) -> None:
    """Refuse a programme in which nobody may suggest, or nobody is addressed (no_roles)."""
    if not speaker_roles or not addressed_roles:
        raise ValidationError(
            _("Choose at least one role that may suggest and one that is addressed."),
            code="no_roles",
        )


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code) or code in RESERVED:
        sentence = _("Use small letters a–z and digits, with single hyphens between them.")
        raise ValidationError({"code": ValidationError(sentence, code="invalid")})
