"""Enter the feedback of the demo: what people answered after a think tank, and what its organisers did with it."""

import datetime
from collections.abc import Iterable

from portal.demo.clock import at, spread
from portal.demo.files import read_demo, uuid_of
from stakeholders.models import User
from thinktanks.models import Answer, ThinkTank
from thinktanks.operations.answer_groups import form_group, name_group
from thinktanks.operations.answers import hide_answers, star_answers
from thinktanks.operations.feedback import send_feedback

FEEDBACK_PERIOD = datetime.timedelta(days=3)


def enter_feedback(row: dict, *, start: datetime.datetime) -> None:
    """Send the answers of each person in one form, spread over three days from the start."""
    think_tank = ThinkTank.objects.select_related("programme", "region").get(code=row["code"])
    questions = {question.code: question for question in think_tank.programme.questions.all()}
    forms = list(_grouped(_answers_of(row), "person").values())
    for form, moment in zip(forms, spread(start, start + FEEDBACK_PERIOD, len(forms)), strict=True):
        answers = [
            {
                "question": questions[answer["question"]],
                "text": answer["text"],
                "quotable": answer["quotable"],
                "uuid": uuid_of(answer["id"]),
            }
            for answer in form
        ]
        with at(moment):
            send_feedback(think_tank, answers=answers, by=None)


def enter_groups(row: dict, *, by: User) -> None:
    """Put answers that say the same together, those that nobody else says into a group without a name; hide and star some."""
    answers = _answers_of(row)
    for of_question in _grouped(answers, "question").values():
        grouped = [answer for answer in of_question if "group" in answer]
        groups = _grouped(grouped, "group")
        others = groups.pop("", [])
        for name, alike in groups.items():
            name_group(form_group(_stored(alike), by=by), name=name, by=by)
        if others:
            form_group(_stored(others), by=by)
    for name, decide in (("hidden", hide_answers), ("starred", star_answers)):
        for answer in answers:
            if answer.get(name):
                decide(_stored([answer]), by=by)


def _answers_of(row: dict) -> list[dict]:
    return [answer for answer in read_demo("feedback") if answer["think_tank"] == row["code"]]


def _grouped(answers: Iterable[dict], key: str) -> dict[str, list[dict]]:
    """Return the answers by the value of a key, in order of the first of each."""
    groups: dict[str, list[dict]] = {}
    for answer in answers:
        groups.setdefault(answer[key], []).append(answer)
    return groups


def _stored(answers: list[dict]) -> list[Answer]:
    """Return the stored answers in the order of the file."""
    rows = Answer.objects.select_related("question__programme", "think_tank").in_bulk(
        [uuid_of(answer["id"]) for answer in answers], field_name="uuid"
    )
    return [rows[uuid_of(answer["id"])] for answer in answers]
