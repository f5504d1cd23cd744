"""The thirty promises about Latvian: plurals, cases, dates, numbers, order, words."""

import datetime
import json
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    password_validators_help_texts,
)
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.template import Context, Template
from django.utils.translation import override

from actionplans.models import Plan
from language import latvian, phrases
from stakeholders.models import Municipality, OrganisationKind, Region, Role

MUNICIPALITIES = Path(__file__).parents[2] / "fixtures" / "municipalities.json"
REFERENCE = ("roles", "regions", "municipalities", "organisation_kinds")
NBSP = "\u00a0"
DAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _latvian_is_active():
    with override("lv"):
        yield


def said(phrase, *counts):
    return " · ".join(phrase(n) for n in counts)


def said_of_two(phrase, *pairs):
    return " · ".join(phrase(n, m) for n, m in pairs)


def shown(template, **context):
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("phrase", "counts", "words"),
    [
        (phrases.actions, (0, 1, 2, 9), "0 rīcību · 1 rīcība · 2 rīcības · 9 rīcības"),
        (phrases.actions, (10, 11, 12, 20), "10 rīcību · 11 rīcību · 12 rīcību · 20 rīcību"),
        (phrases.actions, (21, 22, 30, 101), "21 rīcība · 22 rīcības · 30 rīcību · 101 rīcība"),
        (phrases.actions, (111, 112), "111 rīcību · 112 rīcību"),
        (phrases.contributions, (0, 1, 2), "0 ieteikumu · 1 ieteikums · 2 ieteikumi"),
        (phrases.contributions, (10, 11, 21), "10 ieteikumu · 11 ieteikumu · 21 ieteikums"),
        (phrases.commitments, (1, 2, 10), "1 apņemšanās · 2 apņemšanās · 10 apņemšanos"),
        (phrases.answers, (1, 3, 10), "1 atbilde · 3 atbildes · 10 atbilžu"),
        (phrases.tables, (1, 4, 11), "1 galdiņš · 4 galdiņi · 11 galdiņu"),
        (phrases.think_tanks, (0, 1, 2), "0 domnīcu · 1 domnīca · 2 domnīcas"),
        (phrases.organisations, (0, 1, 2), "0 organizāciju · 1 organizācija · 2 organizācijas"),
        (phrases.municipalities, (0, 1, 2), "0 pašvaldību · 1 pašvaldība · 2 pašvaldības"),
        (phrases.versions, (0, 1, 2), "0 versiju · 1 versija · 2 versijas"),
        (phrases.days, (0, 1, 2), "0 dienu · 1 diena · 2 dienas"),
        (
            phrases.said_times,
            (1, 7, 10, 21),
            "Teikts 1 reizi · Teikts 7 reizes · Teikts 10 reižu · Teikts 21 reizi",
        ),
        (
            phrases.made_from,
            (1, 5, 10),
            "Radusies no 1 ieteikuma · Radusies no 5 ieteikumiem · Radusies no 10 ieteikumiem",
        ),
        (phrases.made_from, (21,), "Radusies no 21 ieteikuma"),
        (
            phrases.actions_wait,
            (1, 3, 10),
            "Jūs gaida 1 rīcība · Jūs gaida 3 rīcības · Jūs gaida 10 rīcību",
        ),
        (phrases.word_in_actions, (1, 4), "Šis vārds ir 1 rīcībā · Šis vārds ir 4 rīcībās"),
        (phrases.try_in_minutes, (1,), "Par daudz mēģinājumu. Mēģiniet pēc 1 minūtes."),
        (phrases.try_in_minutes, (5,), "Par daudz mēģinājumu. Mēģiniet pēc 5 minūtēm."),
        (phrases.try_in_minutes, (21,), "Par daudz mēģinājumu. Mēģiniet pēc 21 minūtes."),
    ],
)
def test_counted_phrases_have_three_forms(phrase, counts, words):
    assert said(phrase, *counts) == words


def test_times_and_roles_count_apart():
    assert said_of_two(phrases.times_and_roles, (7, 3), (1, 1), (10, 2), (21, 4)) == (
        "7 reizes, 3 lomas · 1 reize, 1 loma · 10 reižu, 2 lomas · 21 reize, 4 lomas"
    )


def test_roles_that_nobody_knows_are_not_counted():
    assert phrases.times_and_roles(1, 0) == "1 reize"


