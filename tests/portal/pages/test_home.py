"""The first page."""

import datetime
import re

import pytest
from django.utils import timezone

from actionplans.operations.publication import withdraw_version
from stakeholders.models import Region
from tests.support.factories import (
    make_action,
    make_contribution,
    make_editor,
    make_facilitator,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
)
from tests.support.pages.elements import elements_of
from tests.support.published_versions import make_crowded_version, pieces_of, text_of
from tests.support.queries import count_queries

REGIONS = ("riga", "kurzeme", "zemgale", "vidzeme", "latgale")

pytestmark = pytest.mark.django_db


def page(client, prefix="/en"):
    return client.get(f"{prefix}/")


@pytest.fixture
def version():
    think_tank = make_think_tank(programme=make_programme(code="2026"))
    return make_version(make_action(make_contribution(think_tank)).plan, note="Pirmais plāns")


def test_home_works_without_any_data(client):
    response = page(client)

    assert response.status_code == 200
    assert "No plan is published yet" in text_of(response)


def test_home_draws_every_region_before_there_is_a_programme(client):
    html = page(client).content.decode()

    links = re.findall(r'<a href="/en/regions/(\w+)/">\s*<title>[^<]+: ([^<]+?)\s*</title>', html)
    assert sorted(links) == sorted((code, "no plan yet") for code in REGIONS)
    assert html.count('class="area hatched"') == len(REGIONS)


def test_home_has_the_desk_in_the_menu_of_those_who_work_there(client):
    facilitator, editor, reader = make_facilitator(make_think_tank()), make_editor(), make_user()

    menus = []
    for user in (facilitator, editor, reader):
        client.force_login(user)
        menus.append(_menu(page(client)))

    with_desk = ["Plans", "Regions", "My work"]
    assert menus == [with_desk, with_desk, ["Plans", "Regions"]]


def _menu(response):
    (menu,) = re.findall(
        r'<nav aria-label="Main menu">(.*?)</nav>', response.content.decode(), re.S
    )
    return re.findall(r"<a [^>]+>([^<]+)</a>", menu)


def test_home_shows_the_newest_versions(client, version):
    response = page(client)

    assert "Kurzeme action plan, version 1" in text_of(response)
    assert ("lv", "Pirmais plāns") in pieces_of(response)


def test_home_shows_the_three_newest_versions_the_latest_first(client, version):
    newest = [version]
    for code in ("zemgale", "vidzeme", "riga"):
        think_tank = make_think_tank(programme=version.plan.programme, region=region(code))
        newest.insert(0, make_version(make_action(make_contribution(think_tank)).plan))

    assert page(client).context["newest"] == newest[:3]


def test_home_shows_nothing_of_a_withdrawn_version(client, version):
    withdraw_version(version, reason="Pirms laika", by=make_user())

    text = text_of(page(client))

    assert "No plan is published yet" in text
    assert "Pirmais plāns" not in text


def test_home_counts_actions_by_role_and_region(client, version):
    response = page(client)

    seen = elements_of(response).seen
    assert "For municipalities – no plan yet 1 from 1 contribution – no plan yet" in seen
    assert "/en/plans/2026/kurzeme/#pas" in response.content.decode()


def test_home_draws_each_region_as_a_link(client, version):
    html = re.sub(r">\s+<", "><", page(client).content.decode())

    for drawn in Region.objects.all():
        assert f'<a href="/en/regions/{drawn.code}/"><title>{drawn.full_name_en}: ' in html
    assert html.count('class="area hatched"') == 4
    assert "Simplified map, not a legal boundary" in html


def test_home_shows_the_next_think_tank_on_the_map(client, version):
    soon = timezone.localdate() + datetime.timedelta(days=10)
    make_think_tank(
        is_open=False,
        programme=version.plan.programme,
        region=region("zemgale"),
        held_on=soon,
    )

    assert f"Zemgale planning region: think tank {soon.day} {soon:%B} {soon.year}" in text_of(
        page(client)
    )


def test_home_shows_the_programme_with_the_last_published_plan(client, version):
    earlier = make_think_tank(programme=make_programme(code="2025"))
    later = make_version(make_action(make_contribution(earlier)).plan)
    make_programme(code="2027")

    response = page(client)

    assert response.context["programme"] == later.plan.programme
    assert response.context["programmes"] == [later.plan.programme, version.plan.programme]


def test_home_costs_the_same_for_small_and_large_plans(client):
    counts = []
    for actions in (3, 60):
        make_crowded_version(make_national_plan(), actions)
        response, count = count_queries(page, client)
        assert response.status_code == 200
        counts.append(count)

    assert counts[0] == counts[1]
    assert counts[1] <= 10
