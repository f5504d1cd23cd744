"""Administrators' pages of organisations and the mapping."""

import pytest

from stakeholders.models import (
    MapEntry,
    Organisation,
    OrganisationKind,
    PublicRevision,
)
from stakeholders.operations.organisations import map_organisation
from tests.support.factories import make_editor, region, role
from tests.support.pages.admin_pages import errors_in, post

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


def test_admin_refuses_a_second_entry_of_an_organisation_in_a_region(client, administrator):
    organisation = make_editor().grants.get().organisation
    map_organisation(organisation, region=region(), offers="Telpas", by=administrator)

    response = post(
        client, ("stakeholders", "mapentry"), organisation=organisation.pk, region=region().pk, offers="Cits"
    )  # fmt: skip

    sentence = "Šai organizācijai šajā reģionā kartējuma ieraksts jau ir. Ierakstu var mainīt, ielasot tabulu."
    assert errors_in(response) == sentence
    assert MapEntry.objects.get().offers == "Telpas"
