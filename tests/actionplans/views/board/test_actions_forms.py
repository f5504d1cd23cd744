"""The form of each page about one action, sent as the page made it."""

import datetime

import pytest

from actionplans.models import Action
from actionplans.operations.actions import link_actions, reword_action
from actionplans.operations.log import linked_ids
from tests.support.factories import (
    make_action,
    make_contribution,
    make_user,
    role,
)
from tests.support.pages.board_pages import handles
from tests.support.pages.page_forms import form_with
from tests.support.pages.requests import address

pytestmark = pytest.mark.django_db


def action_form(client, name, action, button):
    return form_with(client.get(address(name, action.pk)), button)


def test_reword_starts_from_the_present_wording(client, action):
    form = action_form(client, "action-reword", action, "Save the wording")
    assert form["wording"] == ["Ļaut izmantot tukšās telpas"]

    form.fill(wording="Atdot tukšās telpas").press("Save the wording")

    action.refresh_from_db()
    assert action.wording.body == "Atdot tukšās telpas"


def test_detail_keeps_what_is_not_changed(client, action):
    details = {
        "condition": "ja ir finansējums",
        "lead": "Novada dome",
        "first_step": "Uzskaitīt telpas",
        "deadline": "2027-03-01",
        "support_roles": [str(role("policy_makers").pk)],
    }
    form = action_form(client, "action-detail", action, "Save the details")
    form.fill(details).press("Save the details")

    again = action_form(client, "action-detail", action, "Save the details")
    again.fill(lead="Novada pārvalde").press("Save the details")

    action.refresh_from_db()
    assert (str(action.condition), str(action.lead)) == ("ja ir finansējums", "Novada pārvalde")
    assert str(action.first_step) == "Uzskaitīt telpas"
    assert action.deadline == datetime.date(2027, 3, 1)
    assert list(action.support_roles.all()) == [role("policy_makers")]


def test_merge_names_the_version_of_the_other_action(client, think_tank, action):
    other = make_action(make_contribution(think_tank), wording="Atvērt skolas vakaros")
    reword_action(other, wording="Atvērt skolas", version=1, by=make_user())
    form = action_form(client, "action-merge", action, "Merge actions")

    form.fill(into=f"{other.pk}-2").press("Merge actions")

    action.refresh_from_db()
    assert action.merged_into == other


def test_split_moves_what_is_selected(client, action):
    _stays, moves = (placement.contribution for placement in action.placements.order_by("pk"))
    form = action_form(client, "action-split", action, "Split off into a new action")

    form.fill(items=handles(moves), wording="Remontēt pagrabus").press(
        "Split off into a new action"
    )

    new = Action.objects.exclude(pk=action.pk).get()
    moves.refresh_from_db()
    assert (str(new.wording), moves.placement.action) == ("Remontēt pagrabus", new)


def test_link_offers_the_actions_of_other_roles(client, action, mentors):
    form = action_form(client, "action-link", action, "Link actions")

    form.fill(other=str(mentors.pk)).press("Link actions")

    assert linked_ids(action) == [mentors.pk]


def test_unlink_takes_one_link_away(client, action, mentors):
    link_actions(action, other=mentors, version=1, by=make_user())
    form = action_form(client, "action-link", action, "Unlink")

    form.press("Unlink", str(mentors.pk))

    assert linked_ids(action) == []


def test_use_mine_after_a_conflict_sends_what_was_typed(client, action):
    form = action_form(client, "action-reword", action, "Save the wording")
    reword_action(action, wording="Remontēt pagrabus", version=1, by=make_user())
    conflict = form.fill(wording="Atdot tukšās telpas").press("Save the wording")

    form_with(conflict, "Use mine").press("Use mine")

    action.refresh_from_db()
    assert (conflict.status_code, str(action.wording)) == (409, "Atdot tukšās telpas")


@pytest.mark.parametrize(
    ("name", "button", "typed"),
    [
        ("action-reword", "Save the wording", {"wording": "x" * 2001}),
        ("action-detail", "Save the details", {"lead": "Novada dome", "deadline": "rīt"}),
        ("action-detail", "Save the details", {"deadline": "0027-03-01"}),
        ("action-split", "Split off into a new action", {"wording": "Remontēt pagrabus"}),
    ],
)
def test_a_refused_form_keeps_what_was_typed(client, action, name, button, typed):
    form = action_form(client, name, action, button)

    refused = form.fill(typed).press(button)

    again = form_with(refused, button)
    assert refused.status_code == 422
    assert {field: again[field][0] for field in typed} == typed
