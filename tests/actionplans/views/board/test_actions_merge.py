"""action-merge, -split, -dissolve, -link, -unlink and -reorder."""

import pytest

from actionplans.models import Action, ActionLink, ItemState, PlanEvent
from actionplans.operations.actions import link_actions, merge_actions, reword_action
from actionplans.operations.items import place
from tests.support.factories import (
    make_action,
    make_contribution,
    make_think_tank,
    make_user,
    region,
    role,
    seen,
)
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.plan_forms import post_about
from tests.support.pages.requests import address, html_of, messages_of
from tests.support.published_versions import text_of

pytestmark = pytest.mark.django_db


def test_merge_moves_everything_into_the_chosen_action(client, think_tank, action):
    other = make_action(make_contribution(think_tank), wording="Sarakstīt tukšās telpas")

    response = post_about(client, "action-merge", action, into=f"{other.pk}-1")

    action.refresh_from_db()
    assert (action.dissolved, action.merged_into) == (True, other)
    assert other.placements.count() == 3
    assert messages_of(response) == ["Merged into “Sarakstīt tukšās telpas”"]
    assert response.context["opened"] == other.pk


def test_merge_offers_actions_of_the_same_role_alone(client, think_tank, action, mentors):
    other = make_action(make_contribution(think_tank))

    (column,) = client.get(address("action-merge", action.pk)).context["columns"]

    assert [item.row for item in column.actions] == [other]


@pytest.mark.parametrize("into", ["", "x", "1", "-1-1", "99999999999-1", "1-99999999999"])
def test_merge_refuses_what_is_no_action(client, action, into):
    assert post_about(client, "action-merge", action, into=into).status_code == 422
    action.refresh_from_db()
    assert not action.dissolved


def test_merge_refuses_itself_another_role_and_another_plan(client, action, mentors):
    theirs = make_action(make_contribution(make_think_tank(region=region("latgale"))))

    for into in (action, mentors, theirs):
        response = post_about(client, "action-merge", action, into=f"{into.pk}-{into.version}")

        assert response.status_code == 422
    assert Action.objects.filter(dissolved=True).count() == 0


def test_merge_refuses_a_target_that_was_changed_meanwhile_and_can_be_forced(
    client, think_tank, action
):
    other = make_action(make_contribution(think_tank))
    reword_action(other, wording="Sarakstīt telpas", version=1, by=make_user())

    response = post_about(client, "action-merge", action, into=f"{other.pk}-1")

    assert response.status_code == 409
    client.post(response.context["address"], dict(response.context["fields"]))
    action.refresh_from_db()
    assert action.merged_into == other


def test_split_moves_the_selected_into_a_new_action(client, action):
    member = action.placements.last().contribution

    response = post_about(
        client, "action-split", action, items=handles(member), wording="Atdot virtuvi"
    )

    member.refresh_from_db()
    assert member.placement.action != action
    assert member.placement.action.wording.body == "Atdot virtuvi"
    assert response.context["opened"] == member.placement.action_id
    assert messages_of(response) == ["Split off: new action created"]


def test_split_refuses_an_empty_selection_and_what_is_elsewhere(client, think_tank, action):
    elsewhere = make_contribution(think_tank)
    make_action(elsewhere)

    for items in ([], handles(elsewhere)):
        response = post_about(client, "action-split", action, items=items)

        assert response.status_code == 422
    assert Action.objects.count() == 2


def test_split_refuses_a_member_that_was_changed_meanwhile(client, think_tank, action):
    member = action.placements.last().contribution
    form = {"items": handles(member)}
    other = make_action(make_contribution(think_tank))
    merge_actions(action, into=other, version=1, into_version=1, by=make_user())

    assert post_about(client, "action-split", action, **form).status_code == 422
    assert post_about(client, "action-split", other, **form).status_code == 409


def test_dissolve_makes_its_contributions_undecided(client, action):
    contributions = [placement.contribution for placement in action.placements.all()]

    response = post_about(client, "action-dissolve", action, role="municipalities")

    action.refresh_from_db()
    assert action.dissolved
    assert [item.row for item in response.context["undecided"]] == contributions
    assert [item.row.state for item in response.context["undecided"]] == [ItemState.UNDECIDED] * 2


