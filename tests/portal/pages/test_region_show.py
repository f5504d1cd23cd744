"""The page of a region."""

import re

import pytest
from django.utils import timezone

from stakeholders.models import MapEntry, Organisation, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
)
from tests.support.published_versions import pieces_of, text_of
from tests.support.queries import count_queries
from thinktanks.models import ThinkTank
from thinktanks.operations.programmes import archive_programme
from thinktanks.operations.think_tanks import close_think_tank, open_think_tank

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


def test_region_show_lists_plan_think_tanks_and_municipalities(client):
    think_tank = make_think_tank(programme=make_programme(code="2026"), town="Kuldīga")
    make_version(make_action(make_contribution(think_tank)).plan)

    response = page(client)

    text = text_of(response)
    assert "Kurzeme planning region" in text
    assert "Version 1, published on" in text
    assert "Kuldīga, 12 November 2026" in text
    assert 'href="/en/municipalities/lv-050/"' in response.content.decode()
    assert 'href="/en/municipalities/lv-002/"' not in response.content.decode()


def test_region_show_leads_to_registration_until_the_close_and_then_to_who_came(client):
    planned, closed, archived, cancelled = (make_think_tank(is_open=False) for _number in range(4))
    close_think_tank(open_think_tank(closed, by=None), by=None)
    archive_programme(archived.programme, by=make_administrator())
    ThinkTank.objects.filter(pk=cancelled.pk).update(state="cancelled", cancelled_at=timezone.now())

    english, latvian = (
        re.findall(r'href="(/register/.*?)">\s*(.*?)<', client.get(path).content.decode())
        for path in ("/en/regions/kurzeme/", "/regions/kurzeme/")
    )

    assert sorted(english) == sorted(
        [
            (f"/register/{planned.code}/?lang=en", "Register"),
            (f"/register/{closed.code}/?lang=en", "Who came"),
        ]
    )
    assert sorted(latvian) == sorted(
        [
            (f"/register/{planned.code}/", "Pieteikties"),
            (f"/register/{closed.code}/", "Kas piedalījās"),
        ]
    )


def test_region_show_shows_what_is_missing(client):
    text = text_of(page(client))

    assert "This region’s plan is not published yet" in text
    assert "No think tank is planned in this region yet" in text
    assert "Organisations of this region are not mapped yet" in text


def test_region_show_has_nothing_of_another_region(client):
    make_version(make_action().plan)

    assert "Version 1" in text_of(page(client))
    assert "Version 1" not in text_of(page(client, "zemgale"))


def test_region_show_of_an_unknown_region_is_404(client):
    assert page(client, "kurzeme").status_code == 200
    assert page(client, "narnija").status_code == 404


def test_region_show_lists_mapped_organisations_by_kind(client):
    map_organisation("Paraugu kopienu tīkls", offers="Līgumu paraugi")

    pieces = pieces_of(page(client))

    assert ("lv", "Paraugu kopienu tīkls") in pieces
    assert ("lv", "Līgumu paraugi") in pieces


def test_region_show_shows_an_impossible_date_and_address_as_they_are(client):
    entry = map_organisation("Vecs ieraksts", source="https://[x", seen="2023-02-30")
    Organisation.objects.filter(pk=entry.organisation_id).update(website="https://[y")

    response = page(client)

    assert response.status_code == 200
    assert "Vecs ieraksts https://[y Source: https://[x , 2023-02-30" in text_of(response)


def test_region_show_in_production_lists_only_confirmed_organisations(client, settings):
    settings.LOCAL_MODE = False
    map_organisation("Vēl neapstiprināta biedrība")
    map_organisation("Apstiprināta biedrība", confirmed_at=timezone.now(), confirmed_by=make_user())

    text = text_of(page(client))

    assert "Apstiprināta biedrība" in text
    assert "neapstiprināta" not in text


def test_region_show_costs_the_same_for_3_and_30_organisations(client):
    counts = []
    for number in (3, 30):
        for index in range(number):
            map_organisation(f"Parauga biedrība {number}.{index}")
            make_think_tank()
        response, count = count_queries(page, client)
        assert response.status_code == 200
        counts.append(count)

    assert counts[0] == counts[1]
    assert counts[1] <= 11
