"""The rows of a programme that the text of an older plan contains."""

import uuid

import pytest

from actionplans.operations.imports import import_plan, undo_batch
from actionplans.queries.imports.plan_text import names, resolve
from actionplans.readers.plan_text import read_plan_text
from actionplans.readers.values import PlanText, ReaderFinding
from stakeholders.models import Role
from tests.support.factories import QUESTIONS, make_national_plan, make_programme, make_user, role

pytestmark = pytest.mark.django_db

TEXT = """PAŠVALDĪBĀM
• Atvērt telpas; publicēt sarakstu
• Iekļaut budžetā

BIEDRĪBĀM
• Rīkot tirdziņu; meklēt partnerus

Ko ieguvāt?
• Jauni kontakti

Ko mainīt nākamreiz?
• Īsākas runas
"""


@pytest.fixture
def plan():
    return make_national_plan()


def read(text, plan, **more):
    return resolve(read_plan_text(text, names()), plan=plan, **more)


def warnings_of(reading, *codes):
    return [(warning.code, warning.source) for warning in reading.warnings if warning.code in codes]


def test_names_know_every_role_and_question():
    assert set(names().roles) == set(Role.objects.values_list("code", flat=True))
    assert set(names().questions) == {code for code, _lv, _en in QUESTIONS}


def test_resolve_gives_rows_of_the_programme(plan):
    written = read(TEXT, plan).plan()

    municipalities = role("municipalities")
    assert written.actions == (
        (municipalities, 1, "Atvērt telpas; publicēt sarakstu"),
        (municipalities, 2, "Iekļaut budžetā"),
    )
    assert [(row.text, row.addressed_role, row.action, row.source) for row in written.rows] == [
        ("Atvērt telpas", municipalities, 1, "line 2"),
        ("publicēt sarakstu", municipalities, 1, "line 2"),
        ("Iekļaut budžetā", municipalities, 2, "line 3"),
        ("Rīkot tirdziņu", None, None, "line 6"),
        ("meklēt partnerus", None, None, "line 6"),
    ]
    gains = plan.programme.questions.get(code="gains")
    assert written.feedback == ((gains, "Jauni kontakti", "line 9"),)


def test_resolve_warns_of_headings_it_does_not_know(plan):
    reading = read(TEXT, plan)

    assert warnings_of(reading, "unknown_heading", "no_role", "not_asked") == [
        ("unknown_heading", "line 5"),
        ("no_role", "line 6"),
        ("unknown_heading", "line 11"),
        ("not_asked", "line 12"),
    ]


def test_resolve_takes_what_a_person_chose_for_a_heading(plan):
    reading = read(TEXT, plan, chosen={5: "municipalities", 11: "events"})

    written = reading.plan()
    assert [action[1:] for action in written.actions] == [
        (1, "Atvērt telpas; publicēt sarakstu"),
        (2, "Iekļaut budžetā"),
        (3, "Rīkot tirdziņu; meklēt partnerus"),
    ]
    assert {row.addressed_role for row in written.rows} == {role("municipalities")}
    assert [(question.code, words) for question, words, _source in written.feedback] == [
        ("gains", "Jauni kontakti"),
        ("events", "Īsākas runas"),
    ]
    assert warnings_of(reading, "no_role", "not_asked") == []


def test_resolve_leaves_out_a_role_that_is_not_addressed_and_a_question_that_is_not_asked():
    programme = make_programme(
        addressed_roles=[role("policy_makers")], questions=[_question("events")]
    )
    plan = make_national_plan(programme)
    text = TEXT.split("BIEDRĪBĀM")[0] + "VALSTIJ\n• Samazināt atskaites\n\nKo ieguvāt?\n• Kontakti"

    reading = read(text, plan)

    assert [row.text for row in reading.plan().rows] == ["Samazināt atskaites"]
    assert reading.plan().feedback == ()
    assert warnings_of(reading, "not_addressed", "not_asked") == [
        ("not_addressed", "line 2"),
        ("not_addressed", "line 3"),
        ("not_asked", "line 9"),
    ]


def test_resolve_leaves_out_what_is_too_long(plan):
    text = (
        f"PAŠVALDĪBĀM\n• {'a' * 2000}\n• {'b' * 1200}; {'c' * 1200}\n\nKo ieguvāt?\n• {'d' * 2001}"
    )

    reading = read(text, plan)

    assert [row.text for row in reading.plan().rows] == ["a" * 2000]
    assert warnings_of(reading, "too_long") == [("too_long", "line 3"), ("too_long", "line 6")]


def test_resolve_warns_of_repeated_and_existing_texts(plan):
    import_plan(plan, read=read(TEXT, plan).plan(), by=None)
    text = TEXT.replace("Iekļaut budžetā", "ATVĒRT  telpas\n• Uzaicināt; uzaicināt")

    reading = read(text, plan)

    assert [(row.text, row.source) for row in reading.plan().rows] == [("Uzaicināt", "line 4")]
    assert warnings_of(reading, "already_there") == [
        ("already_there", f"line {line}") for line in (2, 2, 3, 4, 7, 7, 10)
    ]


def test_resolve_counts_what_was_taken_back_as_new(plan):
    written, batch = read(TEXT, plan).plan(), uuid.uuid4()
    import_plan(plan, read=written, batch=batch, by=None)
    assert read(TEXT, plan).plan().rows == ()

    undo_batch(plan, batch=batch, by=make_user())

    assert read(TEXT, plan).plan() == written


def test_resolve_writes_only_what_is_selected(plan):
    reading = read(TEXT, plan)
    chosen = [reading.bullets[1].handle, reading.answers[0].handle]

    written = reading.plan(chosen)

    assert [row.text for row in written.rows] == ["Iekļaut budžetā"]
    assert [action[2] for action in written.actions] == ["Iekļaut budžetā"]
    assert [words for _question, words, _source in written.feedback] == ["Jauni kontakti"]


def test_resolve_passes_errors_on(plan):
    text = PlanText(errors=(ReaderFinding(None, "empty"),))

    reading = resolve(text, plan=plan)

    assert (reading.errors, reading.plan().rows) == (text.errors, ())


def test_resolve_costs_few_queries_for_a_long_text(plan, django_assert_max_num_queries):
    text = "PAŠVALDĪBĀM\n" + "\n".join(f"• Rīcība {number}" for number in range(400))
    text += "\n\nKo ieguvāt?\n" + "\n".join(f"• Atbilde {number}" for number in range(400))

    with django_assert_max_num_queries(6):
        reading = read(text, plan)

    assert (len(reading.bullets), len(reading.answers)) == (400, 400)


def _question(code):
    return next({"code": c, "text_lv": lv, "text_en": en} for c, lv, en in QUESTIONS if c == code)
