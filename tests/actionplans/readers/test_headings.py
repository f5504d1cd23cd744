"""Which headings name a role or a question."""

import pytest

from actionplans.readers.headings import Heading, Headings
from language.fold import fold_words
from tests.support.older_plans.names import ATB, NAMES, PAS, POL, SOC


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("PAŠVALDĪBĀM", PAS),
        ("Pašvaldībām:", PAS),
        ("pasvaldibam", PAS),
        ("Rīcības pašvaldībām", PAS),
        ("Pašvaldību rīcības plāns", PAS),
        ("2. Rīcības plāns Kurzemes novadu pašvaldībām (13)", PAS),
        ("Domes / novadi", PAS),
        ("Pašvaldībām – 13", PAS),
        ("## **Novadiem**", PAS),
        ("Politikas veidotāju rīcības", POL),
        ("II Valstij un ministrijām", POL),
        ("VALSTS PĀRVALDE", POL),
        ("Atbalsta institūcijām", ATB),
        ("NVO", ATB),
        ("Sociālajiem uzņēmumiem", SOC),
        ("SOCIĀLAJIEM UZŅĒMĒJIEM", SOC),
        ("Soc.uzņēmējiem", SOC),
        ("SU", SOC),
    ],
)
def test_find_knows_a_role_however_it_is_written(text, role):
    assert Headings(NAMES).find(text) == Heading("role", role)


@pytest.mark.parametrize(
    "text",
    [
        "Valsts / pašvaldību funkciju deleģēšana",
        "Pašvaldību ieteikumi",
        "Pašvaldībām jāapzina telpas",
        "Sociālā uzņēmējdarbība",
        "Rīcības",
        "12",
        "",
        "!",
        "Kurzemes " * 20 + "pašvaldībām",
    ],
)
def test_find_knows_no_role_in_a_sentence(text):
    assert Headings(NAMES).find(text) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Ieguvumi un tālākie soļi:", "gains"),
        ("ATSAUKSMES", "gains"),
        ("Ko ieguvāt?", "gains"),
        ("1. Kā izmantosiet rīcības plānu?", "use"),
        ("Kā Jūs plānojat izmantot šo rīcības plānu darbā?", "use"),
        ("Kādi pasākumi Jums noderētu turpmāk?", "events"),
    ],
)
def test_find_knows_a_question(text, question):
    assert Headings(NAMES).find(text) == Heading("question", question)


def test_names_of_the_fixture_belong_to_one_role_each():
    owners = {(fold_words(name), code) for code, names in NAMES.roles.items() for name in names}

    assert len(owners) == len({name for name, _ in owners})
    assert set(NAMES.questions) == {"gains", "use", "events"}
