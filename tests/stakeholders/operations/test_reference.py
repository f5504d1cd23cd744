"""The names of roles and of kinds of organisations."""

import pytest

from stakeholders.models import OrganisationKind
from stakeholders.operations.reference import rename_organisation_kind, rename_role
from tests.support.factories import make_administrator, role
from tests.support.refusals import refusal_code

pytestmark = pytest.mark.django_db
ROLE = {
    "name_lv": "novadi",
    "dative_lv": "novadiem",
    "genitive_lv": "novadu",
    "name_en": "counties",
    "dative_en": "for counties",
}
KIND = {"name_lv": "fonds", "plural_lv": "fondi", "name_en": "fund", "plural_en": "funds"}


@pytest.mark.parametrize("name", ROLE)
def test_rename_role_refuses_an_empty_name(name):
    by = make_administrator()

    assert refusal_code(rename_role, role(), **(ROLE | {name: " "}), by=by) == "empty"
    assert role().name_en == "municipalities"


@pytest.mark.parametrize(("name", "length"), [("name_lv", 61), ("dative_en", 61)])
def test_rename_role_refuses_a_name_that_is_too_long(name, length):
    by = make_administrator()

    assert refusal_code(rename_role, role(), **(ROLE | {name: "ā" * length}), by=by) == "too_long"


def test_rename_role_changes_its_names_only():
    renamed = rename_role(role(), **ROLE, by=make_administrator())

    assert (renamed.code, renamed.short, renamed.name_lv) == ("municipalities", "PAS", "novadi")


def test_rename_organisation_kind_refuses_an_empty_name():
    kind, by = OrganisationKind.objects.first(), make_administrator()

    code = refusal_code(rename_organisation_kind, kind, **(KIND | {"plural_lv": ""}), by=by)

    assert code == "empty"
    assert rename_organisation_kind(kind, **KIND, by=by).plural_lv == "fondi"
