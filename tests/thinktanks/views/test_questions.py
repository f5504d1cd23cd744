"""Questions of a programme from its page: added, reworded in two steps, moved, removed."""

import uuid

import pytest

from tests.support.factories import make_administrator, make_programme
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.operations.feedback import give_feedback
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.questions import reword_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in(make_administrator())


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def first(programme):
    return programme.questions.first()


def answer(question):
    give_feedback(question, text="Kontaktus", quotable=True, uuid=uuid.uuid4(), by=None)


def texts_of(programme):
    return list(programme.questions.values_list("text_en", flat=True))


def test_add_question_from_its_page(client, programme):
    form = form_with(client.get(address("question-add", programme.code)), "Add the question")

    response = form.fill(text_lv="Kas vēl?", text_en="What else?").press(
        "Add the question", follow=True
    )

    assert messages_of(response) == ["The question is added"]
    assert texts_of(programme)[-1] == "What else?"


def test_reword_question_with_answers_is_asked_twice(client, first):
    answer(first)
    answer(first)
    form = form_with(client.get(address("question-reword", first.pk)), "Save")

    refused = form.fill(text_en="What else?").press("Save")

    assert refused.status_code == 422
    assert "2 answers were given to the earlier wording." in html_of(refused)
    first.refresh_from_db()
    assert first.text_en == "What did you gain?"

    again = form_with(refused, "Save the new wording")
    done = again.press("Save the new wording", follow=True)

    assert messages_of(done) == ["Saved"]
    first.refresh_from_db()
    assert first.text_en == "What else?"


def test_reword_question_without_answers_is_asked_once(client, first):
    form = form_with(client.get(address("question-reword", first.pk)), "Save")

    form.fill(text_en="What else?").press("Save")

    first.refresh_from_db()
    assert first.text_en == "What else?"


def test_reword_question_overwrites_nothing_of_somebody_else(client, first):
    form = form_with(client.get(address("question-reword", first.pk)), "Save")
    by = make_administrator()
    reword_question(first, text_lv="Ko guvāt?", text_en="What was it?", by=by)

    refused = form.fill(text_en="What else?").press("Save")

    assert "Now it is: What was it?." in html_of(refused)
    first.refresh_from_db()
    assert (first.text_lv, first.text_en) == ("Ko guvāt?", "What was it?")


def test_move_question_and_remove_it_by_the_buttons_of_the_page(client, programme):
    page = client.get(address("programme-show", programme.code))

    [first, *_others] = programme.questions.all()
    move, remove = (address(name, first.pk) for name in ("question-move", "question-remove"))

    moved = form_with(page, "Move down", to=move).press("Move down", follow=True)
    assert texts_of(programme)[:2] == ["How will you use the action plan?", "What did you gain?"]

    moved = form_with(moved, "Move up", to=move).press("Move up", follow=True)
    assert texts_of(programme)[:2] == ["What did you gain?", "How will you use the action plan?"]

    removed = form_with(moved, "Remove", to=remove).press("Remove", follow=True)
    assert messages_of(removed) == ["The question is removed"]
    assert texts_of(programme) == [
        "How will you use the action plan?",
        "Which events would help you next?",
    ]


def test_remove_question_with_answers_is_refused_and_not_offered(client, programme, first):
    answer(first)

    html = html_of(client.get(address("programme-show", programme.code)))
    refused = client.post(address("question-remove", first.pk), follow=True)

    assert address("question-remove", first.pk) not in html
    assert messages_of(refused) == ["This question has answers, so it stays. You can reword it."]
    assert len(texts_of(programme)) == 3


@pytest.mark.parametrize("name", ["question-reword", "question-move", "question-remove"])
def test_questions_of_an_archived_programme_stay(client, programme, first, name):
    archive_programme(programme, by=make_administrator())
    texts = texts_of(programme)

    response = client.post(
        address(name, first.pk), {"text_lv": "Cits?", "text_en": "Other?"}, follow=True
    )

    assert "This programme is archived: everything can be read" in html_of(response)
    assert texts_of(programme) == texts
