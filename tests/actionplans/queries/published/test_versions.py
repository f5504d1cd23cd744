"""Which version of a plan counts, and which plans were published last."""

import datetime

import pytest

from actionplans.operations.publication import withdraw_version
from actionplans.queries.published.versions import current_of, newest_versions, versions_of
from portal.demo.clock import at
from tests.support.boards.steps import reword
from tests.support.factories import (
    make_action,
    make_contribution,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make_programme()


def make_regional_action(programme, code):
    return make_action(make_contribution(make_think_tank(programme=programme, region=region(code))))


def publish_on(day, action):
    """Publish the plan of an action on a day of November, with a wording of its own."""
    reword(action, f"Tikties {day}. novembrī")
    with at(datetime.datetime(2026, 11, day, 12, tzinfo=datetime.UTC)):
        return make_version(action.plan)


def withdraw(version):
    withdraw_version(version, reason="Kļūda", by=make_user())


def test_newest_versions_puts_the_plan_published_last_first(programme):
    actions = [make_regional_action(programme, code) for code in ("riga", "latgale", "kurzeme")]
    second, third, first = (
        publish_on(day, action) for day, action in zip((14, 13, 15), actions, strict=True)
    )

    assert newest_versions(3) == [first, second, third]
    assert newest_versions(2) == [first, second]


def test_newest_versions_shows_a_plan_once_by_its_current_version(programme):
    actions = [make_regional_action(programme, code) for code in ("riga", "latgale")]
    publish_on(12, actions[0])
    again = publish_on(14, actions[0])
    other = publish_on(13, actions[1])

    assert newest_versions(3) == [again, other]


def test_newest_versions_goes_back_behind_a_withdrawn_version(programme):
    actions = [make_regional_action(programme, code) for code in ("riga", "latgale")]
    before = publish_on(12, actions[0])
    withdraw(publish_on(14, actions[0]))
    other = publish_on(13, actions[1])

    assert newest_versions(3) == [other, before]


def test_current_of_is_the_newest_version_that_is_not_withdrawn(programme):
    action = make_regional_action(programme, "riga")
    first, second, third = (publish_on(day, action) for day in (12, 13, 14))
    withdraw(third)

    newest_first = versions_of(programme.code, "riga")

    assert newest_first == [third, second, first]
    assert current_of(newest_first) == second


def test_current_of_is_none_where_all_versions_are_withdrawn(programme):
    withdraw(publish_on(12, make_regional_action(programme, "riga")))

    assert current_of(versions_of(programme.code, "riga")) is None
