"""Everything from a device, hidden by one click and shown again by another."""

import re

import pytest

from actionplans.models import PlanEvent
from actionplans.operations.contributions import hide, split_contribution
from tests.support.factories import (
    make_contribution,
    make_coordinator,
    make_device,
    make_facilitator,
    seen,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(think_tank):
    return signed_in(make_facilitator(think_tank))


def hidden(*contributions) -> list[bool]:
    for contribution in contributions:
        contribution.refresh_from_db()
    return [contribution.hidden for contribution in contributions]


def test_hide_device_hides_all_of_it_in_one_event_with_undo(think_tank, client):
    device, _token = make_device(think_tank)
    other_device, _other = make_device(think_tank)
    before, first, second = (make_contribution(think_tank, by=device) for _time in range(3))
    other, typed = make_contribution(think_tank, by=other_device), make_contribution(think_tank)
    hide(seen(before), by=make_coordinator())
    events = PlanEvent.objects.count()

    response = client.post(address("contribution-hide-device", second.pk), follow=True)

    assert messages_of(response) == ["Hidden, all from this device: 2"]
    assert hidden(before, first, second, other, typed) == [True, True, True, False, False]
    assert PlanEvent.objects.count() == events + 1
    seq = re.search(r'name="seq" value="(\d+)"', html_of(response))[1]
    client.post(address("capture-undo", think_tank.pk), {"seq": seq})
    assert hidden(before, first, second, other, typed) == [True, False, False, False, False]


def test_hide_device_reaches_the_parts_of_what_was_split(think_tank, client):
    device, _token = make_device(think_tank)
    whole = make_contribution(think_tank, by=device)
    parts = split_contribution(
        whole, parts=["Viens", "Otrs"], version=whole.version, by=make_coordinator()
    )
    parts += split_contribution(
        parts[0], parts=["Pirmais", "Trešais"], version=1, by=make_coordinator()
    )

    client.post(address("contribution-hide-device", whole.pk))

    assert hidden(*parts) == [True] * 4


def test_hide_device_does_nothing_to_what_was_typed_at_the_desk(think_tank, client):
    typed = make_contribution(think_tank)

    response = client.post(address("contribution-hide-device", typed.pk), follow=True)

    assert (response.status_code, messages_of(response), hidden(typed)) == (200, [], [False])


def test_hide_device_is_offered_for_contributions_of_devices(think_tank, client):
    device, _token = make_device(think_tank)
    contribution, typed = make_contribution(think_tank, by=device), make_contribution(think_tank)

    page = html_of(client.get(address("think-tank-show", think_tank.pk)))

    assert address("contribution-hide-device", contribution.pk) in page
    assert address("contribution-hide-device", typed.pk) not in page


def test_hide_device_does_not_exist_for_others(think_tank):
    device, _token = make_device(think_tank)
    contribution = make_contribution(think_tank, by=device)
    client = signed_in(make_coordinator("latgale"))

    assert client.post(address("contribution-hide-device", contribution.pk)).status_code == 404
    assert hidden(contribution) == [False]
