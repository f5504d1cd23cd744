"""What must be decided or looked at before a plan is published."""

import pytest

from actionplans.models import checksum
from actionplans.operations.actions import detail_action, form_action
from actionplans.operations.contributions import (
    correct_contribution,
    hide,
    split_contribution,
)
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
    role,
    seen,
)

pytestmark = pytest.mark.django_db

PHONE = "Zvanīt 26123456"


def texts_found(plan):
    return [finding.body for finding in personal_data_in(draft_of(plan))]


def places_of(finding):
    """Return which text of which action and item each place of a finding is."""
    return [(place.place, place.action, place.item and place.item.row) for place in finding.places]


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

    assert (finding.body, places_of(finding)) == (PHONE, [("action", action, None)])


def test_personal_data_in_looks_at_the_wording(action):
    reword(action, PHONE)

    (finding,) = personal_data_in(draft_of(action.plan))

    assert (finding.body, places_of(finding)) == (PHONE, [("action", action, None)])


def test_personal_data_in_looks_at_a_corrected_text_and_at_the_one_before(think_tank):
    contribution = make_contribution(think_tank, text="Zvanīt 26123456")
    correct_contribution(contribution, text="Zvanīt 26654321", version=1, by=make_user())
    action = make_action(contribution)

    findings = personal_data_in(draft_of(action.plan))

    assert [finding.body for finding in findings] == ["Zvanīt 26123456", "Zvanīt 26654321"]
    assert [places_of(finding) for finding in findings] == [
        [("original", action, contribution)],
        [("correction", action, contribution)],
    ]


def test_personal_data_in_passes_an_original_that_is_withheld(think_tank):
    contribution = make_contribution(think_tank, text=PHONE)
    action = make_action(contribution)
    correct_contribution(contribution, text="Zvanīt", version=2, by=make_user())
    assert texts_found(action.plan) == [PHONE]

    correct_contribution(
        contribution, text="Zvanīt", withhold_original=True, version=3, by=make_user()
    )

    assert texts_found(action.plan) == []


def test_personal_data_in_gathers_the_places_of_the_same_text(think_tank):
    placed, aside = (make_contribution(think_tank, text=PHONE) for _time in range(2))
    action = make_action(placed, wording=PHONE)
    set_aside(seen(aside), reason="repeats", note=PHONE, by=make_user())

    (finding,) = personal_data_in(draft_of(action.plan))

    assert places_of(finding) == [
        ("action", action, None),
        ("original", action, placed),
        ("original", None, aside),
        ("reason_note", None, aside),
    ]
    assert [item.row for item in finding.items] == [placed, aside]


def test_personal_data_in_looks_at_the_parts_of_a_contribution(think_tank):
    whole = make_contribution(think_tank, text="Viens. Zvanīt 26123456")
    parts = split_contribution(whole, parts=["Viens", PHONE], version=1, by=make_user())
    action = make_action(*parts)

    (finding,) = personal_data_in(draft_of(action.plan))

    assert (finding.body, places_of(finding)) == (PHONE, [("original", action, parts[1])])


def test_personal_data_of_the_national_plan_is_that_of_a_regional_action(think_tank, action):
    reword(action, PHONE)
    make_version(action.plan, not_personal_data=[checksum(PHONE)])
    national = make_national_plan(think_tank.programme)
    (item,) = national.regional_actions.all()
    whole = form_action(national, role=role(), wording="Zvanīt", items=seen(item), by=make_user())

    (finding,) = personal_data_in(draft_of(national))

    assert (finding.body, places_of(finding)) == (PHONE, [("original", whole, item)])


def test_personal_data_in_looks_at_the_note_on_a_reason(think_tank, action):
    left_out = make_contribution(think_tank)
    set_aside(seen(left_out), reason="other", note=PHONE, by=make_user())

    (finding,) = personal_data_in(draft_of(action.plan))

    assert (finding.body, places_of(finding)) == (PHONE, [("reason_note", None, left_out)])


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
