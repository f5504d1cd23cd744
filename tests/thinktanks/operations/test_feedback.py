"""Feedback after the event: each answer once, until 14 days after the close."""

import uuid

import pytest

from tests.support.factories import hours_ago, make_device, make_think_tank
from tests.support.refusals import refusal_code
from thinktanks.models import Answer, Question
from thinktanks.operations.feedback import delete_feedback, give_feedback, send_feedback
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db
UUID = uuid.UUID("0c6a4b2f-51f7-4b53-8a3a-0d1f8f0c1a11")


def answer_to(think_tank, text="Kontakti", **more):
    question = think_tank.programme.questions.get(code="gains")
    return {"question": question, "text": text, "quotable": True, "uuid": UUID} | more


def test_send_feedback_keeps_each_answer_once():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    answers = [answer_to(think_tank, " Kontakti\u200b un \u202edrosme ")]

    send_feedback(think_tank, answers=answers, by=device)
    send_feedback(think_tank, answers=answers, by=device)

    kept = Answer.objects.get()
    assert (kept.text, kept.quotable, kept.question.code) == ("Kontakti un drosme", True, "gains")
    assert (kept.device, kept.think_tank, kept.region) == (device, think_tank, think_tank.region)


def test_send_feedback_refuses_and_keeps_nothing():
    think_tank, other = make_think_tank(), make_think_tank()
    good = answer_to(think_tank)

    for bad, code in (
        (answer_to(think_tank, "  "), "empty"),
        (answer_to(think_tank, "x" * 10_000), "too_long"),
        (answer_to(other), "other_question"),
    ):
        bad["uuid"] = uuid.uuid4()
        assert refusal_code(send_feedback, think_tank, answers=[good, bad], by=None) == code
    assert refusal_code(send_feedback, think_tank, answers=[], by=None) == "empty"
    assert Answer.objects.count() == 0


def test_send_feedback_refuses_a_question_that_was_removed_meanwhile():
    think_tank = make_think_tank()
    answer = answer_to(think_tank)
    Question.objects.filter(pk=answer["question"].pk).delete()

    assert refusal_code(send_feedback, think_tank, answers=[answer], by=None) == "other_question"
    assert Answer.objects.count() == 0


def test_send_feedback_refuses_the_same_uuid_with_another_text():
    think_tank = make_think_tank()
    send_feedback(think_tank, answers=[answer_to(think_tank)], by=None)

    assert (
        refusal_code(send_feedback, think_tank, answers=[answer_to(think_tank, "Citi")], by=None)
        == "other_text"
    )
    assert Answer.objects.get().text == "Kontakti"


def test_send_feedback_refuses_the_same_uuid_with_another_consent():
    think_tank = make_think_tank()
    answer = answer_to(think_tank) | {"quotable": True}
    send_feedback(think_tank, answers=[answer], by=None)

    assert (
        refusal_code(send_feedback, think_tank, answers=[answer | {"quotable": False}], by=None)
        == "other_text"
    )


def closed(hours):
    """Return a think tank that was closed `hours` ago."""
    think_tank = close_think_tank(make_think_tank(), by=None)
    think_tank.closed_at = hours_ago(hours)
    return think_tank


@pytest.mark.parametrize("hours", [0, 14 * 24 - 1])
def test_send_feedback_is_accepted_for_14_days_after_the_close(hours):
    think_tank = closed(hours)

    [answer] = send_feedback(think_tank, answers=[answer_to(think_tank)], by=None)

    assert answer.text == "Kontakti"


def test_send_feedback_refuses_after_14_days():
    think_tank = closed(14 * 24 + 1)

    assert (
        refusal_code(send_feedback, think_tank, answers=[answer_to(think_tank)], by=None)
        == "too_late"
    )


def test_send_feedback_refuses_before_the_opening():
    think_tank = make_think_tank(is_open=False)

    assert (
        refusal_code(send_feedback, think_tank, answers=[answer_to(think_tank)], by=None)
        == "too_late"
    )


def test_give_feedback_returns_the_first_answer_of_a_uuid():
    fields = answer_to(make_think_tank())

    first = give_feedback(**fields, source="line 3", by=None)
    again = give_feedback(**fields | {"text": "Citi"}, by=None)

    assert again == first
    assert (first.text, first.source) == ("Kontakti", "line 3")
    assert refusal_code(give_feedback, **fields | {"text": " "}, by=None) == "empty"


@pytest.mark.parametrize("published_before", [True, False])
def test_give_feedback_keeps_whether_an_answer_was_published_before(published_before):
    fields = answer_to(make_think_tank()) | {"published_before": published_before}

    answer = give_feedback(**fields, by=None)

    assert Answer.objects.get(pk=answer.pk).published_before == published_before


def test_delete_feedback_leaves_answers_of_devices():
    think_tank = make_think_tank()
    device, _token = make_device(think_tank)
    imported = give_feedback(**answer_to(think_tank), by=None)
    sent = give_feedback(**answer_to(think_tank, uuid=uuid.uuid4()), by=device)

    delete_feedback([imported.uuid, sent.uuid, uuid.uuid4()], by=None)

    assert list(Answer.objects.all()) == [sent]
