"""The page of an action, also after it was merged or dissolved."""

import pytest

from actionplans.operations.actions import dissolve_action, form_action, link_actions
from actionplans.operations.imports import ImportRow, import_contributions
from actionplans.operations.items import set_aside
from actionplans.operations.publication import withdraw_version
from actionplans.operations.undo import undo
from tests.support.boards.steps import merge, version_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from tests.support.pages.elements import elements_of
from tests.support.published_versions import make_crowded_version, text_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(think_tank, action):
    return make_action(
        make_contribution(think_tank, text="Vajag sarakstu"), wording="Publicēt sarakstu"
    )


def action_page(client, key="KUR-PAS-01", place="kurzeme"):
    return client.get(f"/en/plans/2026/{place}/actions/{key}/")


def test_action_show_shows_the_contributions_it_came_from(client, action):
    make_version(action.plan)

    page_text = text_of(action_page(client))

    assert "KUR-PAS-01" in page_text
    assert "Atdot tukšās telpas" in page_text
    assert "Made from 1 contribution" in page_text
    assert "„Skolas virtuve stāv tukša” Social entrepreneurs Kuldīga, 12 November 2026" in page_text
    assert "We do not show participants’ names" in page_text


def test_action_show_takes_the_key_in_any_case(client, action):
    make_version(action.plan)

    assert action_page(client, "kur-pas-01").status_code == 200
    assert action_page(client, "KUR-PAS-02").status_code == 404


def test_action_show_does_not_exist_before_publication(client, action):
    assert action_page(client).status_code == 404

    make_version(action.plan)

    assert action_page(client).status_code == 200


def test_action_show_says_that_the_speaker_is_not_known(client, think_tank):
    (contribution,) = import_contributions(
        make_plan(think_tank), rows=[ImportRow(text="Darīt", addressed_role=role())], by=make_user()
    )
    make_version(make_action(contribution).plan)

    page_text = text_of(action_page(client))

    assert page_text.count("It is not known who suggested this") == 1
    assert "Not known" not in page_text


def test_action_show_shows_linked_actions(client, action, think_tank):
    linked = make_action(
        make_contribution(think_tank, addressed_role=role("policy_makers")), wording="Ļaut nomāt"
    )
    link_actions(action, other=linked, version=version_of(action), by=make_user())
    make_version(action.plan)

    page_text = text_of(action_page(client))

    assert "Linked, not merged" in page_text
    assert "For policy makers Ļaut nomāt KUR-POL-01" in page_text


def test_action_show_names_the_action_that_it_was_merged_into(client, action, other):
    make_version(action.plan)
    merge(action, other)
    make_version(action.plan, note="Apvienotas")

    gone, target = (
        text_of(action_page(client, "KUR-PAS-01")),
        text_of(action_page(client, "KUR-PAS-02")),
    )

    assert "This action is now part of the action KUR-PAS-02" in gone
    assert "Below is its text from version 1." in gone
    assert "Merged into this KUR-PAS-01" in target


def test_action_show_follows_merges_to_the_last_action(client, action, other, think_tank):
    last = make_action(make_contribution(think_tank), wording="Kopā")
    make_version(action.plan)
    merge(action, other)
    make_version(action.plan, note="Apvienotas")
    merge(other, last)
    make_version(action.plan, note="Vēlreiz apvienotas")

    page_text = text_of(action_page(client, "KUR-PAS-01"))

    assert "This action is now part of the action KUR-PAS-03" in page_text


def test_action_show_does_not_show_a_merge_of_the_draft(client, action, other):
    make_version(action.plan)
    merge(action, other)

    gone, target = (
        text_of(action_page(client, "KUR-PAS-01")),
        text_of(action_page(client, "KUR-PAS-02")),
    )

    assert "Atdot tukšās telpas" in gone
    assert "merged" not in gone
    assert "Merged into this" not in target


