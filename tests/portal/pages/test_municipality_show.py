"""The page of a municipality."""

import pytest

from actionplans.operations.actions import detail_action, form_action
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    role,
    seen,
)
from tests.support.published_versions import make_crowded_version, text_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


def page(client, code="lv-050"):
    return client.get(f"/en/municipalities/{code}/")


@pytest.fixture
def think_tank():
    return make_think_tank(programme=make_programme(code="2026"))


@pytest.fixture
def action(think_tank):
    return make_action(make_contribution(think_tank), wording="Atdot tukšās telpas")


def test_municipality_show_lists_actions_of_its_region_first(client, action):
    make_version(action.plan)
    national = make_national_plan(action.plan.programme)
    item = national.regional_actions.get()
    form_action(national, role=role(), wording="Atdot visur", items=seen(item), by=make_user())
    make_version(national)

    text = text_of(page(client))

    assert text.index("Atdot tukšās telpas") < text.index("Atdot visur")
    assert "The Kurzeme action plan has 1 action for municipalities, the national one 1." in text


def test_municipality_show_lists_actions_for_municipalities_only(client, think_tank, action):
    make_action(
        make_contribution(think_tank, addressed_role=role("policy_makers")),
        wording="Grozīt noteikumus",
    )
    make_version(action.plan)

    text = text_of(page(client))

    assert "Atdot tukšās telpas" in text
    assert "Grozīt noteikumus" not in text


def test_municipality_show_shows_details_of_an_action(client, action):
    detail_action(
        action,
        condition="Ja ir drošas",
        first_step="Apsekot ēkas",
        support_roles=[role("support_organisations")],
        version=action.version,
        by=make_user(),
    )
    make_version(action.plan)

    text = text_of(page(client))

    for detail in (
        "Ja ir drošas",
        "Apsekot ēkas",
        "Support organisations",
        "Said 1 time, by 1 role",
    ):
        assert detail in text


def test_municipality_show_has_nothing_of_another_region(client, action):
    make_version(action.plan)

    assert "Atdot tukšās telpas" in text_of(page(client, "lv-050"))
    assert "Atdot tukšās telpas" not in text_of(page(client, "lv-041"))


def test_municipality_show_has_nothing_of_the_draft(client, action):
    text = text_of(page(client))

    assert "Kuldīga municipality" in text
    assert "This region’s plan is not published yet" in text
    assert "Atdot tukšās telpas" not in text


def test_municipality_show_has_one_address(client, action):
    assert page(client, "lv-050").status_code == 200
    assert page(client, "LV-050").status_code == 404
    assert page(client, "lv-999").status_code == 404


def test_municipality_show_costs_the_same_for_3_and_60_actions(client):
    counts = []
    for actions in (3, 60):
        plan = make_plan(make_think_tank(programme=make_programme(code=f"2026-{actions}")))
        make_crowded_version(plan, actions)
        response, count = count_queries(page, client)
        assert response.status_code == 200
        counts.append(count)

    assert counts[0] == counts[1]
    assert counts[1] <= 6
