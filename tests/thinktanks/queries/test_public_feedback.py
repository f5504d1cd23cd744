"""What everybody reads of feedback: no small group, none that could be found by subtraction, and only what may be quoted."""

import pytest

from tests.support.factories import make_answer, make_answers, make_think_tank, make_user, region
from thinktanks.operations.answer_groups import form_group, name_group
from thinktanks.operations.answers import allow_answers, hide_answers
from thinktanks.queries.answers import AnswerFilter, feedback_desk
from thinktanks.queries.public_feedback import (
    feedback_of_programme,
    feedback_of_think_tank,
    has_feedback,
    think_tank_ids_with_feedback,
)

pytestmark = pytest.mark.django_db
REST = "the rest"


def group_of(answers, name=""):
    group = form_group(answers, by=make_user())
    return name_group(group, name=name, by=make_user())


def grouped(think_tank, **sizes):
    """Make groups of these sizes; the name of a group is that of its size."""
    for name, size in sizes.items():
        group_of(make_answers(think_tank, size, name), name)


def first(shown):
    """Return of the first question the count, and the groups by name with their counts."""
    groups = {REST if group.is_rest else group.name: group.count for group in shown[0].groups}
    return shown[0].count, groups


def names_at_desk(think_tank):
    """Return the names of which the desk says that everybody reads them."""
    question = think_tank.programme.questions.first()
    desk = feedback_desk(question, think_tank, AnswerFilter())
    return {row.group.name for row in desk.groups if row.is_named}


def quotes(shown):
    return [quote for group in shown[0].groups for quote in group.quotes]


@pytest.fixture
def other(think_tank):
    return make_think_tank(programme=think_tank.programme, region=region("zemgale"))


@pytest.mark.parametrize("count", [0, 1, 4])
def test_feedback_of_fewer_than_five_is_neither_counted_nor_quoted(think_tank, count):
    make_answers(think_tank, count)

    for shown in (feedback_of_think_tank(think_tank), feedback_of_programme(think_tank.programme)):
        assert first(shown) == (None, {})
        assert quotes(shown) == []
    assert not has_feedback(think_tank.programme)
    assert think_tank_ids_with_feedback([think_tank]) == set()


def test_feedback_counts_all_answers_and_quotes_only_what_may_be_quoted(think_tank):
    make_answer(think_tank, "Citējama")
    make_answer(think_tank, "Necitējama", quotable=False)
    hide_answers([make_answer(think_tank, "Paslēpta")], by=make_user())
    make_answer(think_tank, "Zvaniet 29 123 456")
    allow_answers([make_answer(think_tank, "Nr. 26 123 457")], by=make_user())

    for shown in (feedback_of_think_tank(think_tank), feedback_of_programme(think_tank.programme)):
        assert first(shown) == (5, {REST: 5})
        assert quotes(shown) == ["Citējama", "Nr. 26 123 457"]
    assert has_feedback(think_tank.programme)
    assert think_tank_ids_with_feedback([think_tank]) == {think_tank.pk}


def test_feedback_of_each_question_is_counted_by_itself(think_tank):
    make_answers(think_tank, 4)
    make_answers(think_tank, 5, question=think_tank.programme.questions.last())

    assert [question.count for question in feedback_of_think_tank(think_tank)] == [None, None, 5]


@pytest.mark.parametrize(
    ("sizes", "ungrouped", "shown"),
    [
        ({"A": 5}, 5, {"A": 5, REST: 5}),
        ({"A": 5, "B": 4}, 5, {"A": 5, REST: 9}),
        ({"A": 5, "B": 4}, 1, {"A": 5, REST: 5}),
        ({"A": 5}, 0, {"A": 5}),
        # The rest of fewer than five could be found by subtraction: the smallest group joins it.
        ({"A": 8, "B": 6}, 4, {"A": 8, REST: 10}),
        ({"A": 8, "B": 6, "C": 1}, 0, {"A": 8, REST: 7}),
        ({"A": 8}, 1, {REST: 9}),
    ],
)
def test_feedback_hides_small_groups_also_from_subtraction(think_tank, sizes, ungrouped, shown):
    grouped(think_tank, **sizes)
    make_answers(think_tank, ungrouped)

    total = sum(sizes.values()) + ungrouped
    assert first(feedback_of_think_tank(think_tank)) == (total, shown)
    assert first(feedback_of_programme(think_tank.programme)) == (total, shown)
    assert names_at_desk(think_tank) == shown.keys() - {REST}


def test_feedback_is_in_the_order_of_the_desk(think_tank):
    answers = make_answers(think_tank, 5)
    group_of(answers[::-1][:5], "A")

    assert quotes(feedback_of_think_tank(think_tank)) == [
        f"Kontaktus {number}" for number in range(5)
    ]


def test_feedback_of_a_small_think_tank_is_in_no_sum(think_tank, other):
    make_answers(think_tank, 5)
    make_answers(other, 4)

    assert first(feedback_of_programme(think_tank.programme)) == (5, {REST: 5})
    assert think_tank_ids_with_feedback([think_tank, other]) == {think_tank.pk}


def test_feedback_joins_groups_of_the_same_name(think_tank, other):
    grouped(think_tank, Kontakti=6)
    grouped(other, KONTAKTI=5)

    count, groups = first(feedback_of_programme(think_tank.programme))

    assert (count, sorted(groups.values())) == (11, [11])


def test_feedback_joins_small_groups_of_several_think_tanks(think_tank, other):
    for each_think_tank in (think_tank, other):
        grouped(each_think_tank, Kontakti=4)
        make_answers(each_think_tank, 3)

    assert first(feedback_of_think_tank(think_tank)) == (7, {REST: 7})
    assert first(feedback_of_programme(think_tank.programme)) == (14, {"Kontakti": 8, REST: 6})


def test_feedback_joins_no_small_groups_where_the_rest_would_be_small(think_tank, other):
    for each_think_tank in (think_tank, other):
        grouped(each_think_tank, Kontakti=4)
        make_answers(each_think_tank, 2)

    assert first(feedback_of_programme(think_tank.programme)) == (12, {REST: 12})


def test_feedback_adds_no_small_group_to_a_large_one_of_another_think_tank(think_tank, other):
    grouped(think_tank, Kontakti=6)
    grouped(other, Kontakti=2)
    make_answers(other, 5)

    assert first(feedback_of_programme(think_tank.programme)) == (13, {"Kontakti": 6, REST: 7})


def test_feedback_published_before_is_shown_however_few_there_are(think_tank):
    imported = [
        make_answer(think_tank, f"Agrāk {number}", imported=True, published_before=True)
        for number in range(3)
    ]
    group_of(imported[:1], "Agrāk")
    make_answers(think_tank, 4, imported=True)

    shown = feedback_of_programme(think_tank.programme)

    assert first(shown) == (3, {"Agrāk": 1, REST: 2})
    assert sorted(quotes(shown)) == ["Agrāk 0", "Agrāk 1", "Agrāk 2"]
    assert has_feedback(think_tank.programme)


def test_feedback_costs_the_same_for_few_and_for_many(think_tank, django_assert_num_queries):
    make_answers(think_tank, 5)
    with django_assert_num_queries(2):
        feedback_of_think_tank(think_tank)
    grouped(think_tank, A=5, B=6)
    make_answers(think_tank, 20)

    with django_assert_num_queries(2):
        feedback_of_think_tank(think_tank)
