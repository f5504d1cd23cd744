"""My work of an administrator before a first plan is published: five steps, done when there are rows for them."""

import pytest

from portal.pages.first_steps import first_steps
from portal.reference_data import load_reference_data
from stakeholders.models import Municipality, Organisation, Region
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_version,
)
from tests.support.pages.desk import desk, parts_with, primary_buttons, rows_of
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, html_of, signed_in
from thinktanks.operations.programmes import archive_programme

pytestmark = pytest.mark.django_db

STEPS = ["reference", "programme", "coordinators", "think_tank", "publish"]


@pytest.fixture
def loaded():
    """Reference data with the organisations of the municipalities, as bootstrap leaves it."""
    load_reference_data()


def done():
    return [step for step, is_done in first_steps().done.items() if is_done]


@pytest.mark.usefixtures("loaded")
def test_first_steps_are_done_when_there_is_a_row_for_them():
    assert (list(first_steps().done), done()) == (STEPS, STEPS[:1])
    programme = make_programme()
    assert done() == STEPS[:2]
    make_coordinator()
    assert done() == STEPS[:3]
    think_tank = make_think_tank(programme=programme)
    assert done() == STEPS[:4]
    make_version(make_action(make_contribution(think_tank)).plan)

    assert first_steps() is None


def test_first_steps_begin_with_the_reference_data():
    assert Municipality.objects.count() == 42
    assert (Organisation.objects.count(), done()) == (0, [])


def screen(user):
    """Return the primary buttons of the desk, and how many of the steps that are listed are done."""
    page = desk(user)
    return primary_buttons(page), len(parts_with(elements_of(page), "is-done"))


@pytest.mark.usefixtures("loaded")
def test_desk_of_an_administrator_leads_through_the_first_steps():
    user = make_administrator()
    seen = [screen(user)]
    programme = make_programme()
    seen.append(screen(user))
    make_coordinator()
    seen.append(screen(user))
    make_think_tank(programme=programme, is_open=False)
    seen.append(screen(user))

    assert seen == [
        (["Start a programme"], 1),
        (["Open an account"], 2),
        (["Plan a think tank"], 3),
        (["Start"], 1),
    ]


@pytest.mark.usefixtures("loaded")
def test_first_steps_can_go_on_without_coordinators():
    user = make_administrator()
    programme = make_programme()

    page = html_of(desk(user))

    assert f'href="{address("think-tank-schedule")}"' in page
    make_think_tank(programme=programme)
    assert rows_of(desk(user))[0][2] == "Close"


@pytest.mark.usefixtures("loaded")
def test_first_steps_offer_further_coordinators_until_each_region_has_one():
    user = make_administrator()
    offered = f'href="{address("admin:stakeholders_grant_add")}"'
    for count, region in enumerate(Region.objects.all(), start=1):
        make_coordinator(region.code)
        page = html_of(desk(user))
        assert f"Regions with a coordinator: {count} of 5." in " ".join(page.split())
        assert (offered in page) == (count < 5)


@pytest.mark.usefixtures("loaded")
def test_first_steps_are_over_once_a_programme_is_archived():
    user = make_administrator()
    archive_programme(make_programme(), by=user)

    page = html_of(desk(user))

    assert "first-steps" not in page
    assert "No programme is open." in page
    assert page.count(f'href="{address("programme-start")}"') == 1


@pytest.mark.usefixtures("loaded")
def test_desk_of_an_administrator_can_start_another_programme_during_the_first_steps():
    user = make_administrator()
    before = html_of(desk(user))
    make_programme()
    after = html_of(desk(user))

    link = f'href="{address("programme-start")}"'
    assert (before.count(link), after.count(link)) == (1, 1)


def test_first_steps_are_for_administrators():
    think_tank = make_think_tank()

    for user in (make_coordinator(), make_facilitator(think_tank)):
        assert "first-steps" not in html_of(signed_in(user).get(address("desk")))
