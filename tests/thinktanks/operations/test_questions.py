"""Add, reword, move and remove questions: rows, events, and what is refused."""

import uuid

import pytest

from stakeholders.models import PublicRevision
from tests.support.factories import make_administrator, make_programme
from tests.support.refusals import refusal_code
from thinktanks.models import ProgrammeEvent
from thinktanks.operations.feedback import give_feedback
from thinktanks.operations.questions import (
    add_question,
    move_question,
    remove_question,
    reword_question,
)

pytestmark = pytest.mark.django_db
TEXTS = {"text_lv": "Kas vēl?", "text_en": "What else?"}


@pytest.fixture
def by():
    return make_administrator()


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def first(programme):
    return programme.questions.first()


@pytest.fixture
def answered(first):
    give_feedback(first, text="Kontaktus", quotable=True, uuid=uuid.uuid4(), by=None)
    return first


def texts_of(programme):
    return list(programme.questions.values_list("text_lv", flat=True))


def last_event(programme):
    event = programme.events.last()
    return event.kind, event.changes, event.actor


def test_add_question_asks_it_last_without_a_code(programme, by):
    before = PublicRevision.objects.get().number

    question = add_question(programme, **TEXTS, by=by)

    assert programme.questions.last() == question
    assert (question.code, question.order) == ("", 4)
    changes = {"text_lv": [None, "Kas vēl?"], "text_en": [None, "What else?"]}
    assert last_event(programme) == ("question.added", changes, by.pk)
    assert PublicRevision.objects.get().number == before + 1


def test_add_question_may_add_several_without_a_code(programme, by):
    for _number in range(2):
        add_question(programme, **TEXTS, by=by)

    assert texts_of(programme)[3:] == ["Kas vēl?", "Kas vēl?"]


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"text_lv": " "}, "empty"),
        ({"text_en": ""}, "empty"),
        ({"text_en": "x" * 201}, "too_long"),
    ],
)
def test_add_question_refuses_a_text_that_cannot_be_stored(programme, by, texts, code):
    assert refusal_code(add_question, programme, **(TEXTS | texts), by=by) == code
    assert programme.questions.count() == 3


def test_reword_question_keeps_what_it_was(first, by):
    reword_question(first, **TEXTS, by=by)

    first.refresh_from_db()
    assert (first.text_lv, first.text_en, first.code) == ("Kas vēl?", "What else?", "gains")
    changes = {
        "text_lv": ["Ko ieguvāt?", "Kas vēl?"],
        "text_en": ["What did you gain?", "What else?"],
    }
    assert last_event(first.programme) == ("question.reworded", changes, by.pk)


def test_reword_question_with_answers_asks_first(answered, by):
    assert refusal_code(reword_question, answered, **TEXTS, by=by) == "has_answers"
    answered.refresh_from_db()
    assert answered.text_lv == "Ko ieguvāt?"

    reword_question(answered, **TEXTS, confirmed=True, by=by)

    answered.refresh_from_db()
    assert (answered.text_lv, answered.answers.count()) == ("Kas vēl?", 1)


def test_reword_question_to_the_same_words_changes_nothing(answered, by):
    events = ProgrammeEvent.objects.count()

    reword_question(answered, text_lv=answered.text_lv, text_en=answered.text_en, by=by)

    assert ProgrammeEvent.objects.count() == events


@pytest.mark.parametrize(
    ("place", "up", "order"),
    [
        (1, True, [1, 0, 2]),
        (1, False, [0, 2, 1]),
        (0, True, [0, 1, 2]),
        (2, False, [0, 1, 2]),
    ],
)
def test_move_question_goes_one_place(programme, by, place, up, order):
    texts = texts_of(programme)

    move_question(programme.questions.all()[place], up=up, by=by)

    assert texts_of(programme) == [texts[index] for index in order]


def test_move_question_records_its_places_and_nothing_where_it_stays(programme, first, by):
    events = ProgrammeEvent.objects.count()
    move_question(first, up=True, by=by)
    assert ProgrammeEvent.objects.count() == events

    move_question(first, up=False, by=by)

    changes = {"text_lv": ["Ko ieguvāt?", "Ko ieguvāt?"], "place": [1, 2]}
    assert last_event(programme) == ("question.moved", changes, by.pk)


def test_remove_question_records_its_text(programme, first, by):
    remove_question(first, by=by)

    assert texts_of(programme) == [
        "Kā izmantosiet rīcības plānu?",
        "Kādi pasākumi Jums noderētu turpmāk?",
    ]
    changes = {"text_lv": ["Ko ieguvāt?", None], "text_en": ["What did you gain?", None]}
    assert last_event(programme) == ("question.removed", changes, by.pk)


def test_remove_question_refuses_one_with_answers(programme, answered, by):
    assert refusal_code(remove_question, answered, by=by) == "question_answered"
    assert programme.questions.count() == 3


def test_remove_question_refuses_the_last_one(programme, by):
    for question in programme.questions.all()[:2]:
        remove_question(question, by=by)

    assert refusal_code(remove_question, programme.questions.get(), by=by) == "last_question"
    assert programme.questions.count() == 1


@pytest.mark.parametrize(
    ("operation", "fields"),
    [(reword_question, TEXTS), (move_question, {"up": True}), (remove_question, {})],
)
def test_a_question_that_is_gone_is_refused(first, by, operation, fields):
    remove_question(first, by=by)
    first.pk = first.pk or 0

    assert refusal_code(operation, first, **fields, by=by) == "gone"
