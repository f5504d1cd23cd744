"""Refuse changes of an archived programme, and tables, roles and questions that are not of it.

Whether it accepts contributions is checked by `guard_open` in `actionplans/operations/capture.py`.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from stakeholders.models import Role
from thinktanks.models import Programme, Question, Table, ThinkTank


def guard_not_archived(programme: Programme) -> None:
    """Refuse a programme in which nothing may be changed any more (archived)."""
    if programme.is_archived:
        raise ValidationError(
            _("This programme is archived: everything can be read, but nothing can be changed."),
            code="archived",
        )


def guard_not_cancelled(think_tank: ThinkTank) -> None:
    """Refuse a cancelled think tank, of which nothing may be changed any more (cancelled)."""
    if think_tank.is_cancelled:
        raise ValidationError(_("This think tank has been cancelled."), code="cancelled")


def guard_questions(programme: Programme, questions: Iterable[Question]) -> None:
    """Refuse a question that a locked programme does not ask, or asks no more (other_question)."""
    asked = set(programme.questions.values_list("pk", flat=True))
    if any(question.pk not in asked for question in questions):
        raise ValidationError(_("There is no such question."), code="other_question")


def guard_table(think_tank: ThinkTank | None, table: Table | None) -> None:
    """Refuse a table of another think tank (other_table); without a think tank every table is refused."""
    if table is not None and (think_tank is None or table.think_tank_id != think_tank.pk):
        raise ValidationError(_("There is no such table at this think tank."), code="other_table")


def guard_roles(
    programme: Programme, *, author_role: Role | None, addressed_role: Role | None
) -> None:
    """Refuse a role that may not speak (not_speaking) or not be addressed (not_addressed) in this programme."""
    if author_role is not None and author_role.pk not in programme.speaker_role_ids:
        raise ValidationError(_("Choose a role from the list."), code="not_speaking")
    if addressed_role is not None and addressed_role.pk not in programme.addressed_role_ids:
        raise ValidationError(_("Choose a role from the list."), code="not_addressed")
