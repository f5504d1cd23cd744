"""Publish only the correction of a contribution, without its original."""

import pytest
from django.db import IntegrityError, transaction

from actionplans.models import Contribution, PublishedContribution
from actionplans.operations.contributions import correct_contribution, split_contribution
from actionplans.operations.undo import undo
from actionplans.queries.log.verification import differences
from tests.support.boards.steps import reloaded, version_of
from tests.support.closing import close_hours_ago
from tests.support.contributions.devices import make_device_contribution
from tests.support.factories import make_action, make_contribution, make_device, make_version
from tests.support.refusals import refusal, refusal_code

pytestmark = pytest.mark.django_db

ORIGINAL = "Zvaniet Annai, viņai ir atslēgas"


@pytest.fixture
def contribution(think_tank):
    return make_contribution(think_tank, text=ORIGINAL)


def correct(contribution, text, by, **fields):
    return correct_contribution(
        contribution, text=text, version=version_of(contribution), by=by, **fields
    )


def test_correct_contribution_withholds_the_original_and_publishes_it_again(contribution, by):
    correct(contribution, "Zvaniet", by, withhold_original=True)
    withheld = reloaded(contribution).original_withheld
    correct(contribution, "Zvaniet", by)

    assert (withheld, reloaded(contribution).original_withheld) == (True, False)
    assert (contribution.text.body, contribution.current_text) == (ORIGINAL, "Zvaniet")
    assert contribution.version == 3
    assert differences() == []


def test_correct_contribution_back_to_the_original_publishes_it(contribution, by):
    correct(contribution, "Zvaniet", by, withhold_original=True)

    correct(contribution, ORIGINAL, by)

    assert (reloaded(contribution).correction, contribution.original_withheld) == (None, False)
    assert differences() == []


def test_correct_contribution_refuses_to_withhold_an_original_without_a_correction(
    contribution, by
):
    refusal("not_corrected", correct, contribution, ORIGINAL, by, withhold_original=True)
    correct(contribution, "Zvaniet", by, withhold_original=True)

    refusal("not_corrected", correct, contribution, ORIGINAL, by, withhold_original=True)


def test_undo_of_a_correction_publishes_the_original_again(contribution, by):
    correct(contribution, "Zvaniet", by, withhold_original=True)
    plan = reloaded(contribution.plan)

    undo(plan, seq=plan.last_seq, by=by)

    assert (reloaded(contribution).correction, contribution.original_withheld) == (None, False)
    assert differences() == []


def test_a_part_of_a_corrected_contribution_has_no_original_to_withhold(contribution, by):
    correct(contribution, "Viens; otrs", by, withhold_original=True)

    parts = split_contribution(contribution, parts=["Viens", "Otrs"], version=2, by=by)

    assert [(part.correction, part.original_withheld) for part in parts] == [(None, False)] * 2
    assert differences() == []


def test_a_version_keeps_that_an_original_was_withheld(contribution, by):
    correct(contribution, "Zvaniet", by, withhold_original=True)
    plan = make_action(contribution).plan
    first = make_version(plan)
    correct(contribution, "Zvaniet", by)

    second = make_version(plan)

    kept = [version.contributions.get().original_withheld for version in (first, second)]
    assert kept == [True, False]
    assert ORIGINAL not in first.document
    assert ORIGINAL in second.document
    assert differences() == []


@pytest.mark.parametrize("model", [Contribution, PublishedContribution])
def test_the_database_refuses_to_withhold_an_original_without_a_correction(contribution, by, model):
    version = make_version(make_action(contribution).plan)
    row = PublishedContribution(version=version, contribution=contribution, text=contribution.text)
    attempts = {
        Contribution: lambda: Contribution.objects.update(original_withheld=True),
        PublishedContribution: lambda: PublishedContribution.objects.bulk_create([row]),
    }
    row.reason, row.original_withheld = "other", True

    with pytest.raises(IntegrityError), transaction.atomic():
        attempts[model]()


def correct_from_a_device_hours_after_the_close(think_tank, hours):
    device, _token = make_device(think_tank)
    contribution = make_device_contribution(device)
    close_hours_ago(think_tank, hours)
    device.refresh_from_db()
    return correct(contribution, "Labots", device)


def test_correct_contribution_accepts_a_device_until_24_hours_after_the_close(think_tank):
    corrected = correct_from_a_device_hours_after_the_close(think_tank, 23)

    assert corrected.current_text == "Labots"


def test_correct_contribution_refuses_a_device_24_hours_after_the_close(think_tank):
    code = refusal_code(correct_from_a_device_hours_after_the_close, think_tank, 25)

    assert code == "closed"