def test_started_of_agrees_with_the_first_number():
    assert said_of_two(phrases.started_of, (0, 13), (1, 13), (5, 13), (11, 13), (21, 42)) == (
        "0 no 13 sāktas · 1 no 13 sākta · 5 no 13 sāktas · 11 no 13 sāktas · 21 no 42 sākta"
    )


def test_included_with_counts_the_others():
    assert [phrases.included_with("KUR-PAS-07", n) for n in (0, 1, 6, 21)] == [
        "Iekļauts rīcībā KUR-PAS-07",
        "Iekļauts rīcībā KUR-PAS-07 kopā ar 1 citu",
        "Iekļauts rīcībā KUR-PAS-07 kopā ar 6 citiem",
        "Iekļauts rīcībā KUR-PAS-07 kopā ar 21 citu",
    ]


def test_english_has_two_forms():
    with override("en"):
        assert said(phrases.actions, 0, 1, 2) == "0 actions · 1 action · 2 actions"
        assert said(phrases.actions_wait, 1, 3) == (
            "1 action waits for you · 3 actions wait for you"
        )
        assert phrases.included_with("K", 1) == "Included in action K with 1 other"


def test_state_word_agrees_with_its_thing():
    assert [
        phrases.state_word("action", "done"),
        phrases.state_word("action", "done", plural=True),
        phrases.state_word("version", "withdrawn"),
        phrases.state_word("plan", "published"),
    ] == ["paveikta", "paveiktas", "atsaukta", "publicēts"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("action", "nav sākta · sākta · paveikta · netiks veikta · neattiecas"),
        ("actions", "nav sāktas · sāktas · paveiktas · netiks veiktas · neattiecas"),
        ("version", "publicēta · aizstāta · atsaukta"),
        ("plan", "melnrakstā · publicēts · atsaukts"),
        ("think_tank", "plānota · notiek · slēgta"),
        ("invitation", "nosūtīts · izmantots · nederīgs"),
    ],
)
def test_state_words(kind, words):
    assert said(lambda state: phrases.state_word(kind, state), *phrases.STATE_WORDS[kind]) == words


def test_state_words_of_a_contribution():
    assert said(
        lambda state: phrases.state_word("contribution", state), "undecided", "placed", "set_aside"
    ) == ("neizskatīts · iekļauts · neiekļauts")


def test_plan_sections_address_the_roles(db):
    assert [shown("{{ role.dative|capfirst }}", role=role) for role in Role.objects.all()] == [
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
    assert [(m.genitive_lv, m.dative_lv, m.locative_lv) for m in novadi] == [
        tuple(m.name_lv.removesuffix("novads") + form for form in ("novada", "novadam", "novadā"))
        for m in novadi
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


def test_filters_keep_a_number_with_its_word():
    assert shown(
        "{{ day|on_date }}|{{ 7|times_and_roles:3 }}|{{ 10|count_actions }}|{{ 5|made_from }}",
        day=DAY,
    ).split("|") == [
        f"2026.{NBSP}gada 23.{NBSP}novembrī",
        f"7{NBSP}reizes, 3{NBSP}lomas",
        f"10{NBSP}rīcību",
        f"Radusies no 5{NBSP}ieteikumiem",
    ]
    assert shown('{{ "KUR-PAS-07"|included_with:6 }}') == (
        f"Iekļauts rīcībā KUR-PAS-07 kopā ar 6{NBSP}citiem"
    )


def test_filters_show_nothing_for_a_missing_date():
    assert shown("{{ day|label_date }}{{ day|short_date }}{{ day|clock }}", day=None) == ""


def test_password_rules_have_the_right_plural():
    helps = " ".join(password_validators_help_texts())
    with pytest.raises(ValidationError) as refusal:
        MinimumLengthValidator(min_length=21).validate("abc")

    assert "Parolē jābūt vismaz 12 zīmēm." in helps
    assert refusal.value.messages == ["Parole ir par īsu. Tajā jābūt vismaz 21 zīmei."]


def test_municipalities_are_sorted_as_at_school(db):
    assert ", ".join(m.name_lv for m in Municipality.objects.all()) == (
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


def test_stored_keys_of_municipalities_are_those_of_the_code():
    rows = json.loads(MUNICIPALITIES.read_text())

    assert [row["fields"]["sort_key"] for row in rows] == [
        latvian.sort_key(row["fields"]["name_lv"]) for row in rows
    ]
