"""The plans of the demo decide every contribution, in both versions."""

import datetime
from collections import Counter

import pytest

from tests.support.demo import (
    ACTIONS,
    CONTRIBUTIONS,
    INVENTED,
    MERGED,
    NATIONAL,
    PLANS,
    PUBLISHED_ON,
    ROLE_NAMES,
    ROLES,
    changes,
)

REASONS = {"repeats", "not_an_action", "outside_programme", "personal_data", "other"}


def _captured_at(code):
    return [key for key, row in CONTRIBUTIONS.items() if row["think_tank"] == code]


def _second_version(plan):
    """Return the members of each action and what is set aside, after the changes."""
    members = {row["id"]: set(row["members"]) for row in plan["actions"]}
    aside = {row["contribution"] for row in plan["set_aside"]}
    for change in changes(plan, "merge"):
        members[change["into"]] |= members.pop(change["action"])
    for change in changes(plan, "add"):
        members[change["taken_from"]] -= set(change["action"]["members"])
        members[change["action"]["id"]] = set(change["action"]["members"])
    for change in changes(plan, "set_aside"):
        item = change["contribution"]
        next(of_action for of_action in members.values() if item in of_action).remove(item)
        aside.add(item)
    return members, aside


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["region"])
def test_first_version_decides_every_contribution_once(plan):
    placed = [member for row in plan["actions"] for member in row["members"]]
    aside = [row["contribution"] for row in plan["set_aside"]]
    captured = _captured_at(plan["think_tank"])

    assert sorted(placed + aside) == sorted(captured)
    assert 8 <= len(plan["actions"]) <= 12


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["region"])
def test_second_version_decides_every_contribution_once(plan):
    members, aside = _second_version(plan)
    placed = [member for of_action in members.values() for member in of_action]
    captured = _captured_at(plan["think_tank"])
    kinds = Counter(change["change"] for change in plan["version_2"]["changes"])

    assert sorted(placed + list(aside)) == sorted(captured)
    assert all(members.values())
    assert (kinds["merge"], kinds["add"], kinds["set_aside"]) == (1, 1, 1)
    assert kinds["reword"] >= 2
    assert plan["version_1"]["date"] < plan["version_2"]["date"]
    assert all(plan[version]["note"] for version in ("version_1", "version_2"))


@pytest.mark.parametrize("row", ACTIONS.values(), ids=ACTIONS)
def test_action_and_its_members_address_the_same_role(row):
    roles = {CONTRIBUTIONS[member]["addressed_role"] for member in row["members"]}
    regions = {CONTRIBUTIONS[member]["region"] for member in row["members"]}

    assert roles == {row["addressed_role"]}
    assert regions == {row["region"]}
    assert row["lead"] in {*INVENTED, *ROLE_NAMES}
    assert row["first_step"]
    assert datetime.date.fromisoformat(row["deadline"]).isoformat() > PUBLISHED_ON[row["id"]]
    assert set(row["support_roles"]) <= ROLES - {row["addressed_role"]}


def test_changes_name_actions_of_their_plan_and_role():
    for plan in PLANS:
        own = {row["id"]: row for row in plan["actions"]}
        for merge in changes(plan, "merge"):
            action, target = own[merge["action"]], own[merge["into"]]
            assert action["addressed_role"] == target["addressed_role"]
        for reword in changes(plan, "reword"):
            assert own[reword["action"]]["wording"] != reword["wording"]
        for add in changes(plan, "add"):
            source = own[add["taken_from"]]
            assert source["addressed_role"] == add["action"]["addressed_role"]
            assert set(add["action"]["members"]) < set(source["members"])


def test_each_item_set_aside_has_a_reason_and_a_note():
    rows = [row for plan in PLANS for row in plan["set_aside"] + changes(plan, "set_aside")]

    assert sum(len(plan["set_aside"]) for plan in PLANS) == 24
    assert {row["reason"] for row in rows} == REASONS
    assert all(row["note"] for row in rows)


def test_national_actions_are_made_of_current_actions_of_one_role():
    placed = [member for row in NATIONAL["actions"] for member in row["members"]]
    aside = [row["action"] for row in NATIONAL["set_aside"]]

    assert 10 <= len(NATIONAL["actions"]) <= 14
    assert sorted(placed + aside) == sorted(set(ACTIONS) - MERGED)
    for row in NATIONAL["actions"]:
        assert {ACTIONS[member]["addressed_role"] for member in row["members"]} == {
            row["addressed_role"]
        }
        assert len({ACTIONS[member]["region"] for member in row["members"]}) > 1
        assert row["lead"] in {*INVENTED, *ROLE_NAMES}
    assert max(plan["version_2"]["date"] for plan in PLANS) < NATIONAL["version_1"]["date"]
    assert NATIONAL["version_1"]["date"] < NATIONAL["version_2"]["date"]


def test_national_links_join_different_roles():
    roles = {row["id"]: row["addressed_role"] for row in NATIONAL["actions"]}
    pairs = NATIONAL["links"] + [change["actions"] for change in changes(NATIONAL, "link")]

    assert len(pairs) == 4
    assert all(roles[first] != roles[second] for first, second in pairs)
    assert all(change["action"] in roles for change in changes(NATIONAL, "reword"))
