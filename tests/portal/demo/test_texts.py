"""The texts of the demo hold together: what refers to what, how much there is, how it is written."""

import datetime
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "fixtures" / "demo"
FILES = (
    "programme",
    "contributions",
    "actions",
    "national",
    "feedback",
    "organisations",
    "real_organisations",
    "people",
)
REGIONS = {"riga", "kurzeme", "zemgale", "vidzeme", "latgale"}
ROLES = {"policy_makers", "municipalities", "support_organisations", "social_enterprises"}
ROLE_NAMES = {
    "Politikas veidotāji",
    "Pašvaldības",
    "Atbalsta organizācijas",
    "Sociālie uzņēmēji",
}
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
REASONS = {"repeats", "not_an_action", "outside_programme", "personal_data", "other"}
STATES = {"not_started", "started", "done", "will_not", "not_for_us"}


def read(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


CONTRIBUTIONS = {row["id"]: row for row in read("contributions")}
PLANS = read("actions")
NATIONAL = read("national")
PROGRAMME = read("programme")
THINK_TANKS = {row["code"]: row for row in PROGRAMME["think_tanks"]}
INVENTED = {row["name"]: row for row in read("organisations")["organisations"]}
COMMITMENTS = read("organisations")["commitments"]
REAL = read("real_organisations")


def changes(plan, kind):
    return [each for each in plan["version_2"]["changes"] if each["change"] == kind]


def actions_of(plan):
    return plan["actions"] + [each["action"] for each in changes(plan, "add")]


ACTIONS = {row["id"]: row for plan in PLANS for row in actions_of(plan)}
SINCE = {row["id"]: plan["version_1"]["date"] for plan in PLANS for row in plan["actions"]}
SINCE |= {
    each["action"]["id"]: plan["version_2"]["date"]
    for plan in PLANS
    for each in changes(plan, "add")
}
MERGED = {each["action"] for plan in PLANS for each in changes(plan, "merge")}


def second_version(plan):
    """Return the members of each action after the changes, and what is then set aside."""
    members = {row["id"]: set(row["members"]) for row in plan["actions"]}
    aside = {row["contribution"] for row in plan["set_aside"]}
    for each in changes(plan, "merge"):
        members[each["into"]] |= members.pop(each["action"])
    for each in changes(plan, "add"):
        members[each["taken_from"]] -= set(each["action"]["members"])
        members[each["action"]["id"]] = set(each["action"]["members"])
    for each in changes(plan, "set_aside"):
        next(held for held in members.values() if each["contribution"] in held).remove(
            each["contribution"]
        )
        aside.add(each["contribution"])
    return members, aside


def texts(value):
    """Return every text a person reads in a file, whatever holds it."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [value] if isinstance(value, str) else []


def test_programme_has_five_closed_think_tanks_and_one_open():
    states = Counter(row["state"] for row in THINK_TANKS.values())
    closed = {row["region"] for row in THINK_TANKS.values() if row["state"] == "closed"}

    assert states == {"closed": 5, "open": 1}
    assert closed == REGIONS
    assert [each["code"] for each in PROGRAMME["questions"]] == ["gains", "use", "events"]


def test_contributions_are_two_hundred_with_known_roles():
    regions = Counter(
        row["region"]
        for row in CONTRIBUTIONS.values()
        if THINK_TANKS[row["think_tank"]]["state"] == "closed"
    )
    unknown = sum(row["author_role"] is None for row in CONTRIBUTIONS.values())

    assert len(read("contributions")) == len(CONTRIBUTIONS) == 200
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


def test_a_third_of_the_contributions_is_said_in_several_regions():
    regions, times, roles = defaultdict(set), Counter(), defaultdict(set)
    for row in CONTRIBUTIONS.values():
        regions[row["theme"]].add(row["region"])
        roles[row["theme"]].add(row["addressed_role"])
        times[row["theme"]] += 1
    shared = [theme for theme, where in regions.items() if len(where) > 1]
    words = [row["text"].casefold() for row in CONTRIBUTIONS.values()]

    assert len(shared) == 18
    assert sum(times[theme] for theme in shared) == 60
    assert {len(each) for each in roles.values()} == {1}
    assert len(set(words)) == 200


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["region"])
def test_first_version_decides_every_contribution_once(plan):
    placed = [member for row in plan["actions"] for member in row["members"]]
    aside = [row["contribution"] for row in plan["set_aside"]]
    said = [key for key, row in CONTRIBUTIONS.items() if row["think_tank"] == plan["think_tank"]]

    assert sorted(placed + aside) == sorted(said)
    assert 8 <= len(plan["actions"]) <= 12


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan["region"])
def test_second_version_decides_every_contribution_once(plan):
    members, aside = second_version(plan)
    placed = [each for held in members.values() for each in held]
    said = [key for key, row in CONTRIBUTIONS.items() if row["think_tank"] == plan["think_tank"]]
    kinds = Counter(each["change"] for each in plan["version_2"]["changes"])

    assert sorted(placed + list(aside)) == sorted(said)
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
    assert row["lead"] in INVENTED or row["lead"] in ROLE_NAMES
    assert row["first_step"]
    assert datetime.date.fromisoformat(row["deadline"]).isoformat() > SINCE[row["id"]]
    assert set(row["support_roles"]) <= ROLES - {row["addressed_role"]}


def test_changes_name_actions_of_their_plan_and_role():
    for plan in PLANS:
        own = {row["id"]: row for row in plan["actions"]}
        for each in changes(plan, "merge"):
            roles = {own[each["action"]]["addressed_role"], own[each["into"]]["addressed_role"]}
            assert len(roles) == 1
        for each in changes(plan, "reword"):
            assert own[each["action"]]["wording"] != each["wording"]
        for each in changes(plan, "add"):
            source = own[each["taken_from"]]
            assert source["addressed_role"] == each["action"]["addressed_role"]
            assert set(each["action"]["members"]) < set(source["members"])


def test_what_is_set_aside_says_why():
    rows = [row for plan in PLANS for row in plan["set_aside"] + changes(plan, "set_aside")]

    assert sum(len(plan["set_aside"]) for plan in PLANS) == 24
    assert {row["reason"] for row in rows} == REASONS
    assert all(row["note"] for row in rows)


def test_national_actions_gather_current_actions_of_one_role():
    placed = [member for row in NATIONAL["actions"] for member in row["members"]]
    aside = [row["action"] for row in NATIONAL["set_aside"]]

    assert 10 <= len(NATIONAL["actions"]) <= 14
    assert sorted(placed + aside) == sorted(set(ACTIONS) - MERGED)
    for row in NATIONAL["actions"]:
        assert {ACTIONS[member]["addressed_role"] for member in row["members"]} == {
            row["addressed_role"]
        }
        assert len({ACTIONS[member]["region"] for member in row["members"]}) > 1
        assert row["lead"] in INVENTED or row["lead"] in ROLE_NAMES
    assert max(plan["version_2"]["date"] for plan in PLANS) < NATIONAL["version_1"]["date"]
    assert NATIONAL["version_1"]["date"] < NATIONAL["version_2"]["date"]


def test_national_links_join_different_roles():
    roles = {row["id"]: row["addressed_role"] for row in NATIONAL["actions"]}
    pairs = NATIONAL["links"] + [each["actions"] for each in changes(NATIONAL, "link")]

    assert len(pairs) == 4
    assert all(roles[first] != roles[second] for first, second in pairs)
    assert all(each["action"] in roles for each in changes(NATIONAL, "reword"))


def test_feedback_answers_every_question_from_every_region():
    rows = read("feedback")

    assert len({row["id"] for row in rows}) == 40
    assert {row["question"] for row in rows} == {"gains", "use", "events"}
    assert {row["region"] for row in rows} == REGIONS
    assert {row["quotable"] for row in rows} == {True, False}
    assert all(THINK_TANKS[row["think_tank"]]["region"] == row["region"] for row in rows)


def test_invented_organisations_are_of_every_kind_and_named_as_invented():
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


def test_real_organisations_are_sourced_and_stay_out_of_everything_else():
    names = {row["name"] for row in REAL}
    elsewhere = [
        text for name in FILES if name != "real_organisations" for text in texts(read(name))
    ]

    assert len(names) == 60
    assert {row["kind"] for row in REAL} == KINDS - {"municipality", "social_enterprise"}
    assert {region for row in REAL for region in row["regions"]} == REGIONS
    assert all(row["source"].startswith("http") and row["role"] in ROLES for row in REAL)
    assert not names & set(elsewhere)


def test_only_invented_organisations_answer_and_only_what_is_asked_of_them():
    for row in COMMITMENTS:
        organisation, action = INVENTED[row["organisation"]], ACTIONS[row["action"]]
        assert organisation["role"] == action["addressed_role"]
        assert action["region"] in organisation["regions"]
        assert row["action"] not in MERGED
        assert row["state"] in STATES
        assert row["date"] > SINCE[row["action"]]
        assert row["sentence"] or row.get("waiting")
        assert not row.get("waiting") or row["state"] == "not_started"
    assert {row["state"] for row in COMMITMENTS} == STATES
    assert [row["date"] for row in COMMITMENTS] == sorted(row["date"] for row in COMMITMENTS)


def test_people_have_an_account_for_each_kind_and_run_each_think_tank():
    rows = read("people")
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


def test_wordings_start_with_an_infinitive_and_are_one_short_sentence():
    changed = [each for plan in [*PLANS, NATIONAL] for each in changes(plan, "reword")]
    wordings = [row["wording"] for row in [*ACTIONS.values(), *NATIONAL["actions"], *changed]]

    assert len(wordings) > 90
    for wording in wordings:
        assert re.match(r"[A-ZĀČĒĢĪĶĻŅŠŪŽ]\w*(t|ties)\b", wording), wording
        assert re.fullmatch(r"[^.!?]+\.", wording), wording
        assert len(wording.split()) <= 18, wording


@pytest.mark.parametrize("name", FILES)
def test_texts_have_curved_quotes_and_no_stray_blanks(name):
    for text in texts(read(name)):
        assert not set(text) & set("\"'“") or "“Parauga" in text, text
        assert text == " ".join(text.split())


def test_no_text_uses_a_calque():
    calques = (
        r"uzsāk|sekojoš|pielieto|pie tam|laicīg|nākoš|\bpapildus\b|balstoties|mājas ?lap|ielogo"
    )
    calques += r"|\bfail|fīdbek|vairāk kā|sniegt atbalstu|aktivitāt|\bpriekš\b|klikšķ|\btika\b"

    for name in FILES:
        for text in texts(read(name)):
            assert not re.search(calques, text, re.IGNORECASE), text