def test_action_show_shows_the_published_merge_whatever_the_draft_does(client, action, other):
    make_version(action.plan)
    merge(action, other)
    make_version(action.plan, note="Apvienotas")
    merged = action.plan.events.filter(kind="action.merged").get()

    undo(action.plan, seq=merged.seq, by=make_user())

    gone, target = (
        text_of(action_page(client, "KUR-PAS-01")),
        text_of(action_page(client, "KUR-PAS-02")),
    )
    assert "This action is now part of the action KUR-PAS-02" in gone
    assert "Merged into this KUR-PAS-01" in target


def test_action_show_says_that_the_current_version_does_not_contain_it(client, action, other):
    make_version(action.plan)
    dissolve_action(other, version=version_of(other), by=make_user())
    for contribution in other.plan.contributions.filter(state="undecided"):
        set_aside(seen(contribution), reason="not_an_action", by=make_user())
    make_version(action.plan, note="Viena noņemta")

    page_text = text_of(action_page(client, "KUR-PAS-02"))

    assert "The current version of the plan does not include this action." in page_text
    assert "Publicēt sarakstu" in page_text


def test_action_show_says_that_all_versions_are_withdrawn(client, action):
    withdraw_version(make_version(action.plan), reason="Pirms laika", by=make_user())

    page_text = text_of(action_page(client))

    assert "All versions are withdrawn. Below is its text from version 1." in page_text
    assert "Pirms laika" in page_text


def test_action_show_nationally_shows_the_regions_and_their_wordings(client, action):
    make_version(action.plan)
    national = make_national_plan(action.plan.programme)
    item = national.regional_actions.get()
    form_action(national, role=action.role, wording="Visur", items=seen(item), by=make_user())
    make_version(national)

    response = action_page(client, "NAC-PAS-01", "national")
    page_text = text_of(response)
    regional = text_of(action_page(client))

    assert "Kurzeme Atdot tukšās telpas KUR-PAS-01 · Said 1 time, by 1 role" in page_text
    assert "Zemgale – no plan yet" in page_text
    assert 'class="marks"' in response.content.decode()
    assert "In the national plan NAC-PAS-01 Visur" in regional


def test_action_show_nationally_has_the_regions_in_one_order(client, think_tank, action):
    for code in ("latgale", "riga"):
        there = make_think_tank(programme=think_tank.programme, region=region(code))
        make_version(make_action(make_contribution(there)).plan)
    make_version(action.plan)
    national = make_national_plan(think_tank.programme)
    items = seen(*national.regional_actions.order_by("pk"))
    form_action(national, role=action.role, wording="Visur", items=items, by=make_user())
    make_version(national)

    page = elements_of(action_page(client, "NAC-PAS-01", "national"))

    named = [part.seen for part in page if part.attributes.get("class") == "place"]
    assert named == ["Rīga region", "Kurzeme", "Zemgale", "Vidzeme", "Latgale"]
    behind = elements_of(client.get("/en/plans/2026/national/"))
    (quotes,) = (part for part in behind if part.attributes.get("class") == "said")
    who = [part.seen.split(" ")[0] for part in quotes if part.attributes.get("class") == "who"]
    assert who == ["Rīga", "Kurzeme", "Latgale"]


def test_action_show_nationally_has_no_marks_where_no_region_is_known(client):
    national = make_national_plan(make_programme(code="2026"))
    rows = [ImportRow(text="Darīt visur", addressed_role=role())]
    (contribution,) = import_contributions(national, rows=rows, by=make_user())
    make_action(contribution)
    make_version(national)

    response = action_page(client, "NAC-PAS-01", "national")

    assert "It is not known which regions the contributions came from." in text_of(response)
    assert 'class="marks"' not in response.content.decode()


def test_action_show_costs_the_same_in_a_small_and_in_a_large_plan(client):
    counts = []
    for code, actions in (("small", 3), ("large", 60)):
        plan = make_plan(make_think_tank(programme=make_programme(code=code)))
        make_crowded_version(plan, actions)
        path = f"/plans/{code}/kurzeme/actions/KUR-PAS-001/"
        response, count = count_queries(client.get, path)
        assert response.status_code == 200
        counts.append(count)

    assert counts[0] == counts[1] <= 9
