"""Start a programme from its page."""

import datetime

import pytest
from django.utils import timezone

from tests.support.factories import (
    make_administrator,
    make_coordinator,
    make_organisation,
    make_programme,
    role,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import Programme
from thinktanks.operations.questions import add_question

pytestmark = pytest.mark.django_db
QUESTIONS = {
    "gains_lv": "Ko ieguvāt?",
    "gains_en": "What did you gain?",
    "use_lv": "Kā izmantosiet?",
    "use_en": "How will you use it?",
    "events_lv": "Kādi pasākumi?",
    "events_en": "Which events?",
}


def programme_fields(**fields):
    return {
        "code": "2027",
        "name_lv": "Jaunā programma",
        "name_en": "The new programme",
        "funder_lv": "ESF+",
        "funder_en": "ESF+",
        "cofunding_mark": "eu",
        "speaker_roles": [role("municipalities").pk],
        "addressed_roles": [role("municipalities").pk, role("policy_makers").pk],
        **QUESTIONS,
        **fields,
    }


def test_start_programme_keeps_names_roles_and_questions():
    client = signed_in(make_administrator())

    response = client.post(address("programme-start"), programme_fields(), follow=True)

    programme = Programme.objects.get(code="2027")
    assert messages_of(response) == ["Programme started: The new programme"]
    assert (programme.name_lv, programme.funder_en) == ("Jaunā programma", "ESF+")
    assert programme.cofunding_mark == "eu"
    assert [role.code for role in programme.speaker_roles.all()] == ["municipalities"]
    assert {role.code for role in programme.addressed_roles.all()} == {
        "municipalities",
        "policy_makers",
    }
    assert response.request["PATH_INFO"] == address("desk")
    assert [(question.code, question.text_en) for question in programme.questions.all()] == [
        ("gains", "What did you gain?"),
        ("use", "How will you use it?"),
        ("events", "Which events?"),
    ]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"code": "taken"}, "A programme with this code already exists."),
        ({"speaker_roles": []}, "This field is required."),
        ({"code": "a b"}, "Enter a valid"),
        ({"code": "TAKEN"}, "Use small letters a–z and digits"),
        ({"code": "-"}, "Use small letters a–z and digits"),
        ({"code": "2027_2"}, "Use small letters a–z and digits"),
    ],
)
def test_start_programme_refuses_and_shows_what_was_typed_again(fields, message):
    make_programme(code="taken")

    response = signed_in(make_administrator()).post(
        address("programme-start"), programme_fields(**fields)
    )

    assert response.status_code == 422
    assert message in html_of(response)
    assert "Jaunā programma" in html_of(response)
    assert list(Programme.objects.values_list("code", flat=True)) == ["taken"]


def test_start_programme_proposes_the_values_of_an_earlier_one():
    partner = make_organisation("Zemgales fonds")
    programme = make_programme(
        code="2026",
        name_lv="Pērnā",
        introduction_lv="Kāpēc",
        figure_credit_en="Adapted",
        funder_lv="Ministrija",
        cofunding_mark="eu",
        partners=[partner],
        speaker_roles=[role()],
    )
    add_question(programme, text_lv="Kas vēl?", text_en="What else?", by=make_administrator())

    page = signed_in(make_administrator()).get(address("programme-start") + "?like=2026")

    form = form_with(page, "Start the programme")
    assert (form["name_lv"], form["funder_lv"]) == (["Pērnā"], ["Ministrija"])
    assert form["introduction_lv"] == ["Kāpēc"]
    assert form["figure_credit_en"] == ["Adapted"]
    assert form["cofunding_mark"] == ["eu"]
    assert form["speaker_roles"] == [str(role().pk)]
    assert form[f"partner_of_{partner.pk}"] == [partner.name]
    assert form["gains_en"] == ["What did you gain?"]
    assert form["question_4_lv"] == ["Kas vēl?"]
    assert form["code"] != ["2026"]


@pytest.mark.parametrize(("year", "expected"), [(2026, "2027"), (2022, "2026"), (2030, "2031")])
def test_start_programme_proposes_the_next_year(year, expected, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 12, 1))
    make_programme(code="earlier", name_lv=f"Domnīcas {year}", name_en="Think tanks")

    page = signed_in(make_administrator()).get(address("programme-start") + "?like=earlier")

    form = form_with(page, "Start the programme")
    assert (form["name_lv"], form["name_en"]) == ([f"Domnīcas {expected}"], ["Think tanks"])
    assert form["code"] == [expected]


def test_start_programme_does_not_exist_for_others():
    response = signed_in(make_coordinator()).get(address("programme-start"))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"code": "", "name_lv": "Domnīcas 2031"}, ["2031"]),
        ({"code": "2031-b"}, ["2031-b"]),
    ],
)
def test_start_programme_makes_a_code_only_where_none_is_given(fields, codes):
    signed_in(make_administrator()).post(address("programme-start"), programme_fields(**fields))

    assert list(Programme.objects.values_list("code", flat=True)) == codes


def test_start_programme_leaves_out_a_question_whose_fields_are_empty():
    client = signed_in(make_administrator())

    client.post(address("programme-start"), programme_fields(use_lv="", use_en=""))

    questions = Programme.objects.get().questions
    assert list(questions.values_list("code", "order")) == [("gains", 1), ("events", 2)]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"use_lv": ""}, "Enter the question."),
        (dict.fromkeys(QUESTIONS, ""), "Enter at least one question."),
        ({"introduction_lv": "x" * 2001}, "The text is too long: 2001 of 2000 characters."),
        ({"partner_1": "Nav tādas"}, "There is no organisation “Nav tādas”."),
        ({"code": "start"}, "Use small letters a–z and digits"),
    ],
)
def test_start_programme_refuses_what_does_not_fit_and_writes_nothing(fields, message):
    client = signed_in(make_administrator())

    response = client.post(address("programme-start"), programme_fields(**fields))

    assert response.status_code == 422
    assert message in html_of(response)
    assert not Programme.objects.exists()
