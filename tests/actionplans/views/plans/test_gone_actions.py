"""Where an action of an earlier version is gone, its section of the plan says what became of it."""

import pytest

from actionplans.operations.actions import dissolve_action
from actionplans.operations.undo import undo
from tests.support.boards.steps import merge, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    role,
)
from tests.support.pages.elements import elements_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def think_tank():
    return make_think_tank(programme=make_programme(code="2026"))


@pytest.fixture
def actions(think_tank):
    """Three published actions for municipalities, and one for policy makers."""
    made = [make_action(make_contribution(think_tank)) for _number in range(3)]
    make_action(make_contribution(think_tank, addressed_role=role("policy_makers")))
    make_version(made[0].plan)
    return made


def gone_of(client, path="/en/plans/2026/kurzeme/"):
    """Return the lines about gone actions, by the section of the plan, with the address that each leads to."""
    page = elements_of(client.get(path))
    return {
        section.attributes["id"]: [
            (part.name, part.attributes["href"])
            for found in section
            if found.attributes.get("class") == "gone"
            for part in found
            if part.tag == "a"
        ]
        for section in page
        if "plan-role" in section.attributes.get("class", "")
    }


def test_plan_show_has_no_lines_about_gone_actions_in_the_first_version(client, actions):
    assert gone_of(client) == {"pol": [], "pas": [], "atb": [], "soc": []}


def test_plan_show_names_the_action_that_each_gone_one_was_merged_into(client, actions):
    first, second, third = actions
    merge(first, second)
    make_version(first.plan, note="Apvienotas")
    merge(second, third)
    make_version(first.plan, note="Vēlreiz apvienotas")

    assert gone_of(client)["pas"] == [
        ("KUR-PAS-01 was merged into KUR-PAS-03", "/en/plans/2026/kurzeme/actions/KUR-PAS-01/"),
        ("KUR-PAS-02 was merged into KUR-PAS-03", "/en/plans/2026/kurzeme/actions/KUR-PAS-02/"),
    ]
    assert [name for name, _address in gone_of(client, "/en/plans/2026/kurzeme/v2/")["pas"]] == [
        "KUR-PAS-01 was merged into KUR-PAS-02"
    ]
    assert gone_of(client, "/en/plans/2026/kurzeme/v1/")["pas"] == []


def test_plan_show_names_an_action_that_was_dissolved(client, actions, think_tank):
    (first, *_others), by = actions, make_user()
    dissolve_action(first, version=version_of(first), by=by)
    make_action(first.plan.contributions.get(state="undecided"), by=by)
    make_version(first.plan, note="Viena mazāk")

    assert [name for name, _address in gone_of(client)["pas"]] == [
        "KUR-PAS-01 is not in this version"
    ]


def test_plan_show_has_no_line_about_a_merge_that_was_undone(client, actions):
    first, second, _third = actions
    merge(first, second)
    make_version(first.plan, note="Apvienotas")
    before = gone_of(client)["pas"]
    event = first.plan.events.filter(kind="action.merged").get()
    undo(first.plan, seq=event.seq, by=make_user())
    make_version(first.plan, note="Atkal atsevišķi")

    assert len(before) == 1
    assert gone_of(client)["pas"] == []
