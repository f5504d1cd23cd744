"""The organisations and people of the demo: real ones are only mapped, invented ones are marked."""

import re
from collections import Counter

from portal.demo.files import read_demo
from tests.support.demo import (
    ACTIONS,
    COMMITMENTS,
    FILES,
    INVENTED,
    MERGED,
    PUBLISHED_ON,
    REAL,
    REGIONS,
    ROLES,
    THINK_TANKS,
    texts_in,
)

KINDS = {
    "planning_region",
    "municipality",
    "ministry_agency",
    "local_action_group",
    "ngo_support",
    "business_support",
    "research_education",
    "social_enterprise",
    "social_enterprise_network",
    "finance",
}
STATES = {"not_started", "started", "done", "will_not", "not_for_us"}


def test_invented_organisations_are_of_every_kind_and_marked_by_name():
    enterprises = Counter(
        region
        for row in INVENTED.values()
        if row["kind"] == "social_enterprise"
        for region in row["regions"]
    )

    assert len(INVENTED) == 24
    assert {row["kind"] for row in INVENTED.values()} == KINDS
    assert all("Paraug" in name for name in INVENTED)
    assert all(set(row["regions"]) <= REGIONS and row["regions"] for row in INVENTED.values())
    assert enterprises == dict.fromkeys(REGIONS, 2)


def test_real_organisations_have_a_source_and_appear_in_no_other_file():
    names = {row["name"] for row in REAL}
    elsewhere = [
        text for name in FILES if name != "real_organisations" for text in texts_in(read_demo(name))
    ]

    assert len(names) == 60
    assert {row["kind"] for row in REAL} == KINDS - {"municipality", "social_enterprise"}
    assert {region for row in REAL for region in row["regions"]} == REGIONS
    assert all(row["source"].startswith("http") and row["role"] in ROLES for row in REAL)
    assert not names & set(elsewhere)


def test_only_invented_organisations_answer_about_actions_addressed_to_them():
    for row in COMMITMENTS:
        organisation, action = INVENTED[row["organisation"]], ACTIONS[row["action"]]
        assert organisation["role"] == action["addressed_role"]
        assert action["region"] in organisation["regions"]
        assert row["action"] not in MERGED
        assert row["state"] in STATES
        assert row["date"] > PUBLISHED_ON[row["action"]]
    silent = [row for row in COMMITMENTS if not row["sentence"] and not row.get("waiting")]
    assert silent == []
    waiting = {row["state"] for row in COMMITMENTS if row.get("waiting")}
    assert waiting == {"not_started"}
    assert {row["state"] for row in COMMITMENTS} == STATES
    assert [row["date"] for row in COMMITMENTS] == sorted(row["date"] for row in COMMITMENTS)


def test_people_have_an_account_for_each_kind_and_run_each_think_tank():
    rows = read_demo("people")
    runs = {tank: row["name"] for row in rows for tank in row.get("think_tanks", ())}

    assert {row["kind"] for row in rows} == {
        "administrator",
        "coordinator",
        "facilitator",
        "editor",
    }
    assert {row["region"] for row in rows if row["kind"] == "coordinator"} == REGIONS
    assert runs == {code: row["facilitator"] for code, row in THINK_TANKS.items()}
    assert all(re.fullmatch(r"[a-z.]+@demo\.invalid", row["email"]) for row in rows)
    assert len({row["email"] for row in rows}) == len(rows)
    assert all(row["organisation"] in INVENTED for row in rows if row["kind"] == "editor")
