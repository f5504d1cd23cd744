"""Events keep the keys under which they were first written, whatever a field is called now."""

import uuid

import pytest
from django.utils import timezone

from actionplans.models import Contribution, PlanEvent, Text, checksum
from actionplans.operations.contributions import correct_contribution
from actionplans.operations.imports import import_contributions
from actionplans.operations.log import PlanChange, allot_seqs
from actionplans.operations.undo import undo
from actionplans.queries.imports.new_rows import ImportRow
from actionplans.queries.log.replay import rebuild
from actionplans.queries.log.verification import differences
from stakeholders.models import Municipality
from tests.support.factories import make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan()


@pytest.fixture
def municipality():
    return Municipality.objects.first()


def old_event(plan, municipality):
    """Write a contribution and its event as releases before the rename of `Contribution.place` wrote them."""
    text = Text.objects.create(body="Atdodiet virtuvi", checksum=checksum("Atdodiet virtuvi"))
    contribution = Contribution.objects.create(
        plan=plan, text=text, municipality=municipality, captured_at=timezone.now()
    )
    fields = dict.fromkeys(
        ("think_tank", "table", "device", "author_role", "addressed_role", "correction", "parent")
    )
    fields |= {"uuid": str(contribution.uuid), "place": municipality.pk, "text": text.pk}
    fields |= {"hidden": False, "late": False, "placed_in": None}
    fields |= {"state": "undecided", "reason": "", "reason_note": None}
    entry = {"item": "contribution", "id": contribution.pk, "version": 1, "was": None}
    PlanEvent.objects.create(
        plan=plan,
        seq=allot_seqs(plan),
        kind="contribution.imported",
        payload={"changes": [entry | {"set": fields}]},
        op_uuid=uuid.uuid4(),
        created_at=timezone.now(),
    )
    return contribution


def test_event_of_before_the_rename_is_replayed_and_verified(plan, municipality):
    contribution = old_event(plan, municipality)

    assert rebuild(plan)["contribution", contribution.pk]["place"] == municipality.pk
    assert differences() == []


def test_a_correction_of_a_contribution_with_an_older_event_is_verified(plan, municipality):
    contribution = old_event(plan, municipality)

    correct_contribution(
        contribution, text="Virtuve", withhold_original=True, version=1, by=make_user()
    )

    assert rebuild(plan)["contribution", contribution.pk]["original_withheld"] is True
    assert differences() == []
    undo(plan, seq=contribution.plan.events.last().seq, by=make_user())
    assert differences() == []


def test_event_of_before_the_rename_can_be_undone(plan, municipality):
    contribution = old_event(plan, municipality)

    undo(plan, seq=plan.last_seq, by=make_user())

    contribution.refresh_from_db()
    assert (contribution.state, contribution.municipality) == ("withdrawn", municipality)
    assert differences() == []


def test_import_records_the_municipality_under_its_first_key(plan, municipality):
    row = ImportRow(text="Atdodiet virtuvi", municipality=municipality)

    [contribution] = import_contributions(plan, rows=[row], by=None)

    fields = plan.events.last().payload["changes"][0]["set"]
    assert (fields["place"], "municipality" in fields) == (municipality.pk, False)
    assert contribution.municipality == municipality


def test_change_of_the_municipality_is_recorded_and_undone_under_the_same_key(plan, municipality):
    contribution = old_event(plan, municipality)
    other = Municipality.objects.last()
    change = PlanChange(plan, "contribution.corrected", make_user())
    change.update(contribution, municipality=other)
    event = change.record()

    [entry] = event.payload["changes"]
    assert (entry["set"], entry["was"]) == ({"place": other.pk}, {"place": municipality.pk})
    assert differences() == []

    undo(plan, seq=event.seq, by=make_user())
    contribution.refresh_from_db()
    assert contribution.municipality == municipality
    assert differences() == []
