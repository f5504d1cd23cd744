"""What those who capture contributions read of them."""

import uuid

import pytest

from actionplans.models import PlanEvent
from actionplans.operations.capture import capture_contribution
from actionplans.queries.capture.said import captured_seqs
from tests.support.factories import make_device

pytestmark = pytest.mark.django_db


def test_captured_seqs_are_those_of_the_events():
    device, _token = make_device()
    entries = [uuid.uuid4() for _number in range(3)]
    for entry in entries:
        capture_contribution(device.think_tank, text="Vienādi", uuid=entry, by=device)

    seqs = captured_seqs([*entries, uuid.uuid4()])

    events = PlanEvent.objects.filter(kind="contribution.captured").order_by("seq")
    assert [seqs[entry] for entry in entries] == list(events.values_list("seq", flat=True))
    assert len(seqs) == 3
