"""Put answers that say the same into groups, and the groups and their answers into an order."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from language.clean_text import clean_line
from stakeholders.models import User, max_length_of
from stakeholders.operations.public_revision import raise_public_revision
from thinktanks.models import Answer, AnswerGroup
from thinktanks.operations.answers import lock_answers, record_answers
from thinktanks.operations.locks import lock_programme
from thinktanks.operations.log import record, set_fields


@transaction.atomic
def form_group(answers: Iterable[Answer], *, by: User) -> AnswerGroup:
    """Put answers that are in no group into a new one, the last.

    Refuses: moved_on (somebody has put one into a group), empty, gone, other_question, archived.
    """
    rows = lock_answers(list(answers))
    question, think_tank = rows[0].question, rows[0].think_tank
    groups = AnswerGroup.objects.filter(question=question, think_tank=think_tank)
    group = AnswerGroup.objects.create(
        question=question, think_tank=think_tank, position=_next_position(groups)
    )
    _put(rows, group, by=by)
    return group


@transaction.atomic
def group_answers(answers: Iterable[Answer], *, group: AnswerGroup, by: User) -> AnswerGroup:
    """Put answers that are in no group into this one, after those in it; return it. Those in it already stay.

    Refuses: gone (the group or an answer does not exist any more), other_question (the group is of another question or
    think tank), moved_on (somebody has put an answer into another group), empty, archived.
    """
    rows = lock_answers(list(answers))
    group = _as_it_is(group)
    if (group.question_id, group.think_tank_id) != (rows[0].question_id, rows[0].think_tank_id):
        raise ValidationError(_("There is no such group."), code="other_question")
    _put(rows, group, by=by)
    return group


@transaction.atomic
def ungroup_answers(answers: Iterable[Answer], *, group: AnswerGroup, by: User) -> list[Answer]:
    """Take answers out of this group and return them; a group that becomes empty is removed.

    Refuses: moved_on (somebody has put an answer into another group), empty, gone (an answer), other_question, archived.
    """
    rows = lock_answers(list(answers))
    if any(answer.group_id not in (None, group.pk) for answer in rows):
        raise _moved_on()
    taken = [answer for answer in rows if set_fields(answer, group=None, position=0)]
    if taken:
        record_answers("answers.ungrouped", taken, actor=by, group=[group.pk, None])
        remove_empty_groups(AnswerGroup.objects.filter(pk=group.pk))
    return taken


@transaction.atomic
def name_group(group: AnswerGroup, *, name: str, by: User) -> AnswerGroup:
    """Name a group, or leave it without a name (""). Refuses: too_long, too_many_marks, gone, archived."""
    lock_programme(group.question.programme)
    group = _as_it_is(group)
    if set_fields(group, name=clean_line(name, limit=max_length_of(AnswerGroup, "name"))):
        _record_group("group.named", group, by=by)
    return group


@transaction.atomic
def move_group(group: AnswerGroup, *, up: bool, by: User) -> AnswerGroup:
    """Move a group one place up or down among those of its question; at the end it stays. Refuses: gone, archived."""
    lock_programme(group.question.programme)
    group = _as_it_is(group)
    groups = AnswerGroup.objects.filter(question=group.question, think_tank=group.think_tank)
    if _move(group, list(groups), up=up):
        _record_group("group.moved", group, by=by)
    return group


@transaction.atomic
def move_answer(answer: Answer, *, up: bool, by: User) -> Answer:
    """Move an answer one place up or down in its group; at the end it stays.

    Refuses: moved_on (it is in no group any more), gone, archived.
    """
    [answer] = lock_answers([answer])
    if answer.group_id is None:
        raise _moved_on()
    if _move(answer, list(answer.group.answers.order_by("position", "pk")), up=up):
        record_answers("answer.moved", [answer], actor=by, group=[answer.group_id, answer.group_id])
    return answer


def remove_empty_groups(groups: models.QuerySet[AnswerGroup]) -> None:
    """Remove those groups in which no answer is left."""
    groups.filter(answers=None).delete()


def _put(answers: list[Answer], group: AnswerGroup, *, by: User) -> None:
    if any(answer.group_id not in (None, group.pk) for answer in answers):
        raise _moved_on()
    position = _next_position(group.answers)
    added = [answer for answer in answers if answer.group_id is None]
    for number, answer in enumerate(added, start=position):
        set_fields(answer, group=group, position=number)
    if added:
        record_answers("answers.grouped", added, actor=by, group=[None, group.pk])


def _move(row: models.Model, rows: list, *, up: bool) -> bool:
    """Move a row of an ordered list by one and number the list; return whether anything moved."""
    place = rows.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for number, moved in enumerate(rows, start=1):
        set_fields(moved, position=number)
    return True


def _next_position(rows: models.QuerySet) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def _as_it_is(group: AnswerGroup) -> AnswerGroup:
    row = AnswerGroup.objects.select_related("question__programme", "think_tank").filter(
        pk=group.pk
    )
    if not row:
        raise ValidationError(
            _("This group does not exist any more: its last answer was taken out."), code="gone"
        )
    return row[0]


def _moved_on() -> ValidationError:
    sentence = _("Somebody else has moved an answer meanwhile. Look at the groups and try again.")
    return ValidationError(sentence, code="moved_on")


def _record_group(kind: str, group: AnswerGroup, *, by: User) -> None:
    record(
        kind,
        programme=group.question.programme,
        think_tank=group.think_tank,
        changes={"group": [group.pk, group.pk]},
        actor=by,
    )
    raise_public_revision()
