import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stakeholders.models import Municipality
from tests.support.factories import make_action, make_national_plan, make_version
from tests.support.published_versions import make_crowded_version, words_of

pytestmark = pytest.mark.django_db


def page(client):
    return client.get("/regions/")


def test_region_list_leads_to_each_region_and_municipality(client):
    html = page(client).content.decode()

    for one in Municipality.objects.select_related("region"):
        assert f'href="/municipalities/{one.code.lower()}/"' in html
        assert f'href="/regions/{one.region.code}/"' in html


def test_region_list_sorts_municipalities_as_latvian_does(client):
    words = words_of(page(client))

    assert words.index("Mārupes novads") < words.index("Olaines novads") < words.index("Rīga ")
    assert words.index("Jelgavas novads") < words.index("Jēkabpils novads")


def test_region_list_tells_the_state_of_each_plan(client):
    make_version(make_action().plan)

    words = words_of(client.get("/en/regions/"))

    assert "Kurzeme action plan : Version 1, published on" in words
    assert words.count("This region’s plan is not published yet") == 4


def test_region_list_costs_the_same_for_small_and_large_plans(client):
    counts = []
    for actions in (3, 300):
        make_crowded_version(make_national_plan(), actions)
        with CaptureQueriesContext(connection) as queries:
            assert page(client).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 9
