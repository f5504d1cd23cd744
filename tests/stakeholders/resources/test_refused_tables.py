"""Tables of organisations and of the mapping that are refused: nothing is written, and a sentence says why."""

import pytest

from stakeholders.models import MapEntry, Organisation, OrganisationKind
from stakeholders.operations.organisations import register_organisation
from tests.support.factories import role
from tests.support.pages.admin_pages import ORGANISATIONS, errors_in, upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "name;kind;role;regions\nFonds;no-kind;municipalities;kurzeme\n",
        "name;kind;role;regions\nFonds;{kind};municipalities;nowhere\n",
        "name;kind;role\n;{kind};municipalities\n",
        "other;columns\n1;2\n",
        'name;kind\n"open;1\n',
        "\x00\x01",
        "",
        "name;kind;role;regions\n" + "Fonds;a;b;c\n" * 2001,
        "name;kind;role\n" + "x" * 1_100_000,
    ],
)
def test_admin_refuses_a_table_with_an_error(client, administrator, text):
    text = text.replace("{kind}", OrganisationKind.objects.first().code)

    response = upload(client, ORGANISATIONS, text)

    assert response.status_code == 200
    assert "confirm_form" not in response.context
    assert "Traceback" not in response.content.decode()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'name;kind\n"open;1\n',
            "Datne ir bojāta. Atveriet to, saglabājiet no jauna un mēģiniet vēlreiz.",
        ),
        ("\x00\x01", "Šādu datni neprotam lasīt."),
        (
            "name;kind\n" + "Fonds;a\n" * 2001,
            "Par daudz rindu: 2001. Atļauts līdz 2000, sadaliet datni.",
        ),
        (
            "name;kind\nFonds;a\n#N/A;a\n",
            "3. rinda: izklājlapa vērtības vietā rāda „#N/A”. Izlabojiet šūnu un sūtiet datni vēlreiz.",
        ),
        (
            "name;registration_no\nFonds;4,00032E+10\n",
            "2. rinda: izklājlapa vērtības vietā rāda „4,00032E+10”. Izlabojiet šūnu un sūtiet datni vēlreiz.",
        ),
        ("name;kind\n" + "x" * 1_100_000, "Datne ir par lielu. Atļauts līdz 1 MB."),
    ],
)
def test_admin_shows_why_a_table_is_refused(client, administrator, text, sentence):
    response = upload(client, ORGANISATIONS, text)

    assert errors_in(response) == sentence


# What is wrong with the third row of a table, and the sentence.
WRONG_ORGANISATIONS = [
    (";{kind};municipalities;;", "name", "Aizpildiet šo lauku."),
    ("{long};{kind};municipalities;;", "name", "200"),
    ("Fonds;;municipalities;;", "kind", "Aizpildiet šo lauku."),
    (
        "Fonds;{kind};municipalities;javascript:alert(1);",
        "website",
        "Ievadiet pilnu saiti, piemēram, https://www.example.lv.",
    ),
    (
        "Fonds;{kind};municipalities;https://[x;",
        "website",
        "Ievadiet pilnu saiti, piemēram, https://www.example.lv.",
    ),
    ("Fonds;{kind};municipalities;;" + "1" * 21, "registration_no", "20"),
]


@pytest.mark.parametrize(("row", "field", "sentence"), WRONG_ORGANISATIONS)
def test_admin_refuses_a_row_as_the_form_does(client, administrator, row, field, sentence):
    code = OrganisationKind.objects.first().code
    row = row.format(kind=code, long="a" * 300)
    text = f"name;kind;role;website;registration_no\nPirmais;{code};municipalities;;\n\n{row}\n"

    response = upload(client, ORGANISATIONS, text)

    [refused] = response.context["result"].invalid_rows
    assert (refused.number, list(refused.field_specific_errors)) == (4, [field])
    assert sentence in " ".join(refused.field_specific_errors[field])
    assert "confirm_form" not in response.context
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Fonds;kurzeme;;2023-02-30", "Šāda datuma nav. Rakstiet, piemēram, 2024-01-29, 2024-01 vai 2024."),
        ("Fonds;kurzeme;https://[x;", "Ievadiet pilnu saiti, piemēram, https://www.example.lv."),
        ("Nav;kurzeme;;", "Rinda: 3 – Tāda ieraksta nav: „Nav”."),
        ("Divi;kurzeme;;", "Rinda: 3 – Tādi ieraksti ir vairāki: „Divi”."),
        (" Fonds;vidzeme;https://example.org;2025", "Rinda: 3 – „Fonds, vidzeme” datnē atkārtojas."),
    ],
)  # fmt: skip
def test_admin_refuses_a_row_of_the_mapping(client, administrator, row, sentence):
    page = ("stakeholders", "mapentry")
    kind = OrganisationKind.objects.first()
    for name in ("Fonds", "Divi", "Divi"):
        register_organisation(name, kind=kind, role=role(), regions=[], by=None)

    response = upload(
        client, page, f"organisation;region;source;seen\nFonds;vidzeme;;2024\n{row}\n"
    )

    assert sentence in response.content.decode()
    assert "confirm_form" not in response.context
    assert not MapEntry.objects.exists()


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        ("name;kind", "Datnē nav kolonnas „role”."),
        ("name;kind;role;piezīmes", "Kolonnu „piezīmes” nepazīstam. Izlabojiet tās virsrakstu vai kolonnu izdzēsiet."),
        ("name;kind;role;;regions", "Kolonnu „” nepazīstam."),
        ("name;kind;role;role", "Datnē ir vairākas kolonnas „role”."),
    ],
)  # fmt: skip
def test_admin_names_a_column_that_is_wrong(client, administrator, headings, sentence):
    response = upload(client, ORGANISATIONS, f"{headings}\nFonds;a\n")

    assert sentence in response.content.decode()
    assert "confirm_form" not in response.context
