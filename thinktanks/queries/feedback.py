"""What may be shown of the answers to a programme's questions. No other module decides that."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Coalesce

from language.personal_data import personal_data
from stakeholders.models import Region
from thinktanks.models import Answer, Programme, Question

# Fewer answers might point to a person (T29 in docs/promises.md), so neither their count nor their text is shown.
ENOUGH_ANSWERS = 5


@dataclass(frozen=True)
class RegionFeedback:
    """The answers of one region to one question; `count` is None where there are too few to be shown.

    `quoted` are those whose text is shown.
    """

    region: Region | None
    question: Question
    count: int | None
    quoted: tuple[Answer, ...]


def counted(answers: Iterable[Answer]) -> list[Answer]:
    """Return those answers of one think tank to one question that may be counted: all of them, or none if they are few.

    Those that had been published before are counted always, and do not make up for missing ones: everybody knows how
    many they are.
    """
    answers = list(answers)
    is_enough = sum(not answer.published_before for answer in answers) >= ENOUGH_ANSWERS
    return [answer for answer in answers if is_enough or answer.published_before]


def is_quoted(answer: Answer) -> bool:
    """Return whether the text of an answer that is counted is shown too.

    It may be quoted, nobody has hidden it, and it does not look like personal data unless somebody has looked at it.
    """
    return answer.quotable and not answer.hidden and not looks_personal(answer)


def looks_personal(answer: Answer) -> bool:
    """Return whether a text looks like personal data and nobody has confirmed yet that it is not."""
    return not answer.not_personal_data and bool(personal_data(answer.text))


def feedback_by_region(programme: Programme, regions: list[Region | None]) -> list[RegionFeedback]:
    """Return counts and quotes for each region and question: the sum of what its think tanks show.

    Where none of them has enough answers, both are left out. The region None, for answers without one, is listed only
    where there are enough.
    """
    given: dict[tuple[int | None, int], dict[int | None, list[Answer]]] = {}
    rows = Answer.objects.filter(question__programme=programme).annotate(
        given_in=Coalesce("region", "think_tank__region")
    )
    for answer in rows.order_by("pk"):
        of_think_tanks = given.setdefault((answer.given_in, answer.question_id), {})
        of_think_tanks.setdefault(answer.think_tank_id, []).append(answer)
    found = []
    questions = list(programme.questions.all())
    for region in regions:
        for question in questions:
            of_think_tanks = given.get((region.pk if region else None, question.pk), {})
            shown = [answer for answers in of_think_tanks.values() for answer in counted(answers)]
            if shown:
                quoted = tuple(answer for answer in shown if is_quoted(answer))
                found.append(RegionFeedback(region, question, len(shown), quoted))
            elif region:
                found.append(RegionFeedback(region, question, None, ()))
    return found
