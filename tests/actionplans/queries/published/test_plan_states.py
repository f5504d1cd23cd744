"""Which programmes the first page shows."""

import pytest

from actionplans.operations.publication import withdraw_version
from actionplans.queries.published.plan_states import programmes_newest_first, with_plans
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


def on_show():
    return with_plans(programmes_newest_first())


def test_no_programme_is_on_show_without_programmes():
    assert on_show() == []


def test_the_newest_programme_is_on_show_while_nothing_is_published(programmes):
    assert on_show() == [programmes["se-2028"]]


def test_programmes_with_a_published_plan_are_on_show_the_last_published_first(programmes):
    publish_in(programmes["se-2027"])
    publish_in(programmes["se-2026"])

    assert on_show() == [programmes["se-2026"], programmes["se-2027"]]


def test_a_programme_whose_versions_are_withdrawn_is_not_on_show(programmes):
    publish_in(programmes["se-2026"])
    withdraw_version(publish_in(programmes["se-2027"]), reason="Kļūda", by=make_user())

    assert on_show() == [programmes["se-2026"]]
