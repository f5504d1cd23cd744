"""The feedback of a think tank at the desk: every answer is read, found, hidden, starred, confirmed and typed from paper."""

import pytest

from language.personal_data import personal_data
from tests.support.factories import (
    make_administrator,
    make_answer,
    make_answers,
    make_coordinator,
    make_facilitator,
    make_think_tank,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import Answer
from thinktanks.operations.answers import hide_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


@pytest.fixture
def question(think_tank):
    return think_tank.programme.questions.first()


def page(client, think_tank, **query):
    return client.get(address("think-tank-feedback", think_tank.pk), query)


def listed(response):
    desk = response.context["desk"]
    return [row.answer.text for row in desk.ungrouped]


def press(client, think_tank, text, answer, **query):
    """Press a button of one answer and return the page that follows."""
    form = form_with(page(client, think_tank, **query), text, str(answer.pk))
    return form.press(text, str(answer.pk), follow=True)


def test_think_tank_feedback_shows_every_answer_and_exact_counts(client, think_tank, question):
    make_answer(think_tank, "Citējama")
    make_answer(think_tank, "Necitējama", quotable=False)
    hide_answers([make_answer(think_tank, "Paslēpta")], by=make_administrator())
    make_answer(make_think_tank(programme=think_tank.programme), "Cita domnīca")

    response = page(client, think_tank)

    assert listed(response) == ["Citējama", "Necitējama"]
    assert [row.answer.text for row in response.context["desk"].hidden] == ["Paslēpta"]
    assert [(tab.count, tab.ungrouped) for tab in response.context["tabs"]] == [
        (3, 2),
        (0, 0),
        (0, 0),
    ]
    for text in ("Citējama", "Necitējama", "Paslēpta", "3 answers"):
        assert text in html_of(response).replace("\xa0", " ")
    assert "Cita domnīca" not in html_of(response)


def test_think_tank_feedback_is_for_coordinators_too_and_not_for_others(think_tank):
    make_answer(think_tank)

    assert page(signed_in(make_coordinator()), think_tank).status_code == 200
    other = make_facilitator(make_think_tank(programme=think_tank.programme))
    assert page(signed_in(other), think_tank).status_code == 404
    assert page(signed_in(make_coordinator("latgale")), think_tank).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "zvanit PAR telpam"}, ["Zinu, kam zvanīt par telpām"]),
        ({"only": "quotable"}, ["Zinu, kam zvanīt par telpām", "Zvaniet 29 123 456"]),
        ({"only": "starred"}, []),
        ({"only": "personal"}, ["Zvaniet 29 123 456"]),
        ({"only": "quotable", "q": "zvan"}, ["Zinu, kam zvanīt par telpām", "Zvaniet 29 123 456"]),
        (
            {"only": "nothing known"},
            ["Zinu, kam zvanīt par telpām", "Mūs uzklausīja", "Zvaniet 29 123 456"],
        ),
    ],
)
def test_think_tank_feedback_lists_what_is_searched_and_chosen(client, think_tank, query, found):
    make_answer(think_tank, "Zinu, kam zvanīt par telpām")
    make_answer(think_tank, "Mūs uzklausīja", quotable=False)
    make_answer(think_tank, "Zvaniet 29 123 456")

    response = page(client, think_tank, **query)

    assert listed(response) == found
    assert [tab.count for tab in response.context["tabs"]] == [3, 0, 0]


def test_think_tank_feedback_shows_the_question_that_is_chosen(client, think_tank):
    last = think_tank.programme.questions.last()
    make_answer(think_tank, "Par iepirkumiem", question=last)

    assert listed(page(client, think_tank, question=last.pk)) == ["Par iepirkumiem"]
    for other in ("x", "9" * 30, ""):
        assert listed(page(client, think_tank, question=other)) == []


def test_hide_answers_by_the_button_of_one_and_undo(client, think_tank):
    answer, other = make_answers(think_tank, 2)

    hidden = press(client, think_tank, "Hide", answer)

    assert set(Answer.objects.filter(hidden=True)) == {answer}
    assert "Hidden: 1. The counts stay the same." in html_of(hidden)
    form_with(hidden, "Undo").press("Undo")
    assert not Answer.objects.filter(hidden=True)
    assert other.hidden is False


def test_hide_answers_that_are_selected_and_keep_the_filter(client, think_tank):
    answers = make_answers(think_tank, 3)
    form = form_with(page(client, think_tank, q="kontaktus"), "New group")

    form.fill(answers=[str(answer.pk) for answer in answers[:2]])
    hidden = form.press("Hide", "", follow=True)

    assert set(Answer.objects.filter(hidden=True)) == set(answers[:2])
    assert hidden.context["chosen"].search == "kontaktus"


