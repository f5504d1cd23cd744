"""The programme and contributions of the demo."""

from collections import Counter, defaultdict

import pytest

from portal.demo.files import read_demo
from tests.support.demo import (
    CONTRIBUTIONS,
    INVENTED,
    OLDER,
    PROGRAMME,
    REGIONS,
    ROLES,
    THINK_TANKS,
)


def test_programme_has_think_tanks_in_every_state():
    states = Counter(row["state"] for row in THINK_TANKS.values())
    closed = {row["region"] for row in THINK_TANKS.values() if row["state"] == "closed"}
    [cancelled] = [row for row in THINK_TANKS.values() if row["state"] == "cancelled"]

    assert states == {"closed": 5, "open": 1, "planned": 1, "cancelled": 1}
    assert closed == REGIONS
    assert cancelled["cancelled_on"] < cancelled["held_on"]
    assert len(cancelled["reason"]) <= 300
    assert [question["code"] for question in PROGRAMME["questions"]] == ["gains", "use", "events"]


@pytest.mark.parametrize("programme", [PROGRAMME, OLDER], ids=lambda row: row["code"])
def test_programme_has_its_texts_in_both_languages_and_invented_partners(programme):
    for name in ("name", "introduction", "figure_credit", "funder"):
        assert programme[f"{name}_lv"], name
        assert programme[f"{name}_en"], name
    assert set(programme["partners"]) <= set(INVENTED)
    assert "Parauga fonds" in programme["funder_lv"]


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
