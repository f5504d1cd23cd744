"""The answers of an older plan: recorded also where nothing else is new, and taken back as long as nobody has worked on them."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import Placement
from actionplans.operations.imports import import_plan, undo_batch
from actionplans.operations.undo import undo
from actionplans.queries.imports.new_rows import ImportRow, ReadPlan, batch_of
from actionplans.queries.log.history import history_of
from actionplans.queries.log.verification import differences
from stakeholders.models import PublicRevision
from tests.support.factories import make_administrator, make_national_plan, make_user, role
from tests.support.refusals import refusal_code
from thinktanks.models import Answer, ProgrammeEvent, Question
from thinktanks.operations.answer_groups import form_group
from thinktanks.operations.answers import allow_answers, hide_answers, star_answers

pytestmark = pytest.mark.django_db
DESK = {
    "grouped": form_group,
    "hidden": hide_answers,
    "starred": star_answers,
    "allowed": allow_answers,
}


@pytest.fixture
def plan():
    return make_national_plan()


def read_of(plan, *answers):
    """Return an older plan of one bullet, with answers to a question."""
    question = plan.programme.questions.get(code="gains")
    row = ImportRow("Telpas", addressed_role=role(), source="line 2", action=1)
    feedback = tuple((question, answer, f"line {answer}") for answer in answers)
    return ReadPlan(actions=((role(), 1, "Telpas"),), rows=(row,), feedback=feedback)


def import_one_more_answer(plan, by=None):
    """Import a plan with an answer, then the same with another one, and return the batch of the second import."""
    batch = uuid.uuid4()
    import_plan(plan, read=read_of(plan, "Kontakti"), by=None)
    import_plan(plan, read=read_of(plan, "Kontakti", "Zināšanas"), batch=batch, by=by)
    return batch


def counts(plan, batch):
    found = batch_of(plan, batch)
    return found.actions, found.contributions, found.answers


def test_import_plan_records_an_answer_where_nothing_else_is_new(plan):
    user = make_user()

    batch = import_one_more_answer(plan, by=user)

    [event] = plan.events.filter(batch=batch)
    answer = Answer.objects.get(text="Zināšanas")
    assert (event.kind, event.actor) == ("answers.imported", user.pk)
    assert event.payload == {"changes": [], "answers": [str(answer.uuid)]}
    assert history_of(plan)[0].what == "ielasīja 1\xa0atbildi"
    assert counts(plan, batch) == (0, 0, 1)
    assert differences() == []


def test_import_plan_without_anything_new_records_nothing(plan):
    import_one_more_answer(plan)
    events = plan.events.count()

    import_plan(plan, read=read_of(plan, "Kontakti", "Zināšanas"), by=None)

    assert plan.events.count() == events


def test_undo_batch_takes_back_an_import_of_an_answer_alone(plan):
    batch = import_one_more_answer(plan)

    event = undo_batch(plan, batch=batch, by=make_user())

    assert [answer.text for answer in Answer.objects.all()] == ["Kontakti"]
    assert history_of(plan)[0].what == "atsauca ielasīšanu: 1\xa0ieraksts"
    assert (event.payload["changes"], len(event.payload["answers"])) == ([], 1)
    assert batch_of(plan, batch) is None
    assert refusal_code(undo_batch, plan, batch=batch, by=make_user()) == "undone"
    assert refusal_code(undo_batch, plan, batch=uuid.uuid4(), by=make_user()) == "no_batch"


def test_undo_refuses_answers_that_are_undone_with_their_import(plan):
    import_one_more_answer(plan)
    event = plan.events.get(kind="answers.imported")

    assert refusal_code(undo, plan, seq=event.seq, by=make_user()) == "final"


@pytest.mark.parametrize("decision", DESK)
def test_undo_batch_refuses_answers_on_which_the_desk_has_worked(plan, decision):
    batch = uuid.uuid4()
    import_plan(plan, read=read_of(plan, "Kontakti", "Zināšanas"), batch=batch, by=None)
    DESK[decision](Answer.objects.filter(text="Zināšanas"), by=make_administrator())
    events = plan.events.count(), ProgrammeEvent.objects.count()

    assert refusal_code(undo_batch, plan, batch=batch, by=make_user()) == "touched"

    assert Answer.objects.count() == 2
    assert (plan.events.count(), ProgrammeEvent.objects.count()) == events
    assert counts(plan, batch) == (1, 1, 2)


def test_import_plan_refuses_an_answer_to_a_question_that_was_removed_meanwhile(plan):
    read = read_of(plan, "Kontakti")
    Question.objects.filter(code="gains").delete()

    assert refusal_code(import_plan, plan, read=read, by=None) == "other_question"
    assert (Answer.objects.count(), plan.contributions.count()) == (0, 0)


def test_import_plan_marks_that_something_public_changed_after_it_has_locked_what_it_changes(plan):
    """Whoever marked it first would wait for the plan of somebody who waits for the mark, as a withdrawal does."""
    texts = {"introduction": "Par domnīcām"}

    with CaptureQueriesContext(connection) as queries:
        import_plan(plan, read=read_of(plan), programme_texts=texts, by=make_administrator())

    tables = [f'"{model._meta.db_table}"' for model in (Placement, PublicRevision)]
    placed, marked = (
        [number for number, query in enumerate(queries) if table in query["sql"]]
        for table in tables
    )
    assert placed[-1] < marked[0]
    plan.programme.refresh_from_db()
    assert plan.programme.introduction_lv == "Par domnīcām"
