"""What those who capture contributions read of them."""

import uuid

import pytest

from actionplans.models import PlanEvent
from actionplans.operations.capture import capture_contribution
from actionplans.operations.imports import import_contributions, undo_batch
from actionplans.operations.plans import open_plan
from actionplans.queries.capture.said import captured_seqs, newly_sent
from actionplans.queries.imports.new_rows import ImportRow
from tests.support.factories import make_device, make_facilitator, make_think_tank, role

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


def test_newly_sent_has_each_list_once_also_when_it_was_undone():
    think_tank = make_think_tank()
    facilitator, other = (make_facilitator(think_tank) for _person in range(2))
    plan = open_plan(think_tank.programme, region=think_tank.region, by=facilitator)
    single, undone, kept = (uuid.uuid4() for _sent in range(3))

    capture_contribution(think_tank, text="Viens", uuid=single, by=facilitator)
    for batch, text in ((undone, "Divi"), (kept, "Trīs")):
        rows = [
            ImportRow(f"{text} {n}", None, role("municipalities"), uuid=uuid.uuid4())
            for n in range(3)
        ]
        import_contributions(plan, rows=rows, think_tank=think_tank, batch=batch, by=facilitator)
    undo_batch(plan, batch=undone, by=facilitator)
    capture_contribution(think_tank, text="Cita cilvēka", uuid=uuid.uuid4(), by=other)

    assert newly_sent(think_tank, by=facilitator) == [kept, undone, single]


def test_newly_sent_is_of_one_think_tank_and_has_a_limit(monkeypatch):
    monkeypatch.setattr("actionplans.queries.capture.said.NEWLY_SENT", 2)
    here, elsewhere = make_think_tank(), make_think_tank()
    facilitator = make_facilitator(here)
    sent = [uuid.uuid4() for _number in range(3)]

    for entry in sent:
        capture_contribution(here, text="Vienādi", uuid=entry, by=facilitator)
    capture_contribution(elsewhere, text="Citur", uuid=uuid.uuid4(), by=facilitator)

    assert newly_sent(here, by=facilitator) == [sent[2], sent[1]]
