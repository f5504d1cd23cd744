"""The answers to a programme's questions as everybody reads them: counts, groups of similar answers, and quotes.

A count of less than five is not shown, and cannot be found by subtraction either: where it could, a group joins the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from language.fold import fold_words
from thinktanks.models import Answer, AnswerGroup, Programme, Question, ThinkTank
from thinktanks.queries.feedback import ENOUGH_ANSWERS, counted, is_quoted

Key = str | int  # of a group: its folded name, or its pk where it has none


@dataclass(frozen=True)
class SimilarAnswers:
    """Answers that say the same, or the rest of a question (`is_rest`): how many, and the words that are quoted."""

    name: str
    count: int
    quotes: tuple[str, ...]
    is_rest: bool = False


@dataclass(frozen=True)
class QuestionFeedback:
    """What is shown of the answers to a question; `count` is None where there are too few of them."""

    question: Question
    count: int | None
    groups: tuple[SimilarAnswers, ...]

    @property
    def quote_count(self) -> int:
        return sum(len(group.quotes) for group in self.groups)


@dataclass
class _Parts:
    """Answers that are counted, by the group under which they are shown, and the rest."""

    groups: dict[Key, list[Answer]] = field(default_factory=dict)
    rest: list[Answer] = field(default_factory=list)


def feedback_of_think_tank(think_tank: ThinkTank) -> list[QuestionFeedback]:
    """Return what everybody reads of the answers of a think tank, groups in the order of the desk."""
    return _by_question(think_tank.programme, think_tank.answers.all())


def feedback_of_programme(programme: Programme) -> list[QuestionFeedback]:
    """Return what everybody reads of all answers in a programme; groups with the same name are one, the largest first."""
    answers = Answer.objects.filter(question__programme=programme)
    return _by_question(programme, answers, largest_first=True)


def ids_of_named_groups(question: Question, think_tank: ThinkTank | None) -> set[int]:
    """Return the pks of the groups whose name everybody reads, of a think tank or of answers without one; one query."""
    answers = Answer.objects.filter(question=question, think_tank=think_tank)
    owners = _by_owner(answers).get(question.pk, {}).values()
    parts = [_parts_of(answers) for answers in map(counted, owners)]
    named = [answers for part in parts for answers in part.groups.values()]
    return {answer.group_id for answers in named for answer in answers}


def think_tank_ids_with_feedback(think_tanks: Iterable[ThinkTank]) -> set[int]:
    """Return the pks of those think tanks of whose answers everybody may read something; one query."""
    pks = [think_tank.pk for think_tank in think_tanks]
    return {pk for pk, _question in _with_enough(Answer.objects.filter(think_tank__in=pks))}


def has_feedback(programme: Programme) -> bool:
    """Return whether everybody may read something of the answers in a programme."""
    return _with_enough(Answer.objects.filter(question__programme=programme)).exists()


def _with_enough(answers: QuerySet[Answer]) -> QuerySet:
    """Return the pairs of think tank and question of which something may be read, by the rule of `counted`."""
    rows = answers.order_by().values_list("think_tank", "question")
    new = Count("pk", filter=Q(published_before=False))
    known = Count("pk", filter=Q(published_before=True))
    return rows.alias(new=new, known=known).filter(Q(new__gte=ENOUGH_ANSWERS) | Q(known__gt=0))


def _by_question(
    programme: Programme, answers: QuerySet[Answer], *, largest_first: bool = False
) -> list[QuestionFeedback]:
    """Return what is shown of each question; each think tank, and each region without one, hides its own small groups."""
    by_question = _by_owner(answers)
    return [
        _question_feedback(question, by_question.get(question.pk, {}).values(), largest_first)
        for question in programme.questions.all()
    ]


def _by_owner(answers: QuerySet[Answer]) -> dict[int, dict[tuple, list[Answer]]]:
    """Return for each question the answers of each think tank, and of each region without one, in the order of the desk."""
    by_question: dict[int, dict[tuple, list[Answer]]] = {}
    rows = answers.select_related("group").annotate(
        given_in=Coalesce("region", "think_tank__region")
    )
    for answer in rows.order_by("group__position", "group", "position", "pk"):
        owners = by_question.setdefault(answer.question_id, {})
        owners.setdefault((answer.think_tank_id, answer.given_in), []).append(answer)
    return by_question


def _question_feedback(
    question: Question, owners: Iterable[list[Answer]], largest_first: bool
) -> QuestionFeedback:
    shown = [answers for answers in map(counted, owners) if answers]
    if not shown:
        return QuestionFeedback(question, None, ())
    parts = _joined([_parts_of(answers) for answers in shown])
    groups = [_similar(answers) for answers in parts.groups.values()]
    if largest_first:
        groups.sort(key=lambda group: -group.count)
    if parts.rest:
        groups.append(_similar(parts.rest, is_rest=True))
    return QuestionFeedback(question, sum(map(len, shown)), tuple(groups))


def _parts_of(answers: list[Answer]) -> _Parts:
    """Divide the answers of one think tank into groups that may be shown and the rest, which is large enough or empty."""
    parts = _Parts(rest=[answer for answer in answers if answer.group is None])
    for answer in answers:
        if answer.group:
            parts.groups.setdefault(_key(answer.group), []).append(answer)
    for key in [key for key, members in parts.groups.items() if _is_small(members)]:
        _move_to_rest(parts, key)
    while _is_small(parts.rest) and (
        movable := [key for key in parts.groups if _unpublished(parts.groups[key])]
    ):
        _move_to_rest(parts, min(movable, key=lambda key: len(_unpublished(parts.groups[key]))))
    return parts


def _joined(all_parts: list[_Parts]) -> _Parts:
    """Join the groups with the same name, small ones too where there are enough of them at several think tanks."""
    joined, small = _Parts(), {}
    for parts in all_parts:
        for key, members in parts.groups.items():
            joined.groups.setdefault(key, []).extend(members)
        for answer in parts.rest:
            if answer.group:
                small.setdefault(_key(answer.group), []).append(answer)
        joined.rest += parts.rest
    added = {key: members for key, members in small.items() if _is_enough(members)}
    rest = len(_unpublished(joined.rest)) - sum(map(len, added.values()))
    for key in sorted(added, key=lambda key: len(added[key])):
        if 0 < rest < ENOUGH_ANSWERS:
            rest += len(added.pop(key))
    for key, members in added.items():
        joined.groups.setdefault(key, []).extend(members)
        moved = {answer.pk for answer in members}
        joined.rest = [answer for answer in joined.rest if answer.pk not in moved]
    return joined


def _is_enough(members: list[Answer]) -> bool:
    """Return whether answers of a group that are in the rest of several think tanks may be shown under its name."""
    return len(members) >= ENOUGH_ANSWERS and len({answer.think_tank_id for answer in members}) > 1


def _is_small(members: list[Answer]) -> bool:
    return 0 < len(_unpublished(members)) < ENOUGH_ANSWERS


def _unpublished(members: list[Answer]) -> list[Answer]:
    """Return those that had not been published before: only they may point to a person."""
    return [answer for answer in members if not answer.published_before]


def _move_to_rest(parts: _Parts, key: Key) -> None:
    """Move what was not published before of a group to the rest; what had been published before stays under its name."""
    members = parts.groups.pop(key)
    parts.rest += _unpublished(members)
    if known := [answer for answer in members if answer.published_before]:
        parts.groups[key] = known


def _key(group: AnswerGroup) -> Key:
    return fold_words(group.name) or group.pk


def _similar(answers: list[Answer], *, is_rest: bool = False) -> SimilarAnswers:
    name = "" if is_rest else answers[0].group.name
    quotes = tuple(answer.text for answer in answers if is_quoted(answer))
    return SimilarAnswers(name, len(answers), quotes, is_rest)
