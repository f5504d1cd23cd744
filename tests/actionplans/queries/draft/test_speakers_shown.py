"""Whether a draft shows who spoke."""

import pytest

from actionplans.operations.contributions import split_contribution
from actionplans.queries.draft.next_version import draft_of
from tests.support.boards.steps import version_of
from tests.support.factories import (
    make_action,
    make_attendee,
    make_contribution,
    make_device,
    make_think_tank,
    make_user,
    role,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def device(think_tank):
    device, _token = make_device(think_tank)
    return device


def speakers_shown(plan):
    return [item.author_shown for action in draft_of(plan).actions for item in action.items]


def split(whole):
    version = version_of(whole)
    return split_contribution(whole, parts=["Viens", "Divi"], version=version, by=make_user())


def test_draft_keeps_a_speaker_unknown_however_often_the_text_is_split(think_tank, device):
    part, other = split(make_contribution(think_tank, by=device))
    make_action(other, *split(part))
    make_action(*split(make_contribution(think_tank)))

    assert speakers_shown(part.plan) == [False, False, False, True, True]


@pytest.mark.parametrize(("people", "is_shown"), [(2, False), (3, True)])
def test_draft_shows_the_speaker_from_three_people_of_the_role(
    think_tank, device, people, is_shown
):
    contribution = make_contribution(think_tank, by=device, author_role=role("social_enterprises"))
    make_action(*split(contribution))
    for _person in range(people):
        make_attendee(think_tank, role=role("social_enterprises"))

    assert speakers_shown(contribution.plan) == [is_shown, is_shown]


def test_draft_counts_the_people_of_the_own_think_tank_and_role_only(think_tank, device):
    contribution = make_contribution(think_tank, by=device, author_role=role("social_enterprises"))
    make_action(contribution)
    other = make_think_tank(programme=think_tank.programme)
    for _person in range(3):
        make_attendee(other, role=role("social_enterprises"))
        make_attendee(think_tank, role=role("municipalities"))

    assert speakers_shown(contribution.plan) == [False]
