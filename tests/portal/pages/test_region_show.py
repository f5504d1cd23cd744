import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from stakeholders.models import MapEntry, OrganisationKind
from stakeholders.operations import register_organisation
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
)
from tests.support.published_versions import pieces_of, words_of

pytestmark = pytest.mark.django_db


def page(client, code="kurzeme"):
    return client.get(f"/en/regions/{code}/")


def map_organisation(name, **fields):
    organisation = register_organisation(
        name,
        kind=OrganisationKind.objects.get(code="ngo_support"),
        role=role("support_organisations"),
        regions=[region()],
        by=None,
    )
    return MapEntry.objects.create(organisation=organisation, region=region(), **fields)


def test_region_show_tells_plan_think_tanks_and_municipalities(client):
    think_tank = make_think_tank(programme=make_programme(code="2026"), town="Kuldīga")
    make_version(make_action(make_contribution(think_tank)).plan)

    response = page(client)

    words = words_of(response)
    assert "Kurzeme planning region" in words
    assert "Version 1, published on" in words
    assert "Kuldīga, 12 November 2026" in words
    assert 'href="/en/municipalities/lv-050/"' in response.content.decode()
    assert 'href="/en/municipalities/lv-002/"' not in response.content.decode()


def test_region_show_says_what_is_missing(client):
    words = words_of(page(client))

    assert "This region’s plan is not published yet" in words
    assert "No think tank is planned in this region yet" in words
    assert "Organisations of this region are not mapped yet" in words


def test_region_show_does_not_tell_another_region(client):
    make_version(make_action().plan)

    assert "Version 1" in words_of(page(client))
    assert "Version 1" not in words_of(page(client, "zemgale"))


def test_region_show_of_no_region_does_not_exist(client):
    assert page(client, "kurzeme").status_code == 200
    assert page(client, "narnija").status_code == 404


def test_region_show_lists_mapped_organisations_by_kind(client):
    map_organisation("Paraugu kopienu tīkls", offers="Līgumu paraugi")

    pieces = pieces_of(page(client))

    assert ("lv", "Paraugu kopienu tīkls") in pieces
    assert ("lv", "Līgumu paraugi") in pieces


def test_region_show_in_production_lists_only_confirmed_organisations(client, settings):
    settings.LOCAL_MODE = False
    map_organisation("Vēl neapstiprināta biedrība")
    map_organisation("Apstiprināta biedrība", confirmed_at=timezone.now(), confirmed_by=make_user())

    words = words_of(page(client))

    assert "Apstiprināta biedrība" in words
    assert "neapstiprināta" not in words


def test_region_show_costs_the_same_for_few_and_many(client):
    counts = []
    for number in (3, 30):
        for index in range(number):
            map_organisation(f"Parauga biedrība {number}.{index}")
            make_think_tank()
        with CaptureQueriesContext(connection) as queries:
            assert page(client).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 11
