"""Organisations, what they offer, and access."""

import pytest
from django.core.exceptions import ValidationError

from stakeholders.models import MapEntry, OrganisationKind
from stakeholders.operations import map_organisation, register_organisation
from tests.support.factories import make_administrator, make_coordinator, region, role

pytestmark = pytest.mark.django_db

SOURCE = "https://www.example.org/par-mums"


@pytest.fixture
def organisation():
    return register_organisation(
        "Parauga fonds",
        kind=OrganisationKind.objects.get(code="ngo_support"),
        role=role("support_organisations"),
        regions=[region("vidzeme")],
        by=None,
    )


def values_of(entry):
    return (entry.region.code, entry.offers, entry.source, entry.seen, entry.confirmed_by)


def test_map_organisation_keeps_source_and_who_confirmed_it(organisation):
    coordinator = make_coordinator()

    entry = map_organisation(
        organisation,
        region=region("kurzeme"),
        offers=" granti, padomi ",
        source=SOURCE,
        seen="2024-01",
        confirmed=True,
        by=coordinator,
    )

    assert values_of(entry) == ("kurzeme", "granti, padomi", SOURCE, "2024-01", coordinator)
    assert entry.confirmed_at is not None
    assert {region.code for region in organisation.regions.all()} == {"kurzeme", "vidzeme"}


def test_map_organisation_again_changes_the_entry(organisation):
    coordinator = make_coordinator()
    map_organisation(organisation, region=region(), offers="granti", confirmed=True, by=coordinator)

    map_organisation(organisation, region=region(), offers="padomi", by=coordinator)

    entry = MapEntry.objects.get()
    assert values_of(entry) == ("kurzeme", "padomi", "", "", None)
    assert entry.confirmed_at is None


def test_map_organisation_refuses_a_merged_organisation(organisation):
    organisation.merged_into = register_organisation(
        "Parauga fonds 2", kind=organisation.kind, role=organisation.role, regions=[], by=None
    )
    organisation.save()

    with pytest.raises(ValidationError) as refused:
        map_organisation(organisation, region=region(), by=make_coordinator())

    assert refused.value.code == "merged"
    assert not MapEntry.objects.exists()
    assert map_organisation(organisation.merged_into, region=region(), by=make_coordinator()).pk


def test_access_counts_from_the_moment_it_is_given():
    """Starts are stored in microseconds; rounded up to milliseconds they would be in the future."""
    assert all(make_administrator().is_administrator for _time in range(30))
