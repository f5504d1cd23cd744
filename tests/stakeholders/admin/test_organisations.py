"""Administrators' pages of organisations and the mapping."""

import pytest

from stakeholders.models import (
    MapEntry,
    Organisation,
    OrganisationKind,
    PublicRevision,
)
from tests.support.factories import region, role
from tests.support.pages.admin_pages import post

pytestmark = pytest.mark.django_db


def test_admin_registers_and_maps_an_organisation(client, administrator):
    before = PublicRevision.objects.first().number if PublicRevision.objects.exists() else 0
    kind = OrganisationKind.objects.first()
    fields = {"kind": kind.pk, "role": role().pk, "regions": [region().pk]}
    post(client, ("stakeholders", "organisation"), name="Parauga fonds", **fields)

    organisation = Organisation.objects.get(name="Parauga fonds")
    assert organisation.sort_key != ""
    assert list(organisation.regions.all()) == [region()]

    latgale = region("latgale")
    post(
        client,
        ("stakeholders", "mapentry"),
        organisation=organisation.pk,
        region=latgale.pk,
        offers="Telpas",
    )
    entry = MapEntry.objects.get()
    assert (entry.offers, entry.region, entry.confirmed_by) == ("Telpas", latgale, None)
    assert PublicRevision.objects.get().number == before + 2
