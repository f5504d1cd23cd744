"""What may be shown of the answers to a programme's questions."""

from dataclasses import dataclass

from django.db.models.functions import Coalesce

from stakeholders.models import Region
from thinktanks.models import Answer, Programme, Question

# Fewer answers might point to a person (T29 in docs/promises.md), so neither their count nor their text is shown.
ENOUGH_ANSWERS = 5


@dataclass(frozen=True)
class Feedback:
    """The answers of one region to one question; `count` is None where there are too few to be shown."""

    region: Region | None
    question: Question
    count: int | None
    quotes: tuple[str, ...]


def feedback_of(programme: Programme, regions: list[Region | None]) -> list[Feedback]:
    """Return counts and quotable answers for each region and question.

    Where there are too few answers, both are left out. The region None, for answers without one, is listed only where
    there are enough.
    """
    given: dict[tuple[int | None, int], list[tuple[str, bool]]] = {}
    rows = Answer.objects.filter(question__programme=programme).annotate(
        given_in=Coalesce("region", "think_tank__region")
    )
    for region_id, question_id, text, quotable in rows.order_by("pk").values_list(
        "given_in", "question", "text", "quotable"
    ):
        given.setdefault((region_id, question_id), []).append((text, quotable))
    found = []
    questions = list(programme.questions.all())
    for region in regions:
        for question in questions:
            answers = given.get((region.pk if region else None, question.pk), [])
            if len(answers) >= ENOUGH_ANSWERS:
                quotes = tuple(text for text, quotable in answers if quotable)
                found.append(Feedback(region, question, len(answers), quotes))
            elif region:
                found.append(Feedback(region, question, None, ()))
    return found
