"""Which programme the first page shows."""

import pytest

from actionplans.operations.publication import withdraw_version
from actionplans.queries.published.plan_states import programme_on_show
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programmes():
    """Three programmes; the order in which they are made is not that of their codes."""
    return {code: make_programme(code=code) for code in ("se-2026", "se-2028", "se-2027")}


def publish_in(programme):
    return make_version(make_action(make_contribution(make_think_tank(programme=programme))).plan)


def test_programme_on_show_is_none_without_programmes():
    assert programme_on_show() is None


def test_programme_on_show_is_the_newest_while_nothing_is_published(programmes):
    assert programme_on_show() == programmes["se-2028"]


def test_programme_on_show_is_the_newest_with_a_published_plan(programmes):
    publish_in(programmes["se-2027"])
    publish_in(programmes["se-2026"])

    assert programme_on_show() == programmes["se-2027"]


def test_programme_on_show_passes_one_whose_versions_are_withdrawn(programmes):
    publish_in(programmes["se-2026"])
    withdraw_version(publish_in(programmes["se-2027"]), reason="Kļūda", by=make_user())

    assert programme_on_show() == programmes["se-2026"]
