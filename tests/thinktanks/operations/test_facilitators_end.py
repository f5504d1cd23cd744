"""A facilitator whose right has an end gives nobody a later one."""

import datetime

import pytest
from django.utils import timezone

from tests.support.factories import make_coordinator, make_facilitator, make_user
from tests.support.refusals import refusal_code
from thinktanks.operations.facilitators import add_facilitator, set_facilitators

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def facilitator(think_tank):
    """A facilitator until tomorrow."""
    user = make_facilitator(think_tank)
    think_tank.facilitators.update(ends_at=timezone.now() + DAY)
    return user


def ends_of(think_tank):
    return dict(think_tank.facilitators.values_list("user", "ends_at"))


@pytest.mark.parametrize("later", [None, 2 * DAY])
def test_set_facilitators_refuses_a_later_end_than_ones_own(think_tank, facilitator, later):
    before = ends_of(think_tank)
    end = later and timezone.now() + later

    for user in (facilitator, make_user()):
        ends = {facilitator: before[facilitator.pk]} | {user: end}
        assert refusal_code(set_facilitators, think_tank, ends, by=facilitator) == "own_end"

    assert ends_of(think_tank) == before


def test_set_facilitators_takes_an_earlier_end_and_leaves_those_of_others(think_tank, facilitator):
    colleague, soon = make_facilitator(think_tank), timezone.now() + DAY / 2

    set_facilitators(think_tank, {facilitator: soon, colleague: None}, by=facilitator)

    assert ends_of(think_tank) == {facilitator.pk: soon, colleague.pk: None}


def test_add_facilitator_gives_the_end_of_who_adds(think_tank, facilitator):
    added = add_facilitator(think_tank, user=make_user(), by=facilitator)

    assert added.ends_at == ends_of(think_tank)[facilitator.pk]


def test_coordinator_gives_any_end_and_is_who_granted_it(think_tank, facilitator):
    coordinator, user = make_coordinator(), make_user()
    end = timezone.now() + 30 * DAY

    set_facilitators(think_tank, {user: end}, by=coordinator)
    set_facilitators(think_tank, {facilitator: None, user: end}, by=coordinator)

    row = think_tank.facilitators.get(user=facilitator)
    assert (row.ends_at, row.granted_by) == (None, coordinator)
