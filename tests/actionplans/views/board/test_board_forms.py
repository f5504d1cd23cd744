"""Each form of the board, sent as the page made it."""

import pytest

from actionplans.models import Action, ItemState, PlanEvent, Reason
from actionplans.operations.items import set_aside
from tests.support.boards.steps import reloaded
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    seen,
)
from tests.support.pages.board_pages import handles
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address, messages_of

pytestmark = pytest.mark.django_db


def board_form(client, action, button, value=None):
    return form_with(client.get(address("board-show", action.plan_id)), button, value)


def test_place_by_the_list_of_actions(client, action, contribution):
    form = board_form(client, action, "Place in the action")

    response = form.fill(items=handles(contribution), action=str(action.pk)).press(
        "Place in the action", follow=True
    )

    assert messages_of(response) == ["Placed in “Ļaut izmantot tukšās telpas”"]
    assert reloaded(contribution).placement.action == action


def test_place_by_the_button_at_an_action(client, action, contribution):
    form = board_form(client, action, "Place here")

    form.fill(items=handles(contribution)).press("Place here", str(action.pk))

    assert reloaded(contribution).placement.action == action


def test_form_an_action_of_what_is_selected(client, action, contribution):
    form = board_form(client, action, "New action")

    form.fill(items=handles(contribution)).press("New action")

    new = Action.objects.exclude(pk=action.pk).get()
    assert (new.role, reloaded(contribution).placement.action) == (contribution.addressed_role, new)


def test_set_aside_with_a_reason_and_a_note(client, action, contribution):
    form = board_form(client, action, "Set aside")

    form.fill(items=handles(contribution), reason=Reason.OTHER, note="Ir jau").press("Set aside")

    assert (reloaded(contribution).state, contribution.reason) == (
        ItemState.SET_ASIDE,
        Reason.OTHER,
    )
    assert contribution.reason_note.body == "Ir jau"


def test_consider_again_what_was_set_aside(client, action, contribution):
    set_aside(seen(contribution), reason=Reason.REPEATS, by=make_user())
    form = board_form(client, action, "Consider again")

    form.press("Consider again", handles(contribution)[0])

    assert reloaded(contribution).state == ItemState.UNDECIDED


def test_take_out_what_is_selected_in_an_action(client, action):
    member = action.placements.first().contribution
    form = board_form(client, action, "Take out of the action")

    form.fill(items=handles(member)).press("Take out of the action")

    assert reloaded(member).state == ItemState.UNDECIDED


def test_split_off_what_is_selected_in_an_action(client, think_tank):
    stays, moves = make_contribution(think_tank), make_contribution(think_tank)
    action = make_action(stays, moves)
    form = board_form(client, action, "Split off into a new action")

    form.fill(items=handles(moves)).press("Split off into a new action")

    assert reloaded(stays).placement.action == action
    assert reloaded(moves).placement.action != action


def test_save_the_first_wording_on_the_board(client, think_tank):
    action = make_action(make_contribution(think_tank, text="Braukt kopā"), wording="")
    form = board_form(client, action, "Save the wording")
    assert form["wording"] == ["Braukt kopā"]

    form.fill(wording="Braukt kopā ar busiņu").press("Save the wording")

    assert reloaded(action).wording.body == "Braukt kopā ar busiņu"


def test_move_an_action_down_and_up_again(client, think_tank, action):
    second = make_action(make_contribution(think_tank))

    form = board_form(client, action, "Move down", str(second.pk))
    form.press("Move down", str(second.pk))
    down = list(Action.objects.order_by("rank"))
    form = board_form(client, action, "Move up", "")
    form.press("Move up", "")

    assert down == [second, action]
    assert list(Action.objects.order_by("rank")) == [action, second]


def test_remove_an_action_from_the_plan(client, action):
    board_form(client, action, "Remove from the plan").press("Remove from the plan")

    assert reloaded(action).dissolved


def test_undo_my_last_change_on_the_board(client, action, contribution):
    form = board_form(client, action, "Place here")
    form.fill(items=handles(contribution)).press("Place here", str(action.pk))

    response = board_form(client, action, "Undo my last change").press(
        "Undo my last change", follow=True
    )

    seq = action.plan.events.get(kind="item.placed").seq
    assert messages_of(response) == [f"Change {seq} undone"]
    assert reloaded(contribution).state == ItemState.UNDECIDED
    assert response.redirect_chain[0][0].startswith(address("board-show", action.plan_id))


def test_undo_by_the_message_of_a_change(client, action, contribution):
    form = board_form(client, action, "Place here").fill(items=handles(contribution))
    done = form.press("Place here", str(action.pk), follow=True)

    form_with(done, "Undo").press("Undo")

    assert reloaded(contribution).state == ItemState.UNDECIDED


def test_a_form_of_the_board_sent_twice_is_carried_out_once(client, action, contribution):
    form = board_form(client, action, "Place here").fill(items=handles(contribution))

    first, second = (form.press("Place here", str(action.pk), follow=True) for _time in range(2))

    assert messages_of(first) == messages_of(second) == ["Placed in “Ļaut izmantot tukšās telpas”"]
    assert PlanEvent.objects.filter(kind="item.placed").count() == 1
