"""The desk with several programmes, and what its links are called."""

import pytest

from tests.support.factories import (
    make_administrator,
    make_contribution,
    make_coordinator,
    make_editor,
    make_facilitator,
    make_programme,
    make_think_tank,
)
from tests.support.pages.elements import elements_of
from tests.support.pages.requests import address, signed_in

pytestmark = pytest.mark.django_db


def make_facilitator_of_all(think_tanks):
    user = make_facilitator(think_tanks[0])
    for think_tank in think_tanks[1:]:
        think_tank.facilitators.create(user=user)
    return user


PEOPLE = {
    "administrator": lambda think_tanks: make_administrator(),
    "coordinator": lambda think_tanks: make_coordinator(),
    "facilitator": make_facilitator_of_all,
    "editor": lambda think_tanks: make_editor(),
}


@pytest.fixture
def think_tanks():
    """One think tank in the same region and town in each of two programmes, each with a plan."""
    programmes = [
        make_programme(code=code, name_en=f"Think tanks {code}") for code in ("2026", "2027")
    ]
    think_tanks = [make_think_tank(programme=programme) for programme in programmes]
    for think_tank in think_tanks:
        make_contribution(think_tank)
    return think_tanks


def desk(kind, think_tanks):
    return elements_of(signed_in(PEOPLE[kind](think_tanks)).get(address("desk")))


def sections(page):
    """Return what each section of the desk contains, by its heading."""
    found = [element for element in page if element.tag == "section"]
    return {next(part.seen for part in section if part.tag == "h2"): section for section in found}


@pytest.mark.parametrize("kind", PEOPLE)
def test_desk_has_a_section_for_each_programme(think_tanks, kind):
    found = sections(desk(kind, think_tanks))

    assert list(found) == ["Think tanks 2027", "Think tanks 2026"]
    for section in found.values():
        assert section.seen.count("Kurzeme") >= 1


@pytest.mark.parametrize("kind", ["administrator", "coordinator", "facilitator"])
def test_desk_has_the_summary_of_a_programme_in_its_section(think_tanks, kind):
    for heading, section in sections(desk(kind, think_tanks)).items():
        links = [part.attributes["href"] for part in section if part.tag == "a"]
        summaries = [link for link in links if link.endswith("/summary.xlsx")]
        assert summaries == [address("summary-export", heading.split()[-1])]