def test_dissolve_refuses_an_action_that_was_changed_meanwhile(client, action):
    reword_action(action, wording="Iznomāt telpas", version=1, by=make_user(name="Māris Ozols"))

    response = post_about(client, "action-dissolve", action)

    action.refresh_from_db()
    assert (response.status_code, action.dissolved) == (409, False)
    assert text_of(response).count("Māris Ozols changed this in the meantime") == 2
    assert "Your version Remove from the plan Use mine" in text_of(response)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("action-unlink", "Unlink: Meklēt mentorus"),
        ("action-link", "Link with: Meklēt mentorus"),
    ],
)
def test_link_refuses_what_was_changed_meanwhile_and_names_what_was_asked_for(
    client, action, mentors, name, asked
):
    reword_action(action, wording="Iznomāt telpas", version=1, by=make_user())

    response = post_about(client, name, action, other=mentors.pk)

    assert response.status_code == 409
    assert f"Your version {asked} Use mine" in text_of(response)


def test_a_new_action_without_wording_is_named_on_the_page_about_a_change_meanwhile(
    client, action, think_tank
):
    contribution = make_contribution(think_tank)
    form = sent(items=handles(contribution), role="municipalities", wording="")
    place(seen(contribution), action=action, by=make_user())

    response = client.post(address("action-form", action.plan_id), form)

    assert response.status_code == 409
    assert "Your version New action: No wording yet Use mine" in text_of(response)


def test_link_and_unlink_an_action_of_another_role(client, action, mentors):
    linked = post_about(client, "action-link", action, other=mentors.pk)
    assert ActionLink.objects.count() == 1
    assert "Meklēt mentorus" in html_of(linked)
    action.refresh_from_db()

    unlinked = post_about(client, "action-unlink", action, other=mentors.pk)

    assert ActionLink.objects.count() == 0
    assert [messages_of(linked), messages_of(unlinked)] == [["Actions linked"], ["Unlinked"]]


def test_link_again_changes_nothing_and_reports_it(client, action, mentors):
    link_actions(action, other=mentors, version=1, by=make_user())
    action.refresh_from_db()

    response = post_about(client, "action-link", action, other=mentors.pk)

    assert messages_of(response) == ["Nothing to change"]
    assert PlanEvent.objects.filter(kind="actions.linked").count() == 1


def test_link_refuses_the_same_role_and_another_plan(client, think_tank, action):
    same_role = make_action(make_contribution(think_tank))
    theirs = make_action(
        make_contribution(
            make_think_tank(region=region("latgale")), addressed_role=role("policy_makers")
        )
    )

    for other in (same_role.pk, theirs.pk, "", "x"):
        assert post_about(client, "action-link", action, other=other).status_code == 422
    assert ActionLink.objects.count() == 0


def test_reorder_moves_an_action_up_and_down(client, think_tank):
    actions = [make_action(make_contribution(think_tank)) for _ in range(3)]
    page = address("board-show", actions[0].plan_id)

    def order():
        return [item.row for item in client.get(page).context["column"].actions]

    def shown(action):
        column = client.get(page).context["column"]
        return next(item for item in column.actions if item.row == action)

    post_about(client, "action-reorder", actions[2], after=shown(actions[2]).up)
    assert order() == [actions[0], actions[2], actions[1]]
    post_about(client, "action-reorder", actions[2], after=shown(actions[2]).up)
    assert order() == [actions[2], actions[0], actions[1]]
    post_about(client, "action-reorder", actions[2], after=shown(actions[2]).down)
    assert order() == [actions[0], actions[2], actions[1]]
    assert (shown(actions[0]).up, shown(actions[1]).down) == (None, None)


def test_reorder_refuses_another_role_and_another_plan(client, action, mentors):
    theirs = make_action(make_contribution(make_think_tank(region=region("latgale"))))

    for after in (mentors.pk, theirs.pk, "x"):
        assert post_about(client, "action-reorder", action, after=after).status_code == 422
    assert PlanEvent.objects.filter(kind="actions.reordered").count() == 0
