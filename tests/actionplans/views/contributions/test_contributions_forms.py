"""The form of each page about one contribution, and each button of its line, sent as the page made it."""

import pytest

from actionplans.models import ItemState
from actionplans.operations.contributions import correct_contribution, hide
from tests.support.boards.steps import reloaded
from tests.support.closing import make_late_contributions
from tests.support.factories import (
    make_contribution,
    make_device,
    make_user,
    role,
    seen,
)
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, messages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def contribution(capture_page):
    return make_contribution(capture_page.think_tank, text="vajg telpas; mentoru")


def form_of(capture_page, name, contribution, button):
    back = f"{capture_page.address}?only=hidden"
    return form_with(
        capture_page.client.get(address(name, contribution.pk) + f"?back={back}"), button
    )


def line_form(capture_page, button, value=None):
    return form_with(capture_page.client.get(capture_page.address), button, value)


def test_correct_starts_from_the_text_and_goes_back(capture_page, contribution):
    form = form_of(capture_page, "contribution-correct", contribution, "Save the correction")
    assert form["text"] == ["vajg telpas; mentoru"]

    response = form.fill(text="vajag telpas; mentoru").press("Save the correction")

    assert reloaded(contribution).current_text == "vajag telpas; mentoru"
    assert response.url == f"{capture_page.address}?only=hidden"


def test_split_starts_from_the_parts(capture_page, contribution):
    form = form_of(capture_page, "contribution-split", contribution, "Split into these parts")
    assert form["parts"] == ["vajg telpas\nmentoru"]

    form.fill(parts="Vajag telpas\nVajag mentoru").press("Split into these parts")

    assert reloaded(contribution).state == ItemState.SPLIT
    children = contribution.parts.order_by("pk")
    assert [child.current_text for child in children] == ["Vajag telpas", "Vajag mentoru"]


def test_assign_roles_starts_from_the_present_roles(capture_page, contribution):
    form = form_of(capture_page, "contribution-assign-roles", contribution, "Save the roles")
    assert form["author_role"] == ["social_enterprises"]

    form.fill(author_role="", addressed_role="policy_makers").press("Save the roles")

    assert reloaded(contribution).author_role is None
    assert contribution.addressed_role == role("policy_makers")


@pytest.mark.parametrize(
    ("name", "button", "force", "typed"),
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
def test_what_was_typed_can_be_forced_after_a_conflict(
    capture_page, contribution, name, button, force, typed
):
    form = form_of(capture_page, name, contribution, button)
    correct_contribution(contribution, text="Cits", version=1, by=make_user())

    conflict = form.fill(typed).press(button)
    again = form_with(conflict, force)

    assert conflict.status_code == 409
    assert {field: again[field][0] for field in typed} == typed
    assert again.press(force).status_code == 302


@pytest.mark.parametrize(
    ("name", "button", "typed"),
    [
        ("contribution-correct", "Save the correction", {"text": "x" * 2001}),
        ("contribution-split", "Split into these parts", {"parts": "Tikai viens"}),
    ],
)
def test_a_refused_form_keeps_what_was_typed(capture_page, contribution, name, button, typed):
    form = form_of(capture_page, name, contribution, button)

    refused = form.fill(typed).press(button)

    again = form_with(refused, button)
    assert refused.status_code == 422
    assert {field: again[field][0] for field in typed} == typed


def test_take_back_from_the_list_and_undo_it(capture_page, contribution):
    done = line_form(capture_page, "Take back").press("Take back", "1", follow=True)
    taken_back = reloaded(contribution).state

    form_with(done, "Undo").press("Undo")

    assert (messages_of(done), taken_back) == (["Taken back"], ItemState.WITHDRAWN)
    assert reloaded(contribution).state == ItemState.UNDECIDED


def test_hide_from_the_list(capture_page, contribution):
    line_form(capture_page, "Hide").press("Hide", "1")

    assert reloaded(contribution).hidden


def test_show_again_from_the_list(capture_page, contribution):
    hide(seen(contribution), by=make_user())

    line_form(capture_page, "Show again").press("Show again", "2")

    assert not reloaded(contribution).hidden


def test_hide_all_from_one_device(capture_page):
    device, _token = make_device(capture_page.think_tank)
    shown = [make_contribution(capture_page.think_tank, by=device) for _time in range(2)]
    there = address("contribution-hide-device", shown[0].pk)

    line_form(capture_page, "Hide all from this device").press(
        "Hide all from this device", to=there
    )

    assert [reloaded(contribution).hidden for contribution in shown] == [True, True]


def test_accept_late_from_the_list(capture_page):
    [late] = make_late_contributions(capture_page.think_tank, "Par vēlu")

    line_form(capture_page, "Accept").press("Accept", "1")

    assert not reloaded(late).late


def test_force_taking_back_what_somebody_corrected(capture_page, contribution):
    form = line_form(capture_page, "Take back")
    correct_contribution(contribution, text="Vajag telpas", version=1, by=make_user())
    conflict = form.press("Take back", "1")

    form_with(conflict, "Take back").press("Take back")

    assert (conflict.status_code, reloaded(contribution).state) == (409, ItemState.WITHDRAWN)
