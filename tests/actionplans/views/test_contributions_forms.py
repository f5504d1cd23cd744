"""The form of each page about one contribution, and each button of its line, sent as the page made it."""

import pytest

from actionplans.models import State
from actionplans.operations.capture import correct_contribution, hide
from tests.support.board_pages import address, said
from tests.support.capture_pages import make_open_think_tank
from tests.support.factories import (
    make_contribution,
    make_device,
    make_user,
    role,
    seen,
)
from tests.support.page_forms import form_with
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_open_think_tank()


@pytest.fixture
def contribution(room):
    return make_contribution(room.think_tank, text="vajg telpas; mentoru")


def form_of(room, name, contribution, button):
    back = f"{room.page}?only=hidden"
    return form_with(room.client.get(address(name, contribution.pk) + f"?back={back}"), button)


def line_form(room, button, value=None):
    return form_with(room.client.get(room.page), button, value)


def fresh(row):
    row.refresh_from_db()
    return row


def test_correct_starts_from_the_text_and_goes_back(room, contribution):
    form = form_of(room, "contribution-correct", contribution, "Save the correction")
    assert form["text"] == ["vajg telpas; mentoru"]

    response = form.fill(text="vajag telpas; mentoru").press("Save the correction")

    assert fresh(contribution).words == "vajag telpas; mentoru"
    assert response.url == f"{room.page}?only=hidden"


def test_split_starts_from_the_parts(room, contribution):
    form = form_of(room, "contribution-split", contribution, "Split into these parts")
    assert form["parts"] == ["vajg telpas\nmentoru"]

    form.fill(parts="Vajag telpas\nVajag mentoru").press("Split into these parts")

    assert fresh(contribution).state == State.SPLIT
    children = contribution.parts.order_by("pk")
    assert [child.words for child in children] == ["Vajag telpas", "Vajag mentoru"]


def test_assign_roles_starts_from_the_present_roles(room, contribution):
    form = form_of(room, "contribution-assign-roles", contribution, "Save the roles")
    assert form["author_role"] == ["social_enterprises"]

    form.fill(author_role="", addressed_role="policy_makers").press("Save the roles")

    assert fresh(contribution).author_role is None
    assert contribution.addressed_role == role("policy_makers")


@pytest.mark.parametrize(
    ("name", "button", "insist", "typed"),
    [
        ("contribution-correct", "Save the correction", "Use mine", {"text": "Mans"}),
        (
            "contribution-split",
            "Split into these parts",
            "Split into these parts",
            {"parts": "Mans\nTavs"},
        ),
        ("contribution-assign-roles", "Save the roles", "Use mine", {"author_role": ""}),
    ],
)
def test_what_was_typed_can_be_insisted_on_after_a_conflict(
    room, contribution, name, button, insist, typed
):
    form = form_of(room, name, contribution, button)
    correct_contribution(contribution, text="Cits", version=1, by=make_user())

    conflict = form.fill(typed).press(button)
    again = form_with(conflict, insist)

    assert conflict.status_code == 409
    assert {field: again[field][0] for field in typed} == typed
    assert again.press(insist).status_code == 302


@pytest.mark.parametrize(
    ("name", "button", "typed"),
    [
        ("contribution-correct", "Save the correction", {"text": "x" * 2001}),
        ("contribution-split", "Split into these parts", {"parts": "Tikai viens"}),
    ],
)
def test_a_refused_form_keeps_what_was_typed(room, contribution, name, button, typed):
    form = form_of(room, name, contribution, button)

    refused = form.fill(typed).press(button)

    again = form_with(refused, button)
    assert refused.status_code == 422
    assert {field: again[field][0] for field in typed} == typed


def test_take_back_from_the_list_and_undo_it(room, contribution):
    done = line_form(room, "Take back").press("Take back", "1", follow=True)
    taken_back = fresh(contribution).state

    form_with(done, "Undo").press("Undo")

    assert (said(done), taken_back) == (["Taken back"], State.WITHDRAWN)
    assert fresh(contribution).state == State.UNDECIDED


def test_hide_from_the_list(room, contribution):
    line_form(room, "Hide").press("Hide", "1")

    assert fresh(contribution).hidden


def test_show_again_from_the_list(room, contribution):
    hide(seen(contribution), by=make_user())

    line_form(room, "Show again").press("Show again", "2")

    assert not fresh(contribution).hidden


def test_hide_all_from_one_device(room):
    device, _token = make_device(room.think_tank)
    shown = [make_contribution(room.think_tank, by=device) for _time in range(2)]
    there = address("contribution-hide-device", shown[0].pk)

    line_form(room, "Hide all from this device").press("Hide all from this device", to=there)

    assert [fresh(contribution).hidden for contribution in shown] == [True, True]


def test_accept_late_from_the_list(room):
    close_think_tank(room.think_tank, by=None)
    late = make_contribution(fresh(room.think_tank))

    line_form(room, "Accept").press("Accept", "1")

    assert not fresh(late).late


def test_insist_on_taking_back_what_somebody_corrected(room, contribution):
    form = line_form(room, "Take back")
    correct_contribution(contribution, text="Vajag telpas", version=1, by=make_user())
    conflict = form.press("Take back", "1")

    form_with(conflict, "Take back").press("Take back")

    assert (conflict.status_code, fresh(contribution).state) == (409, State.WITHDRAWN)
