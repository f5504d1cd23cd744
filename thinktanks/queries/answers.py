"""The answers to a question as the desk reads them: all of them, in groups of similar ones, with search."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from language.fold import fold_words
from stakeholders.models import User
from stakeholders.permissions import is_administrator
from thinktanks.models import Answer, AnswerGroup, Programme, Question, ThinkTank
from thinktanks.queries.feedback import ENOUGH_ANSWERS, looks_personal
from thinktanks.queries.public_feedback import ids_of_named_groups
from thinktanks.queries.think_tanks import think_tanks_visible_to


@dataclass(frozen=True)
class AnswerFilter:
    """Which answers are listed: those that contain the words, and those of one kind."""

    search: str = ""
    only: str = ""

    def __bool__(self) -> bool:
        return bool(self.search or self.only)


@dataclass(frozen=True)
class QuestionTab:
    """A question, how many answers it has, and how many of them are in no group and not hidden."""

    question: Question
    count: int
    ungrouped: int


@dataclass(frozen=True)
class DeskAnswer:
    """An answer, and whether a person has to look at it before it may be quoted."""

    answer: Answer
    looks_personal: bool


@dataclass(frozen=True)
class DeskGroup:
    """A group, how many answers are in it, whether everybody reads its name, and the answers that are listed."""

    group: AnswerGroup
    count: int
    is_named: bool
    answers: list[DeskAnswer]

    @property
    def is_small(self) -> bool:
        return self.count < ENOUGH_ANSWERS


@dataclass(frozen=True)
class FeedbackDesk:
    """The answers to one question that are listed: those in no group, those of them that are hidden, and the groups."""

    ungrouped: list[DeskAnswer]
    hidden: list[DeskAnswer]
    groups: list[DeskGroup]


def answers_visible_to(user: User) -> QuerySet[Answer]:
    """Return the answers that an account reads, by the rule of `can_read_feedback`."""
    answers = Answer.objects.all()
    if is_administrator(user):
        return answers
    return answers.filter(think_tank__in=think_tanks_visible_to(user))


def question_tabs(programme: Programme, think_tank: ThinkTank | None) -> list[QuestionTab]:
    """Return the questions of a programme with the exact counts of a think tank, or of answers without one."""
    own = Q(answers__think_tank=think_tank)
    rows = programme.questions.order_by("order").annotate(
        count=Count("answers", filter=own),
        ungrouped=Count("answers", filter=own & Q(answers__group=None, answers__hidden=False)),
    )
    return [QuestionTab(row, row.count, row.ungrouped) for row in rows]


def feedback_desk(
    question: Question, think_tank: ThinkTank | None, chosen: AnswerFilter
) -> FeedbackDesk:
    """Return what the desk lists of a question; while something is filtered, only groups in which something is found."""
    answers = Answer.objects.filter(question=question, think_tank=think_tank)
    rows = [DeskAnswer(answer, looks_personal(answer)) for answer in answers.order_by("pk")]
    listed = [row for row in rows if _is_chosen(row, chosen)]
    loose = [row for row in listed if row.answer.group_id is None]
    groups = AnswerGroup.objects.filter(question=question, think_tank=think_tank)
    named = ids_of_named_groups(question, think_tank)
    return FeedbackDesk(
        ungrouped=[row for row in loose if not row.answer.hidden],
        hidden=[row for row in loose if row.answer.hidden],
        groups=[
            group
            for group in (_desk_group(group, rows, listed, named) for group in groups)
            if group.answers or not chosen
        ],
    )


def _desk_group(
    group: AnswerGroup, rows: list[DeskAnswer], listed: list[DeskAnswer], named: set[int]
) -> DeskGroup:
    members = [row for row in listed if row.answer.group_id == group.pk]
    members.sort(key=lambda row: (row.answer.position, row.answer.pk))
    count = sum(row.answer.group_id == group.pk for row in rows)
    return DeskGroup(group, count, group.pk in named, members)


def _is_chosen(row: DeskAnswer, chosen: AnswerFilter) -> bool:
    """Return whether an answer is of the chosen kind and contains the words, whatever the capitals and accents."""
    is_of_kind = {
        "quotable": row.answer.quotable,
        "starred": row.answer.starred,
        "personal": row.answer.quotable and row.looks_personal and not row.answer.hidden,
        "hidden": row.answer.hidden,
    }.get(chosen.only, True)
    return is_of_kind and fold_words(chosen.search) in fold_words(row.answer.text)
