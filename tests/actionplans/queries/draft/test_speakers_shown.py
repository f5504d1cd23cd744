import pytest

from actionplans.operations.capture import split_contribution
from actionplans.queries.draft.next_version import draft_of
from tests.support.factories import (
    make_action,
    make_contribution,
    make_think_tank,
    make_user,
    role,
    seen,
)
from thinktanks.models import Attendee, Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def think_tank():
    return make_think_tank()


@pytest.fixture
def device(think_tank):
    return Device.objects.create(
        think_tank=think_tank, token_hash="a" * 64, receipt_code="AAAAA22222"
    )


def speakers_shown(plan):
    return [item.author_shown for action in draft_of(plan).actions for item in action.items]


def split(whole):
    version = seen(whole)[0].version
    return split_contribution(whole, parts=["Viens", "Divi"], version=version, by=make_user())


def test_draft_keeps_a_speaker_unknown_however_often_the_words_are_split(think_tank, device):
    part, other = split(make_contribution(think_tank, by=device))
    make_action(other, *split(part))
    make_action(*split(make_contribution(think_tank)))

    assert speakers_shown(part.plan) == [False, False, False, True, True]


def test_draft_shows_the_speaker_of_a_part_where_enough_people_had_the_role(think_tank, device):
    said = make_contribution(think_tank, by=device, author_role=role("social_enterprises"))
    make_action(*split(said))
    for _person in range(3):
        Attendee.objects.create(
            think_tank=think_tank,
            name="Ilze Kalēja",
            role=role("social_enterprises"),
            delete_after="2027-05-12",
        )

    assert speakers_shown(said.plan) == [True, True]
