"""The people who register for the think tanks of the demo, and those who come."""

from collections import Counter

import pytest

from tests.support.demo import ATTENDANCE, INVENTED, REAL, ROLES, THINK_TANKS

CLOSED = [code for code, row in THINK_TANKS.items() if row["state"] == "closed"]


def people_of(code):
    return [row for row in ATTENDANCE if row["think_tank"] == code]


def test_demo_lists_people_of_every_think_tank():
    listed = Counter(row["think_tank"] for row in ATTENDANCE)
    walk_ins = {row["think_tank"] for row in ATTENDANCE if not row["registered"]}

    assert set(listed) == set(THINK_TANKS)
    assert all(25 <= listed[code] <= 45 for code in CLOSED)
    assert (listed["vidzeme-2026-12"], listed["kurzeme-2026-11"]) == (18, 23)
    assert walk_ins == {*CLOSED, "kurzeme-2026-11"}


@pytest.mark.parametrize("code", CLOSED)
def test_most_people_registered_by_themselves_and_came(code):
    people = people_of(code)
    registered = [row for row in people if row["registered"]]
    came = [row for row in registered if row["came"]]
    named = [row for row in people if row["may_be_named"]]

    assert len(registered) > 0.8 * len(people)
    assert 0.75 * len(registered) < len(came) < len(registered)
    assert all(row["came"] for row in people if not row["registered"])
    assert 5 <= len(named) < len(people) / 2
    assert all(row.get("organisation") for row in named)


@pytest.mark.parametrize("code", THINK_TANKS)
def test_people_are_invented_and_listed_once(code):
    people = people_of(code)

    assert len({row["name"] for row in people}) == len(people)
    assert all(row["name"].split()[-1].startswith("Paraug") for row in people)
    assert {row["role"] for row in people if "role" in row} <= ROLES


def test_organisations_of_people_are_invented():
    typed = {row["organisation"] for row in ATTENDANCE if "organisation" in row}

    assert all("Paraug" in name for name in typed)
    assert typed & {row["name"] for row in REAL} == set()
    assert len(typed & set(INVENTED)) == 22
    assert len(typed - set(INVENTED)) == 34
