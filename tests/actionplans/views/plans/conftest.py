"""What tests of the public pages of plans share."""

import pytest

from tests.support.factories import make_action, make_contribution, make_programme, make_think_tank


@pytest.fixture
def think_tank():
    """An open think tank of Kurzeme in the programme „2026”, whose code is in the addresses."""
    return make_think_tank(programme=make_programme(code="2026"), town="Kuldīga")


@pytest.fixture
def contribution(think_tank):
    return make_contribution(think_tank, text="Skolas virtuve stāv tukša")


@pytest.fixture
def action(contribution):
    return make_action(contribution, wording="Atdot tukšās telpas")