def test_a_button_of_one_answer_leaves_the_selected_ones(client, think_tank):
    answers = make_answers(think_tank, 3)
    form = form_with(page(client, think_tank), "New group")

    form.fill(answers=[str(answers[0].pk)]).press("Hide", str(answers[2].pk))

    assert list(Answer.objects.filter(hidden=True)) == [answers[2]]


def test_unhide_star_unstar_and_allow_answers_by_their_buttons(client, think_tank):
    answer = make_answer(think_tank, "Zvaniet 29 123 456")
    assert personal_data(answer.text)
    states = []

    for text in ("Star", "Remove the star", "It contains none, quote it", "Hide", "Show again"):
        press(client, think_tank, text, answer)
        answer.refresh_from_db()
        states.append((answer.starred, answer.not_personal_data, answer.hidden))

    assert states == [
        (True, False, False),
        (False, False, False),
        (False, True, False),
        (False, True, True),
        (False, True, False),
    ]


def test_answers_are_refused_with_a_sentence_and_what_was_selected_stays(
    client, think_tank, question
):
    answer = make_answer(think_tank)
    path = address("answers-hide", question.pk)
    sent = {"think_tank": think_tank.pk}
    elsewhere = make_answer(make_think_tank(programme=think_tank.programme))
    of_question = make_answer(think_tank, question=think_tank.programme.questions.last())

    nothing = client.post(path, sent, follow=True)
    assert messages_of(nothing) == ["Select at least one answer."]
    for strange in (elsewhere.pk, of_question.pk, 999_999, "x", "9" * 30):
        refused = client.post(path, sent | {"answers": [answer.pk, strange]}, follow=True)
        assert messages_of(refused) == ["This answer does not exist any more."]
        assert answer.pk in refused.context["selected"]
    assert not Answer.objects.filter(hidden=True)


def test_answers_of_a_think_tank_of_others_do_not_exist(client, think_tank, question):
    other = make_think_tank(programme=think_tank.programme)
    answer = make_answer(other)

    for named in (other.pk, "", "x", 999_999):
        sent = {"think_tank": named, "answers": [answer.pk]}
        assert client.post(address("answers-hide", question.pk), sent).status_code == 404
    assert not Answer.objects.filter(hidden=True)


def test_a_selection_that_is_too_long_for_an_address_is_not_kept(client, think_tank, question):
    answers = [answer.pk for answer in make_answers(think_tank, 101)]
    path, sent = address("answers-hide", question.pk), {"think_tank": think_tank.pk}

    kept = client.post(path, sent | {"answers": [*answers[1:100], 999_999]})
    too_long = client.post(path, sent | {"answers": [*answers[1:101], 999_999]})

    assert kept.url.count("answers=") == 100
    assert too_long.url.count("answers=") == 0
    assert not Answer.objects.filter(hidden=True)


def test_programme_feedback_has_the_answers_of_older_plans_and_all_think_tanks(think_tank):
    imported = make_answer(think_tank, "No agrāka plāna", imported=True)
    make_answers(think_tank, 2)
    client = signed_in(make_administrator())

    response = client.get(address("programme-feedback", think_tank.programme.code))

    assert listed(response) == ["No agrāka plāna"]
    assert [(row.pk, row.answer_count) for row in response.context["think_tanks"]] == [
        (think_tank.pk, 2)
    ]
    form_with(response, "Hide", str(imported.pk)).press("Hide", str(imported.pk))
    assert list(Answer.objects.filter(hidden=True)) == [imported]


def test_type_answer_by_its_form_once(client, think_tank, question):
    form = form_with(client.get(address("answer-type", think_tank.pk)), "Save the answer")
    form.fill(question=str(question.pk), text="Kontaktus", quotable="on")

    saved = form.press("Save the answer", follow=True)
    form.press("Save the answer")

    answer = Answer.objects.get()
    assert (answer.text, answer.quotable, answer.think_tank) == ("Kontaktus", True, think_tank)
    assert messages_of(saved) == ["Written down. You can enter the next one."]


def test_type_answer_shows_what_is_wrong_and_keeps_what_was_typed(client, think_tank, question):
    form = form_with(client.get(address("answer-type", think_tank.pk)), "Save the answer")

    refused = form.fill(question=str(question.pk), text="x" * 2001).press("Save the answer")

    assert refused.status_code == 422
    assert "x" * 2001 in html_of(refused)
    assert Answer.objects.count() == 0
