"""What the desk decides about answers: hidden, with a star, confirmed; each with its event, of ids only."""

import pytest

from tests.support.factories import make_answer, make_programme, make_think_tank, make_user
from tests.support.refusals import refusal_code
from thinktanks.models import Answer, Programme, ProgrammeEvent, Question
from thinktanks.operations.answers import (
    allow_answers,
    hide_answers,
    star_answers,
    unhide_answers,
    unstar_answers,
)
from thinktanks.operations.feedback import type_answer

pytestmark = pytest.mark.django_db

DECISIONS = {
    "answers.hidden": (hide_answers, "hidden", False, True),
    "answers.unhidden": (unhide_answers, "hidden", True, False),
    "answers.starred": (star_answers, "starred", False, True),
    "answers.unstarred": (unstar_answers, "starred", True, False),
    "answers.allowed": (allow_answers, "not_personal_data", False, True),
}
IN_ARCHIVE = {"answers.hidden", "answers.unhidden"}
every_decision = pytest.mark.parametrize("kind", DECISIONS)


def events():
    return [(event.kind, event.changes, event.actor) for event in ProgrammeEvent.objects.all()]


@every_decision
def test_a_decision_about_answers_sets_its_field_and_records_their_ids(think_tank, kind):
    operation, field, was, now = DECISIONS[kind]
    answers = [make_answer(think_tank, "Slepens teksts") for _number in range(2)]
    other = make_answer(think_tank)
    Answer.objects.update(**{field: was})
    ProgrammeEvent.objects.all().delete()
    user = make_user()

    changed = operation(answers, by=user)

    assert changed == answers
    assert [getattr(answer, field) for answer in Answer.objects.order_by("pk")] == [now, now, was]
    assert events() == [(kind, {"answers": [None, [answer.pk for answer in answers]]}, user.pk)]
    event = ProgrammeEvent.objects.get()
    assert (event.programme, event.think_tank) == (think_tank.programme, think_tank)
    assert other.text == "Kontaktus"


@every_decision
def test_a_decision_that_is_made_already_records_nothing(think_tank, kind):
    operation, field, _was, now = DECISIONS[kind]
    answer = make_answer(think_tank)
    Answer.objects.update(**{field: now})
    before = ProgrammeEvent.objects.count()

    assert operation([answer], by=make_user()) == []
    assert ProgrammeEvent.objects.count() == before


@every_decision
def test_a_decision_about_answers_refuses(think_tank, kind):
    operation = DECISIONS[kind][0]
    user, answer = make_user(), make_answer(think_tank)
    elsewhere = make_answer(make_think_tank(programme=think_tank.programme))
    gone = make_answer(think_tank)
    Answer.objects.filter(pk=gone.pk).delete()

    assert refusal_code(operation, [], by=user) == "empty"
    assert refusal_code(operation, [answer, elsewhere], by=user) == "other_question"
    assert refusal_code(operation, [answer, gone], by=user) == "gone"


@pytest.mark.parametrize("kind", sorted(DECISIONS.keys() - IN_ARCHIVE))
def test_a_decision_about_answers_of_an_archived_programme_is_refused(think_tank, kind):
    answer = make_answer(think_tank)
    Programme.objects.update(state=Programme.State.ARCHIVED)

    assert refusal_code(DECISIONS[kind][0], [answer], by=make_user()) == "archived"


def test_hide_answers_of_an_archived_programme_and_show_them_again_and_record_it(think_tank):
    answer, user = make_answer(think_tank), make_user()
    Programme.objects.update(state=Programme.State.ARCHIVED)

    hide_answers([answer], by=user)
    hidden = Answer.objects.get().hidden
    unhide_answers([answer], by=user)

    changes = {"answers": [None, [answer.pk]]}
    assert (hidden, Answer.objects.get().hidden) == (True, False)
    assert events()[-2:] == [
        ("answers.hidden", changes, user.pk),
        ("answers.unhidden", changes, user.pk),
    ]


def test_type_answer_keeps_what_was_on_paper_also_after_the_14_days(think_tank):
    question, user = think_tank.programme.questions.last(), make_user()
    think_tank.state, think_tank.closed_at = "closed", think_tank.opened_at.replace(year=2020)
    think_tank.opened_at = think_tank.closed_at
    think_tank.save()

    answer = type_answer(
        think_tank, question=question, text=" Par  iepirkumiem ", quotable=True, by=user
    )

    answer.refresh_from_db()
    assert (answer.question, answer.think_tank, answer.region) == (
        question,
        think_tank,
        think_tank.region,
    )
    assert (answer.text, answer.quotable, answer.device) == ("Par  iepirkumiem", True, None)
    assert events()[-1] == ("answer.typed", {"answers": [None, [answer.pk]]}, user.pk)


def test_type_answer_refuses(think_tank):
    question = think_tank.programme.questions.first()
    answer = {"question": question, "text": "Kontaktus", "quotable": True, "by": make_user()}
    planned = make_think_tank(programme=think_tank.programme, is_open=False)
    other = make_programme().questions.first()

    assert refusal_code(type_answer, planned, **answer) == "too_early"
    assert refusal_code(type_answer, think_tank, **answer | {"question": other}) == "other_question"
    assert refusal_code(type_answer, think_tank, **answer | {"text": " "}) == "empty"
    assert refusal_code(type_answer, think_tank, **answer | {"text": "x" * 2001}) == "too_long"
    removed = think_tank.programme.questions.last()
    Question.objects.filter(pk=removed.pk).delete()
    assert (
        refusal_code(type_answer, think_tank, **answer | {"question": removed}) == "other_question"
    )
    Programme.objects.update(state=Programme.State.ARCHIVED)
    assert refusal_code(type_answer, think_tank, **answer) == "archived"
    assert Answer.objects.count() == 0
