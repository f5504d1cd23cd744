"""The programme, contributions and feedback of the demo."""

from collections import Counter, defaultdict

import pytest

from portal.demo.files import read_demo
from tests.support.demo import (
    CONTRIBUTIONS,
    PROGRAMME,
    REGIONS,
    ROLES,
    THINK_TANKS,
)


def test_programme_has_five_closed_think_tanks_and_one_open():
    states = Counter(row["state"] for row in THINK_TANKS.values())
    closed = {row["region"] for row in THINK_TANKS.values() if row["state"] == "closed"}

    assert states == {"closed": 5, "open": 1}
    assert closed == REGIONS
    assert [question["code"] for question in PROGRAMME["questions"]] == ["gains", "use", "events"]


def test_demo_has_two_hundred_contributions_with_known_roles():
    regions = Counter(
        row["region"]
        for row in CONTRIBUTIONS.values()
        if THINK_TANKS[row["think_tank"]]["state"] == "closed"
    )
    unknown = sum(row["author_role"] is None for row in CONTRIBUTIONS.values())

    assert len(read_demo("contributions")) == len(CONTRIBUTIONS) == 200
    assert regions == dict.fromkeys(REGIONS, 36)
    assert unknown == 10
    assert {row["author_role"] for row in CONTRIBUTIONS.values()} == ROLES | {None}
    assert {row["addressed_role"] for row in CONTRIBUTIONS.values()} == ROLES


@pytest.mark.parametrize("row", CONTRIBUTIONS.values(), ids=CONTRIBUTIONS)
def test_contribution_fits_its_table(row):
    think_tank = THINK_TANKS[row["think_tank"]]
    role = {table["number"]: table["role"] for table in think_tank["tables"]}[row["table"]]

    assert row["region"] == think_tank["region"]
    assert role in (None, row["author_role"])
    assert 3 <= len(row["text"].split()) <= 40


def test_a_third_of_the_contributions_has_a_theme_of_several_regions():
    regions, times, roles = defaultdict(set), Counter(), defaultdict(set)
    for row in CONTRIBUTIONS.values():
        regions[row["theme"]].add(row["region"])
        roles[row["theme"]].add(row["addressed_role"])
        times[row["theme"]] += 1
    shared = [theme for theme, where in regions.items() if len(where) > 1]
    bodies = {row["text"].casefold() for row in CONTRIBUTIONS.values()}

    assert len(shared) == 18
    assert sum(times[theme] for theme in shared) == 60
    assert {len(addressed) for addressed in roles.values()} == {1}
    assert len(bodies) == 200


def test_feedback_answers_every_question_from_every_region():
    rows = read_demo("feedback")

    assert len({row["id"] for row in rows}) == 40
    assert {row["question"] for row in rows} == {"gains", "use", "events"}
    assert {row["region"] for row in rows} == REGIONS
    assert {row["quotable"] for row in rows} == {True, False}
    assert all(THINK_TANKS[row["think_tank"]]["region"] == row["region"] for row in rows)
