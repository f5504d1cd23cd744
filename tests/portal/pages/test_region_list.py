"""The list of regions and municipalities."""

import pytest

from stakeholders.models import Municipality
from tests.support.factories import make_action, make_national_plan, make_version
from tests.support.published_versions import make_crowded_version, text_of
from tests.support.queries import count_queries

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/regions/")


def test_region_list_links_to_each_region_and_municipality(client):
    html = page(client).content.decode()

    for municipality in Municipality.objects.select_related("region"):
        assert f'href="/municipalities/{municipality.code.lower()}/"' in html
        assert f'href="/regions/{municipality.region.code}/"' in html


def test_region_list_sorts_municipalities_as_latvian_does(client):
    text = text_of(page(client))

    assert text.index("Mārupes novads") < text.index("Olaines novads") < text.index("Rīga ")
    assert text.index("Jelgavas novads") < text.index("Jēkabpils novads")


def test_region_list_shows_the_state_of_each_plan(client):
    version = make_version(make_action().plan)

    text = text_of(client.get("/en/regions/"))

    programme = version.plan.programme.name_en
    assert f"Kurzeme action plan , {programme}: Version 1, published on" in text
    assert text.count("This region’s plan is not published yet") == 4


def test_region_list_costs_the_same_for_small_and_large_plans(client):
    counts = []
    for actions in (3, 60):
        make_crowded_version(make_national_plan(), actions)
        response, count = count_queries(page, client)
        assert response.status_code == 200
        counts.append(count)

    assert counts[0] == counts[1]
    assert counts[1] <= 9
