"""Roles, regions and municipalities: their Latvian forms and order, loaded once."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.defaultfilters import capfirst
from django.utils.translation import override

from actionplans.models import Plan
from language import latvian, phrases
from stakeholders.models import Municipality, OrganisationKind, Region, Role

MUNICIPALITIES = settings.BASE_DIR / "fixtures" / "municipalities.json"
REFERENCE = ("roles", "regions", "municipalities", "organisation_kinds")


@pytest.fixture(autouse=True)
def _latvian_is_active():
    with override("lv"):
        yield


def test_roles_have_a_dative(db):
    assert [capfirst(role.dative) for role in Role.objects.all()] == [
        "Politikas veidotājiem",
        "Pašvaldībām",
        "Atbalsta organizācijām",
        "Sociālajiem uzņēmējiem",
    ]


def test_plan_titles(db):
    kurzeme, riga = (Region.objects.get(code=code) for code in ("kurzeme", "riga"))

    assert [Plan(region=region).title for region in (kurzeme, riga, None)] == [
        "Kurzemes rīcības plāns",
        "Rīgas reģiona rīcības plāns",
        "Nacionālais rīcības plāns",
    ]


def test_regions_inside_a_sentence(db):
    kurzeme, riga, latgale = (
        Region.objects.get(code=code) for code in ("kurzeme", "riga", "latgale")
    )

    assert [
        phrases.in_place(kurzeme),
        phrases.in_place(riga),
        phrases.from_place(latgale),
        phrases.from_place(riga),
    ] == ["Kurzemē", "Rīgas reģionā", "no Latgales", "no Rīgas reģiona"]
    with override("en"):
        assert [phrases.in_place(riga), phrases.from_place(latgale)] == [
            "in Rīga region",
            "from Latgale",
        ]


def test_municipalities_inside_a_sentence(db):
    codes = ("LV-097", "LV-DGV", "LV-VEN", "LV-106", "LV-RIX")

    assert [phrases.in_place(Municipality.objects.get(code=code)) for code in codes] == [
        "Talsu novadā",
        "Daugavpilī",
        "Ventspilī",
        "Ventspils novadā",
        "Rīgā",
    ]


def test_every_municipality_belongs_to_a_region_and_has_all_its_forms(db):
    counts = {region.code: region.municipalities.count() for region in Region.objects.all()}
    novadi = Municipality.objects.filter(kind=Municipality.Kind.MUNICIPALITY)

    assert counts == {"riga": 10, "kurzeme": 8, "zemgale": 6, "vidzeme": 9, "latgale": 9}
    assert [(novads.genitive_lv, novads.dative_lv, novads.locative_lv) for novads in novadi] == [
        tuple(
            novads.name_lv.removesuffix("novads") + form for form in ("novada", "novadam", "novadā")
        )
        for novads in novadi
    ]
    assert novadi.count() == 35


def test_loading_the_reference_rows_twice_adds_nothing(db):
    call_command("loaddata", *REFERENCE, verbosity=0)

    assert [model.objects.count() for model in (Role, Region, Municipality, OrganisationKind)] == [
        4,
        5,
        42,
        10,
    ]


def test_municipalities_are_sorted_as_at_school(db):
    assert ", ".join(municipality.name_lv for municipality in Municipality.objects.all()) == (
        "Aizkraukles novads, Alūksnes novads, Augšdaugavas novads, Ādažu novads, "
        "Balvu novads, Bauskas novads, Cēsu novads, Daugavpils, Dienvidkurzemes novads, "
        "Dobeles novads, Gulbenes novads, Jelgava, Jelgavas novads, Jēkabpils novads, "
        "Jūrmala, Krāslavas novads, Kuldīgas novads, Ķekavas novads, Liepāja, "
        "Limbažu novads, Līvānu novads, Ludzas novads, Madonas novads, Mārupes novads, "
        "Ogres novads, Olaines novads, Preiļu novads, Rēzekne, Rēzeknes novads, Rīga, "
        "Ropažu novads, Salaspils novads, Saldus novads, Saulkrastu novads, "
        "Siguldas novads, Smiltenes novads, Talsu novads, Tukuma novads, Valkas novads, "
        "Valmieras novads, Ventspils, Ventspils novads"
    )


def test_stored_sort_keys_of_municipalities_are_current():
    rows = json.loads(MUNICIPALITIES.read_text())

    assert [row["fields"]["sort_key"] for row in rows] == [
        latvian.sort_key(row["fields"]["name_lv"]) for row in rows
    ]
