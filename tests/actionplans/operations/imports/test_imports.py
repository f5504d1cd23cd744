"""Import contributions and older plans, and take an import back."""

import uuid

import pytest
from django.core.exceptions import ValidationError

from actionplans.models import Action, Contribution, ItemState, PlanEvent
from actionplans.operations.actions import form_action
from actionplans.operations.imports import import_contributions, import_plan, undo_batch
from actionplans.queries.imports.new_rows import ImportRow, ReadPlan
from actionplans.queries.log.verification import differences
from tests.support.factories import (
    make_national_plan,
    make_user,
    role,
    seen,
)
from thinktanks.models import Answer, Programme

pytestmark = pytest.mark.django_db


def rows(*texts, **fields):
    addressed = role("municipalities")
    return [ImportRow(text=text, addressed_role=addressed, **fields) for text in texts]


def import_rows(plan, new, **fields):
    return import_contributions(plan, rows=new, by=make_user(), **fields)


def test_import_contributions_writes_one_event_each_in_order(plan, think_tank):
    new = import_rows(plan, rows("Viens", "Divi", "Trīs"), think_tank=think_tank)

    assert [contribution.current_text for contribution in new] == ["Viens", "Divi", "Trīs"]
    events = PlanEvent.objects.filter(plan=plan, kind="contribution.imported")
    assert [event.payload["changes"][0]["id"] for event in events] == [
        contribution.pk for contribution in new
    ]
    assert len({event.batch for event in events}) == 1
    assert differences() == []


def test_import_contributions_twice_adds_nothing(plan):
    import_rows(plan, rows("Viens", "Divi"))

    assert import_rows(plan, rows("viens ", "Divi")) == []
    assert Contribution.objects.filter(plan=plan).count() == 2


def test_import_contributions_folds_only_same_speaker_table_and_words(plan, think_tank):
    first, second = think_tank.tables.all()[:2]
    typed = [
        *rows("Viens", "viens"),
        *rows("Viens", author_role=role("policy_makers")),
        *rows("Viens", table=first),
        *rows("Viens", table=second),
    ]

    assert len(import_rows(plan, typed, think_tank=think_tank)) == 4


def test_import_contributions_keeps_client_uuids(plan):
    mine = uuid.uuid4()

    new = import_rows(plan, [*rows("Viens", uuid=mine), *rows("Viens", uuid=uuid.uuid4())])

    assert [contribution.uuid == mine for contribution in new] == [True, False]


def test_import_contributions_refuses_an_invalid_row_and_writes_nothing(plan):
    with pytest.raises(ValidationError) as refused:
        import_rows(plan, [*rows("Viens"), *rows(" ", source="row 2")])

    assert (refused.value.code, refused.value.params["source"]) == ("empty", "row 2")
    assert Contribution.objects.filter(plan=plan).count() == 0


def test_import_contributions_costs_few_queries_for_60_rows(plan, django_assert_max_num_queries):
    new = rows(*(f"Ieteikums {number}" for number in range(60)))

    with django_assert_max_num_queries(20):
        import_rows(plan, new)


def test_undo_batch_takes_the_import_back_and_it_can_be_repeated(plan):
    batch = uuid.uuid4()
    import_rows(plan, rows("Viens", "Divi"), batch=batch)

    undo_batch(plan, batch=batch, by=make_user())

    assert set(plan.contributions.values_list("state", flat=True)) == {ItemState.WITHDRAWN}
    assert [contribution.current_text for contribution in import_rows(plan, rows("Viens"))] == [
        "Viens"
    ]
    assert differences() == []


def test_undo_batch_refuses_once_something_is_placed(plan):
    batch = uuid.uuid4()
    placed, _other = import_rows(plan, rows("Viens", "Divi"), batch=batch)
    form_action(plan, role=role("municipalities"), items=seen(placed), by=make_user())

    with pytest.raises(ValidationError) as refused:
        undo_batch(plan, batch=batch, by=make_user())
    assert refused.value.code == "touched"


