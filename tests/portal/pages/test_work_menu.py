"""The menu of a think tank: the same on each of its pages, and complete before there is a plan."""

import pytest

from tests.support.factories import (
    make_attendee,
    make_contribution,
    make_facilitator,
    make_national_plan,
    make_think_tank,
)
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, html_of, signed_in

pytestmark = pytest.mark.django_db

MENU = ["My work", "Prepare", "Attendance", "Capture", "Board", "Publish", "Feedback", "History"]
OF_THINK_TANK = (
    "think-tank-prepare",
    "think-tank-attendance",
    "think-tank-show",
    "think-tank-feedback",
    "think-tank-monitor",
    "think-tank-close",
    "think-tank-sheets",
)
OF_PLAN = ("board-show", "plan-publish", "plan-history")
OF_CONTRIBUTION = ("contribution-correct", "contribution-split", "contribution-assign-roles")
PAGES_OF_PLAN = {"board": "board-show", "publish": "plan-publish", "history": "plan-history"}


@pytest.fixture
def planned():
    """A think tank without contributions."""
    return make_think_tank()


def menu_of(response):
    """Return the links of the menu, and those that are marked as here."""
    navs = [element for element in elements_of(response) if element.tag == "nav"]
    (menu,) = (nav for nav in navs if nav.attributes.get("aria-label") == "Work pages")
    links = [element for element in menu if element.tag == "a"]
    here = [link.name for link in links if "aria-current" in link.attributes]
    return {link.name: link.attributes["href"] for link in links}, here


def test_work_menu_is_the_same_on_every_page_of_a_think_tank(think_tank):
    client = signed_in(make_facilitator(think_tank))
    contribution, attendee = make_contribution(think_tank), make_attendee(think_tank)
    pages = [
        *(address(name, think_tank.pk) for name in OF_THINK_TANK),
        *(address(name, contribution.plan_id) for name in OF_PLAN),
        *(address(name, contribution.pk) for name in OF_CONTRIBUTION),
        address("attendee-change", attendee.pk),
    ]

    menus = {page: list(menu_of(client.get(page))[0]) for page in pages}

    assert menus == dict.fromkeys(pages, MENU)


def test_work_menu_is_complete_before_the_first_contribution(planned):
    client = signed_in(make_facilitator(planned))
    links, here = menu_of(client.get(address("think-tank-show", planned.pk)))

    found = {name: menu_of(client.get(link)) for name, link in links.items() if name != "My work"}

    assert (list(links), here) == (MENU, ["Capture"])
    assert found == {name: (links, [name]) for name in MENU[1:]}


def test_work_menu_shown_before_the_first_contribution_leads_to_the_plan_after_it(planned):
    client = signed_in(make_facilitator(planned))
    plan = make_contribution(planned).plan

    for page, name in PAGES_OF_PLAN.items():
        response = client.get(address("think-tank-plan", planned.pk, page))
        assert (response.status_code, response.url) == (302, address(name, plan.pk))


@pytest.mark.parametrize("page", PAGES_OF_PLAN)
def test_think_tank_plan_explains_a_page_before_there_is_a_plan(planned, page):
    client = signed_in(make_facilitator(planned))

    response = client.get(address("think-tank-plan", planned.pk, page))

    assert "egins with the first contribution." in html_of(response)
    assert address("think-tank-show", planned.pk) in html_of(response)


def test_think_tank_plan_of_others_or_of_another_page_does_not_exist(planned):
    own, other = (
        signed_in(make_facilitator(planned)),
        signed_in(make_facilitator(make_think_tank())),
    )

    assert own.get(address("think-tank-plan", planned.pk, "preview")).status_code == 404
    assert other.get(address("think-tank-plan", planned.pk, "board")).status_code == 404


def test_work_menu_of_the_national_plan_has_its_three_pages(client, administrator):
    plan = make_national_plan()

    links, here = menu_of(client.get(address("plan-history", plan.pk)))

    assert (list(links), here) == (["My work", "Board", "Publish", "History"], ["History"])
