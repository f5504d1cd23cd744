"""Start a programme from its page."""

import pytest

from tests.support.factories import make_administrator, make_coordinator, make_programme, role
from tests.support.pages.requests import address, html_of, messages_of, signed_in
from thinktanks.models import Programme

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
    make_programme(
        code="2026",
        name_lv="Pērnā",
        funder_lv="Ministrija",
        cofunding_mark="eu",
        speaker_roles=[role()],
    )

    form = signed_in(make_administrator()).get(address("programme-start") + "?like=2026").context

    initial = form["form"].initial
    assert (initial["name_lv"], initial["funder_lv"]) == ("Pērnā", "Ministrija")
    assert initial["cofunding_mark"] == "eu"
    assert list(initial["speaker_roles"]) == [role()]
    assert initial["gains_en"] == "What did you gain?"
    assert "code" not in initial


def test_start_programme_does_not_exist_for_others():
    response = signed_in(make_coordinator()).get(address("programme-start"))

    assert response.status_code == 404
