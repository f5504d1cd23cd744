"""Public pages when plans of several programmes are published: no programme hides or mixes another's."""

import re

import pytest

from actionplans.operations.actions import form_action
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from tests.support.older_plans.imported import import_bullet
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import html_of
from tests.support.published_versions import text_of
from thinktanks.operations.programmes import archive_programme

pytestmark = pytest.mark.django_db


def publish(programme, code, **action):
    """Publish a plan of one action of a region."""
    think_tank = make_think_tank(programme=programme, region=region(code))
    return make_version(make_action(make_contribution(think_tank), **action).plan)


def publish_nationally(programme, wording):
    """Publish a national plan of one action, made from the regional ones."""
    plan = make_national_plan(programme)
    items = seen(*plan.regional_actions.all())
    form_action(plan, role=role(), wording=wording, items=items, by=make_user())
    return make_version(plan)


@pytest.fixture
def older():
    """Two regions and the national plan."""
    programme = make_programme(code="2026", name_en="Think tanks 2026", name_lv="Domnīcas 2026")
    publish(programme, "kurzeme", wording="Atdot tukšās telpas")
    publish(programme, "zemgale")
    publish_nationally(programme, "Atdot visur")
    return programme


@pytest.fixture
def newer(older):
    """One region, whose plan was published last."""
    programme = make_programme(code="2027", name_en="Think tanks 2027", name_lv="Domnīcas 2027")
    publish(programme, "kurzeme", wording="Pirkt no vietējiem")
    return programme


def drawn(response):
    """Return what each region's shape on the map is called."""
    return set(re.findall(r"<title>(\w+ planning region: [^<]+?)\s*</title>", html_of(response)))


def cells(response):
    """Return the plan that each filled cell of the matrix links to."""
    return set(re.findall(r'href="/en/plans/([^"]+)/#pas"', html_of(response)))


def test_home_draws_the_newest_plan_of_each_region_with_its_programme(client, newer):
    response = client.get("/en/")

    assert drawn(response) >= {
        "Kurzeme planning region: Think tanks 2027, version 1",
        "Zemgale planning region: Think tanks 2026, version 1",
        "Vidzeme planning region: no plan yet",
    }
    assert html_of(response).count('class="area hatched"') == 3


def test_home_names_no_programme_on_the_map_while_there_is_one(client, older):
    assert "Zemgale planning region: version 1" in drawn(client.get("/en/"))


@pytest.fixture
def archived(older):
    """A programme of which nothing but a national plan was published."""
    programme = make_programme(code="2022", name_en="Think tanks 2022", name_lv="Domnīcas 2022")
    plan = make_national_plan(programme)
    import_bullet(plan)
    make_version(plan)
    return archive_programme(programme, by=make_user())


def test_home_names_no_programme_on_the_map_if_another_has_only_a_national_plan(client, archived):
    response = client.get("/en/")

    assert "Zemgale planning region: version 1" in drawn(response)
    assert "Think tanks 2022" in text_of(response)


def test_home_has_no_column_for_what_an_archived_programme_never_published(client, archived):
    response = client.get("/en/?programme=2022")

    columns = [
        element.seen
        for element in elements_of(response)
        if element.attributes.get("scope") == "col"
    ]
    assert columns == ["For whom", "National plan"]
    assert len(drawn(response)) == 5


@pytest.mark.parametrize(
    ("query", "shown", "plans"),
    [
        ("", "2027", {"2027/kurzeme"}),
        ("?programme=2027", "2027", {"2027/kurzeme"}),
        ("?programme=2026", "2026", {"2026/kurzeme", "2026/zemgale", "2026/national"}),
    ],
)
def test_home_has_a_matrix_of_each_programme_with_a_plan(client, newer, query, shown, plans):
    response = client.get(f"/en/{query}")

    assert cells(response) == plans
    text = text_of(response)
    assert f"Number of actions by role and region: Think tanks {shown}" in text
    switch = re.findall(r'<a href="/en/(\??[^"]*)#actions"\s+(aria-current)?', html_of(response))
    assert switch == [
        ("", "aria-current" if shown == "2027" else ""),
        ("?programme=2026", "aria-current" if shown == "2026" else ""),
    ]


def test_home_offers_no_programme_without_a_plan(client, older):
    make_programme(code="2028")

    assert client.get("/en/?programme=2026").status_code == 200
    for unknown in ("2028", "2030", "%00", ""):
        assert client.get(f"/en/?programme={unknown}").status_code == 404


def test_home_names_the_programme_of_each_newest_plan(client, newer):
    text = elements_of(client.get("/en/")).seen

    assert "Kurzeme action plan, version 1 Think tanks 2027. Pirmā versija" in text
    assert "National action plan, version 1 Think tanks 2026. Pirmā versija" in text


def test_region_list_has_the_newest_plan_of_each_region_with_its_programme(client, newer):
    text = text_of(client.get("/en/regions/"))

    assert "Kurzeme action plan , Think tanks 2027: Version 1" in text
    assert "Zemgale action plan , Think tanks 2026: Version 1" in text


def test_region_show_has_the_plans_of_all_programmes_the_last_published_first(client, newer, older):
    publish(older, "kurzeme")
    make_programme(code="2028")

    states = client.get("/en/regions/kurzeme/").context["states"]

    assert [state.plan.programme.code for state in states] == ["2026", "2027", "2028"]


def test_municipality_show_keeps_what_an_earlier_programme_asks(client, newer):
    text = text_of(client.get("/en/municipalities/lv-050/"))

    order = [
        "Think tanks 2027 The Kurzeme action plan has 1 action for municipalities.",
        "Pirkt no vietējiem",
        "Think tanks 2026 The Kurzeme action plan has 1 action for municipalities, "
        "the national one 1.",
        "Atdot tukšās telpas",
        "What is suggested to all municipalities",
        "Atdot visur",
    ]
    places = [text.find(part) for part in order]
    assert places == sorted(places)
    assert places[0] > 0


def test_municipality_show_leads_to_the_plans_of_archived_programmes(client, newer, older):
    older.state = "archived"
    older.save()

    response = client.get("/en/municipalities/lv-050/")

    text = elements_of(response).seen
    assert "Pirkt no vietējiem" in text
    assert "Atdot tukšās telpas" not in text
    assert "Archived programmes Kurzeme action plan Think tanks 2026" in text
    assert 'href="/en/plans/2026/kurzeme/#pas"' in html_of(response)


def test_municipality_show_has_the_national_plan_before_the_regional_one(client, older):
    text = text_of(client.get("/en/municipalities/lv-007/"))

    assert "The national action plan has 1 action for municipalities." in text
    assert "Atdot visur" in text
