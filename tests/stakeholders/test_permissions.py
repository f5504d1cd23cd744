"""What an account may do today, by its grants."""

import pytest
from django.core.exceptions import PermissionDenied

from stakeholders.models import Grant
from stakeholders.permissions import (
    coordinated_region_ids,
    coordinates,
    edited_organisation_ids,
    is_administrator,
    require,
)
from tests.support.factories import make_think_tank, region
from tests.support.people import PEOPLE, person

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", PEOPLE)


@every_kind
def test_is_administrator_by_a_grant_in_force_on_an_open_account(kind):
    assert is_administrator(person(kind, make_think_tank())) == (kind == "administrator")


@every_kind
def test_coordinates_the_region_of_the_grant_and_no_other(kind):
    think_tank = make_think_tank()
    user = person(kind, think_tank)
    coordinated = coordinated_region_ids(user)

    assert coordinates(user, think_tank.region) == (kind == "coordinator")
    assert coordinates(user, region("latgale")) == (kind == "coordinator of another region")
    assert not coordinates(user, None)
    assert len(coordinated) == kind.startswith("coordinator")


@every_kind
def test_edits_the_organisation_of_the_grant(kind):
    user = person(kind, make_think_tank())
    granted = Grant.objects.filter(kind="editor").values_list("organisation_id", flat=True)

    assert edited_organisation_ids(user) == set(granted)
    assert len(granted) == (kind == "editor")


@pytest.mark.parametrize("kind", ["coordinator", "editor"])
def test_grants_of_a_closed_account_are_not_in_force(kind):
    user = person(kind, make_think_tank())
    user.is_active = False

    assert coordinated_region_ids(user) == set()
    assert edited_organisation_ids(user) == set()


def test_require_refuses_what_is_not_allowed():
    require(True)
    with pytest.raises(PermissionDenied):
        require(False)
