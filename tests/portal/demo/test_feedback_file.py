"""The feedback of the demo."""

from collections import Counter, defaultdict

from tests.support.demo import FEEDBACK, REGIONS, THINK_TANKS


def test_feedback_answers_every_question_from_every_region():
    answered = {(row["region"], row["question"]) for row in FEEDBACK}

    assert len({row["id"] for row in FEEDBACK}) == len(FEEDBACK) == 123
    assert len({row["text"].casefold() for row in FEEDBACK}) == 123
    assert answered == {
        (region, question) for region in REGIONS for question in ("gains", "use", "events")
    }
    assert all(THINK_TANKS[row["think_tank"]]["region"] == row["region"] for row in FEEDBACK)


def test_sixty_people_answer_each_question_once():
    answered = [(row["person"], row["question"]) for row in FEEDBACK]
    think_tanks = {(row["person"], row["think_tank"]) for row in FEEDBACK}

    assert len({row["person"] for row in FEEDBACK}) == len(think_tanks) == 60
    assert len(set(answered)) == len(answered)


def test_few_answers_may_not_be_quoted_one_is_hidden_and_two_are_starred():
    decided = Counter(name for row in FEEDBACK for name in ("hidden", "starred") if row.get(name))

    assert sum(not row["quotable"] for row in FEEDBACK) == 11
    assert decided == {"hidden": 1, "starred": 2}


def test_groups_have_several_answers_of_one_question_and_some_answers_wait_for_one():
    groups = defaultdict(list)
    for row in FEEDBACK:
        if "group" in row:
            groups[row["think_tank"], row["question"], row["group"]].append(row)

    assert len(groups) == 38
    assert {len(answers) for answers in groups.values()} == {2, 3, 4, 5}
    assert Counter(row["think_tank"] for row in FEEDBACK if "group" not in row) == {
        "riga-2026-02": 1,
        "zemgale-2026-09": 5,
        "latgale-2026-10": 18,
    }