def test_import_plan_makes_actions_with_their_parts_and_answers():
    plan = make_national_plan()
    municipalities, makers = role("municipalities"), role("policy_makers")
    read = ReadPlan(
        actions=((makers, 1, "Samazināt pārskatus"), (municipalities, 1, "Telpas; mācības")),
        rows=(
            ImportRow("Samazināt pārskatus", addressed_role=makers, action=1, source="line 3"),
            ImportRow("Telpas", addressed_role=municipalities, action=1, source="line 6"),
            ImportRow("mācības", addressed_role=municipalities, action=1, source="line 6"),
        ),
        feedback=((plan.programme.questions.get(code="gains"), "Jauni kontakti", "line 9"),),
    )

    import_plan(plan, read=read, by=None)
    import_plan(plan, read=read, by=None)

    actions = Action.objects.filter(plan=plan).order_by("role__order")
    assert [
        (
            action.wording.body,
            [placement.contribution.current_text for placement in action.placements.all()],
        )
        for action in actions
    ] == [
        ("Samazināt pārskatus", ["Samazināt pārskatus"]),
        ("Telpas; mācības", ["Telpas", "mācības"]),
    ]
    assert {contribution.author_role for contribution in plan.contributions.all()} == {None}
    assert Answer.objects.get().text == "Jauni kontakti"
    assert differences() == []


def test_undo_batch_takes_an_imported_plan_back():
    plan, batch = make_national_plan(), uuid.uuid4()
    makers = role("policy_makers")
    read = ReadPlan(
        actions=((makers, 1, "Samazināt pārskatus"),),
        rows=(ImportRow("Samazināt pārskatus", addressed_role=makers, action=1),),
    )
    import_plan(plan, read=read, batch=batch, by=None)

    undo_batch(plan, batch=batch, by=make_user())

    assert Action.objects.get(plan=plan).dissolved
    assert differences() == []


def older_plan(plan, *bullets, answers=()):
    """Return a plan of bullets for municipalities, split into parts at „;”, and answers to a question."""
    addressed = role("municipalities")
    question = plan.programme.questions.get(code="gains")
    return ReadPlan(
        actions=tuple((addressed, place, words) for place, words in enumerate(bullets, start=1)),
        rows=tuple(
            ImportRow(part.strip(), addressed_role=addressed, action=place)
            for place, words in enumerate(bullets, start=1)
            for part in words.split(";")
        ),
        feedback=tuple((question, words, f"line {place}") for place, words in enumerate(answers)),
    )


def test_import_plan_of_a_text_with_one_more_bullet_adds_only_that():
    plan = make_national_plan()
    import_plan(plan, read=older_plan(plan, "Telpas; mācības", "Ceļi"), by=None)

    new = import_plan(plan, read=older_plan(plan, "Autobuss", "Telpas; mācības", "Ceļi"), by=None)

    assert [contribution.current_text for contribution in new] == ["Autobuss"]
    wordings = [action.wording.body for action in Action.objects.filter(plan=plan)]
    assert wordings == ["Telpas; mācības", "Ceļi", "Autobuss"]


def test_import_plan_leaves_what_addresses_nobody_undecided():
    plan = make_national_plan()
    read = older_plan(plan, "Telpas")
    read = ReadPlan(read.actions, (*read.rows, ImportRow("Kam tas domāts?", source="line 9")))

    new = import_plan(plan, read=read, by=None)

    assert [(row.current_text, row.state, row.addressed_role) for row in new] == [
        ("Telpas", ItemState.PLACED, role("municipalities")),
        ("Kam tas domāts?", ItemState.UNDECIDED, None),
    ]
    assert Action.objects.get(plan=plan).wording.body == "Telpas"
    assert differences() == []


def test_import_plan_refuses_an_archived_programme():
    plan = make_national_plan()
    read = older_plan(plan, "Telpas")
    Programme.objects.update(state=Programme.State.ARCHIVED)

    with pytest.raises(ValidationError) as refused:
        import_plan(plan, read=read, by=None)

    assert refused.value.code == "archived"
    assert Contribution.objects.count() == 0


def test_undo_batch_takes_back_the_feedback_of_this_import_only():
    plan, batch = make_national_plan(), uuid.uuid4()
    import_plan(plan, read=older_plan(plan, "Telpas", answers=["Jauni kontakti"]), by=None)
    later = older_plan(plan, "Ceļi", answers=["Jauni kontakti", "Jaunas zināšanas"])
    import_plan(plan, read=later, batch=batch, by=None)
    assert Answer.objects.count() == 2

    undo_batch(plan, batch=batch, by=make_user())

    assert [answer.text for answer in Answer.objects.all()] == ["Jauni kontakti"]
    assert import_plan(plan, read=later, by=None)[0].current_text == "Ceļi"
    assert Answer.objects.count() == 2
