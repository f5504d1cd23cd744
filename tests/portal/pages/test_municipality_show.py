import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.operations.consolidation import detail_action, form_action
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
from tests.support.published_versions import make_crowded_version, words_of

pytestmark = pytest.mark.django_db


def page(client, code="lv-050"):
    return client.get(f"/en/municipalities/{code}/")


@pytest.fixture
def think_tank():
    return make_think_tank(programme=make_programme(code="2026"))


@pytest.fixture
def action(think_tank):
    return make_action(make_contribution(think_tank), wording="Atdot tukšās telpas")


def test_municipality_show_tells_first_what_its_region_suggests(client, action):
    make_version(action.plan)
    national = make_national_plan(action.plan.programme)
    item = national.regional_actions.get()
    form_action(national, role=role(), wording="Atdot visur", items=seen(item), by=make_user())
    make_version(national)

    words = words_of(page(client))

    assert words.index("Atdot tukšās telpas") < words.index("Atdot visur")
    assert "Actions for municipalities. Kurzeme action plan: 1. National action plan: 1." in words


def test_municipality_show_tells_actions_for_municipalities_only(client, think_tank, action):
    make_action(
        make_contribution(think_tank, addressed_role=role("policy_makers")),
        wording="Grozīt noteikumus",
    )
    make_version(action.plan)

    words = words_of(page(client))

    assert "Atdot tukšās telpas" in words
    assert "Grozīt noteikumus" not in words


def test_municipality_show_tells_how_to_do_it(client, action):
    detail_action(
        action,
        condition="Ja ir drošas",
        first_step="Apsekot ēkas",
        support_roles=[role("support_organisations")],
        version=action.version,
        by=make_user(),
    )
    make_version(action.plan)

    words = words_of(page(client))

    for told in ("Ja ir drošas", "Apsekot ēkas", "Support organisations", "1 time, 1 role"):
        assert told in words


def test_municipality_show_keeps_to_its_own_region(client, action):
    make_version(action.plan)

    assert "Atdot tukšās telpas" in words_of(page(client, "lv-050"))
    assert "Atdot tukšās telpas" not in words_of(page(client, "lv-041"))


def test_municipality_show_does_not_tell_the_draft(client, action):
    words = words_of(page(client))

    assert "Kuldīga municipality" in words
    assert "This region’s plan is not published yet" in words
    assert "Atdot tukšās telpas" not in words


def test_municipality_show_has_one_address(client, action):
    assert page(client, "lv-050").status_code == 200
    assert page(client, "LV-050").status_code == 404
    assert page(client, "lv-999").status_code == 404


def test_municipality_show_costs_the_same_at_3_and_300_actions(client):
    counts = []
    for actions in (3, 300):
        plan = make_plan(make_think_tank(programme=make_programme(code=f"2026-{actions}")))
        make_crowded_version(plan, actions)
        with CaptureQueriesContext(connection) as queries:
            assert page(client).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 6
