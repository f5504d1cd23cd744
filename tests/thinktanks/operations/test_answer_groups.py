"""Groups of similar answers: made, filled, named and ordered; what somebody else has moved meanwhile is not overwritten."""

import pytest

from tests.support.factories import make_answer, make_answers, make_think_tank, make_user
from tests.support.refusals import refusal_code
from thinktanks.models import AnswerGroup, Programme, ProgrammeEvent
from thinktanks.operations.answer_groups import (
    form_group,
    group_answers,
    move_answer,
    move_group,
    name_group,
    ungroup_answers,
)

pytestmark = pytest.mark.django_db


def grouped(think_tank, count=2):
    return form_group(make_answers(think_tank, count), by=make_user())


def order_of(group):
    return [answer.text for answer in group.answers.order_by("position", "pk")]


def last_event():
    event = ProgrammeEvent.objects.last()
    return event.kind, event.changes, event.actor


def archive():
    Programme.objects.update(state=Programme.State.ARCHIVED)


def test_form_group_puts_answers_into_a_new_group_after_the_others(think_tank):
    first, answers, user = grouped(think_tank), make_answers(think_tank, 2, "Citi"), make_user()

    group = form_group(answers, by=user)

    assert list(AnswerGroup.objects.all()) == [first, group]
    assert (group.name, group.question, group.think_tank) == (
        "",
        answers[0].question,
        think_tank,
    )
    assert order_of(group) == ["Citi 0", "Citi 1"]
    ids = [answer.pk for answer in answers]
    assert last_event() == (
        "answers.grouped",
        {"answers": [None, ids], "group": [None, group.pk]},
        user.pk,
    )


def test_group_answers_adds_them_after_those_in_the_group_once(think_tank):
    group, answer, user = grouped(think_tank), make_answer(think_tank, "Vēl"), make_user()

    group_answers([answer], group=group, by=user)
    events = ProgrammeEvent.objects.count()
    group_answers([answer], group=group, by=user)

    assert order_of(group) == ["Kontaktus 0", "Kontaktus 1", "Vēl"]
    assert ProgrammeEvent.objects.count() == events


def test_group_answers_refuses_what_somebody_else_has_moved_meanwhile(think_tank):
    group, other, user = grouped(think_tank), grouped(think_tank), make_user()
    moved = other.answers.first()

    assert refusal_code(group_answers, [moved], group=group, by=user) == "moved_on"
    assert refusal_code(form_group, [moved], by=user) == "moved_on"
    assert refusal_code(ungroup_answers, [moved], group=group, by=user) == "moved_on"

    moved.refresh_from_db()
    assert moved.group == other


def test_group_answers_refuses_answers_of_another_question_or_think_tank(think_tank):
    group, user = grouped(think_tank), make_user()
    of_question = make_answer(think_tank, question=think_tank.programme.questions.last())
    elsewhere = make_answer(make_think_tank(programme=think_tank.programme))
    imported = make_answer(think_tank, imported=True)

    for answer in (of_question, elsewhere, imported):
        assert refusal_code(group_answers, [answer], group=group, by=user) == "other_question"
    assert group.answers.count() == 2


def test_group_answers_refuses_a_group_that_is_gone_and_an_archived_programme(think_tank):
    group, answer, user = grouped(think_tank), make_answer(think_tank), make_user()
    gone = grouped(think_tank)
    ungroup_answers(gone.answers.all(), group=gone, by=user)

    assert refusal_code(group_answers, [answer], group=gone, by=user) == "gone"
    assert refusal_code(name_group, gone, name="Kontakti", by=user) == "gone"
    assert refusal_code(move_group, gone, up=True, by=user) == "gone"
    archive()
    assert refusal_code(group_answers, [answer], group=group, by=user) == "archived"
    assert refusal_code(form_group, [answer], by=user) == "archived"
    assert refusal_code(name_group, group, name="Kontakti", by=user) == "archived"
    assert refusal_code(move_group, group, up=True, by=user) == "archived"
    assert refusal_code(move_answer, group.answers.first(), up=True, by=user) == "archived"
    members = group.answers.all()
    assert refusal_code(ungroup_answers, members, group=group, by=user) == "archived"


def test_ungroup_answers_takes_them_out_and_removes_a_group_that_is_empty(think_tank):
    group, user = grouped(think_tank), make_user()
    first, second = group.answers.order_by("position")

    ungroup_answers([first], group=group, by=user)
    assert order_of(group) == ["Kontaktus 1"]
    assert last_event() == (
        "answers.ungrouped",
        {"answers": [None, [first.pk]], "group": [group.pk, None]},
        user.pk,
    )
    events = ProgrammeEvent.objects.count()
    assert ungroup_answers([first], group=group, by=user) == []
    assert ProgrammeEvent.objects.count() == events
    ungroup_answers([second], group=group, by=user)

    assert not AnswerGroup.objects.exists()


def test_name_group_keeps_a_line_and_records_no_text(think_tank):
    group, user = grouped(think_tank), make_user()

    name_group(group, name=" Satika,\nkam zvanīt ", by=user)

    group.refresh_from_db()
    assert group.name == "Satika, kam zvanīt"
    assert last_event() == ("group.named", {"group": [group.pk, group.pk]}, user.pk)
    events = ProgrammeEvent.objects.count()
    name_group(group, name="Satika, kam zvanīt", by=user)
    assert ProgrammeEvent.objects.count() == events
    assert refusal_code(name_group, group, name="x" * 201, by=user) == "too_long"
    assert name_group(group, name="", by=user).name == ""


@pytest.mark.parametrize(
    ("place", "up", "order"),
    [(1, True, [1, 0, 2]), (1, False, [0, 2, 1]), (0, True, [0, 1, 2]), (2, False, [0, 1, 2])],
)
def test_move_group_by_one_place_and_never_over_an_end(think_tank, place, up, order):
    groups = [grouped(think_tank) for _number in range(3)]
    elsewhere = grouped(make_think_tank(programme=think_tank.programme))
    before, user = ProgrammeEvent.objects.count(), make_user()

    move_group(groups[place], up=up, by=user)

    assert list(think_tank.answer_groups.all()) == [groups[index] for index in order]
    has_moved = order != [0, 1, 2]
    assert ProgrammeEvent.objects.count() - before == has_moved
    elsewhere.refresh_from_db()
    assert elsewhere.position == 1


@pytest.mark.parametrize(
    ("place", "up", "order"),
    [(1, True, [1, 0, 2]), (1, False, [0, 2, 1]), (0, True, [0, 1, 2]), (2, False, [0, 1, 2])],
)
def test_move_answer_by_one_place_and_never_over_an_end(think_tank, place, up, order):
    group, user = grouped(think_tank, 3), make_user()
    answer = group.answers.order_by("position")[place]
    before = ProgrammeEvent.objects.count()

    move_answer(answer, up=up, by=user)

    assert order_of(group) == [f"Kontaktus {number}" for number in order]
    has_moved = order != [0, 1, 2]
    assert ProgrammeEvent.objects.count() - before == has_moved


def test_move_answer_refuses_one_that_was_taken_out_meanwhile(think_tank):
    answer = make_answer(think_tank)

    assert refusal_code(move_answer, answer, up=True, by=make_user()) == "moved_on"
