"""Names of people and things are stored on one line, without what cannot be seen."""

import pytest
from django.core.exceptions import ValidationError

from stakeholders.models import Organisation, OrganisationKind
from stakeholders.operations.accounts import open_account
from stakeholders.operations.organisations import map_organisation, register_organisation
from tests.support.factories import (
    make_attendee,
    make_programme,
    make_think_tank,
    make_user,
    region,
    role,
)

pytestmark = pytest.mark.django_db

QUESTION = {"code": "gains", "text_lv": "Ko ieguvāt?", "text_en": "What did you gain?"}


def organisation(name) -> Organisation:
    kind = OrganisationKind.objects.first()
    return register_organisation(name, kind=kind, role=role(), regions=[region()], by=None)


def offers(text):
    return map_organisation(
        organisation("Biedrība"), region=region(), offers=text, by=make_user()
    ).offers


NAMES = {
    "programme": lambda name: make_programme(name_lv=name).name_lv,
    "programme in English": lambda name: make_programme(name_en=name).name_en,
    "source of the figure": lambda name: make_programme(figure_credit_lv=name).figure_credit_lv,
    "question": lambda name: (
        make_programme(questions=[QUESTION | {"text_lv": name}]).questions.get().text_lv
    ),
    "town": lambda name: make_think_tank(town=name).town,
    "venue": lambda name: make_think_tank(venue=name).venue,
    "organisation": lambda name: organisation(name).name,
    "account": lambda name: open_account("a@example.lv", name=name, by=make_user()).name,
    "attendee": lambda name: make_attendee(make_think_tank(), name=name).name,
    "organisation of an attendee": lambda name: (
        make_attendee(make_think_tank(), organisation_name=name).organisation_name
    ),
}
NEEDED = ("programme", "programme in English", "question", "town", "organisation", "attendee")


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_stored_on_one_line(kind):
    assert NAMES[kind](" Saldus\r\nun\tBro\u202ec\u0113ni\u2028\v ") == "Saldus un Brocēni"


@pytest.mark.parametrize("kind", NEEDED)
def test_a_name_that_cannot_be_seen_is_refused(kind):
    with pytest.raises(ValidationError):
        NAMES[kind]("\u200b\u3164")


def test_what_an_organisation_offers_keeps_its_lines():
    assert offers("Telpas\vun\tmentori\u200b ") == "Telpas\nun mentori"
