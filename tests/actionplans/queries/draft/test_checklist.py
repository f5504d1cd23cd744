"""What must be decided or looked at before a plan is published."""

import pytest

from actionplans.operations.actions import detail_action
from actionplans.operations.contributions import correct_contribution, hide
from actionplans.operations.items import set_aside
from actionplans.queries.draft.checklist import checklist, personal_data_in
from actionplans.queries.draft.next_version import draft_of
from tests.support.boards.steps import reword
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_user,
    make_version,
    seen,
)

pytestmark = pytest.mark.django_db

PHONE = "Zvanīt 26123456"


def texts_found(plan):
    return [finding.text.body for finding in personal_data_in(draft_of(plan))]


@pytest.mark.parametrize(
    "text",
    [
        "Rakstīt anna.ozola@kuldiga.lv",
        "Zvanīt 26123456",
        "Zvanīt 63 12 34 56",
        "Zvanīt +371 26 123 456",
        "Anna, 010190-12345",
    ],
)
def test_personal_data_in_recognises(think_tank, text):
    action = make_action(make_contribution(think_tank, text=text))

    assert texts_found(action.plan) == [text]


@pytest.mark.parametrize(
    "text", ["2026. gadā", "Rīkojums 10190-12345", "Summa 126123456", "Ēka 26 un 123", "@kuldiga"]
)
def test_personal_data_in_passes(think_tank, text):
    action = make_action(make_contribution(think_tank, text=text))

    assert texts_found(action.plan) == []


@pytest.mark.parametrize("field", ["condition", "lead", "first_step"])
def test_personal_data_in_looks_at_each_detail_of_an_action(action, field):
    detail_action(action, **{field: PHONE}, version=action.version, by=make_user())

    (finding,) = personal_data_in(draft_of(action.plan))

    assert (finding.text.body, finding.action, finding.item) == (PHONE, action, None)


def test_personal_data_in_looks_at_the_wording(action):
    reword(action, PHONE)

    (finding,) = personal_data_in(draft_of(action.plan))

    assert (finding.text.body, finding.action, finding.item) == (PHONE, action, None)


def test_personal_data_in_looks_at_a_corrected_text_and_at_the_one_before(think_tank):
    contribution = make_contribution(think_tank, text="Zvanīt 26123456")
    correct_contribution(contribution, text="Zvanīt 26654321", version=1, by=make_user())
    action = make_action(contribution)

    findings = personal_data_in(draft_of(action.plan))

    assert [finding.text.body for finding in findings] == ["Zvanīt 26123456", "Zvanīt 26654321"]
    assert {(finding.action, finding.item) for finding in findings} == {(action, contribution)}


def test_personal_data_in_looks_at_the_note_on_a_reason(think_tank, action):
    left_out = make_contribution(think_tank)
    set_aside(seen(left_out), reason="other", note=PHONE, by=make_user())

    (finding,) = personal_data_in(draft_of(action.plan))

    assert (finding.text.body, finding.action, finding.item) == (PHONE, None, left_out)


def test_personal_data_in_passes_what_was_set_aside_as_personal_data(think_tank, action):
    left_out = make_contribution(think_tank, text=PHONE)
    set_aside(seen(left_out), reason="repeats", by=make_user())
    assert texts_found(action.plan) == [PHONE]

    set_aside(seen(left_out), reason="personal_data", note=PHONE, by=make_user())

    assert texts_found(action.plan) == []


def test_personal_data_in_marks_what_it_found(think_tank):
    action = make_action(make_contribution(think_tank, text="Zvanīt 26123456 vakarā"))

    (finding,) = personal_data_in(draft_of(action.plan))

    assert finding.pieces == [("Zvanīt ", False), ("26123456", True), (" vakarā", False)]


def test_checklist_waits_for_what_is_undecided(think_tank, action):
    undecided = make_contribution(think_tank)

    checks = checklist(action.plan)

    assert [item.row for item in checks.undecided] == [undecided]
    assert not checks.is_ready


def test_checklist_waits_for_no_hidden_contribution(think_tank, action):
    hidden = make_contribution(think_tank)
    hide(seen(hidden), by=make_user())

    checks = checklist(action.plan)

    assert checks.undecided == ()
    assert checks.is_ready
    assert make_version(action.plan).number == 1


def test_checklist_of_the_national_plan_shows_what_a_region_published(action):
    published = action.wording.body
    make_version(action.plan)
    reword(action, "Citādi")

    (item,) = checklist(make_national_plan(action.plan.programme)).undecided

    assert item.current_text == published
