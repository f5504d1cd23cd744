"""plan-history: every change as a sentence, and which can be undone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import ItemState
from actionplans.operations.actions import (
    detail_action,
    dissolve_action,
    link_actions,
    merge_actions,
    reorder_actions,
    reword_action,
    split_action,
    unlink_actions,
)
from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import (
    assign_roles,
    correct_contribution,
    hide,
    split_contribution,
    unhide,
)
from actionplans.operations.items import place, set_aside, take_out
from actionplans.operations.publication import withdraw_version
from actionplans.operations.undo import undo
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_plan,
    make_think_tank,
    make_user,
    make_version,
    region,
    role,
    seen,
)
from tests.support.pages.board_pages import sent
from tests.support.pages.requests import address, signed_in

pytestmark = pytest.mark.django_db


def sentences_of(client, plan, query=""):
    """Return the sentences of the page, the oldest first."""
    response = client.get(address("plan-history", plan.pk) + query)
    return [change.what for change in reversed(response.context["changes"])]


def test_history_describes_what_was_done_with_contributions(client, think_tank, facilitator):
    bus = make_contribution(think_tank, text="Autobuss iet pusčetros.", addressed_role=None)
    by = facilitator
    correct_contribution(bus, text="Autobuss iet četros", version=1, by=by)
    assign_roles(bus, author_role=None, addressed_role=role(), version=2, by=by)
    hide(seen(bus), by=by)
    unhide(seen(bus), by=by)
    set_aside(seen(bus), reason="not_an_action", by=by)
    take_out(seen(bus), by=by)
    parts = split_contribution(bus, parts=["Autobuss", "četros"], version=7, by=by)
    withdraw_contribution(parts[0], version=1, by=by)

    assert sentences_of(client, bus.plan) == [
        "opened the plan",
        "added “Autobuss iet četros”",
        "corrected “Autobuss iet četros”",
        "set the roles of “Autobuss iet četros”",
        "hid “Autobuss iet četros”",
        "showed “Autobuss iet četros” again",
        "set “Autobuss iet četros” aside, reason: not an action",
        "returned “Autobuss iet četros” to be considered again",
        "split “Autobuss iet četros” into parts",
        "took “Autobuss” back",
    ]


def test_history_describes_what_was_done_with_actions(client, think_tank, facilitator):
    by = facilitator
    buses, walks = make_contribution(think_tank, text="Autobuss"), make_contribution(think_tank)
    action = make_action(buses, wording="Vest ar autobusu", by=by)
    other = make_action(walks, wording="Iet kājām", by=by)
    mentors = make_action(
        make_contribution(think_tank, addressed_role=role("policy_makers")), wording="Maksāt", by=by
    )
    reword_action(other, wording="Iet", version=1, by=by)
    detail_action(other, lead="Dome", version=2, by=by)
    reorder_actions(other, after=None, by=by)
    link_actions(action, other=mentors, version=1, by=by)
    unlink_actions(action, other=mentors, version=2, by=by)
    place(seen(buses, walks), action=other, by=by)
    split_action(other, items=seen(buses), version=3, wording="Braukt", by=by)
    merge_actions(action, into=other, version=3, into_version=3, by=by)
    dissolve_action(other, version=3, by=by)

    assert sentences_of(client, action.plan)[3:] == [
        "formed the action “Vest ar autobusu”",
        "formed the action “Iet”",
        "added “" + mentors.placements.get().contribution.current_text + "”",
        "formed the action “Maksāt”",
        "reworded an action: “Iet”",
        "added details to the action “Iet”",
        "changed the order of the actions",
        "linked “Vest ar autobusu” with “Maksāt”",
        "unlinked “Vest ar autobusu” and “Maksāt”",
        "placed “Autobuss” in “Iet”",
        "split “Autobuss” off into another action",
        "merged “Vest ar autobusu” into “Iet”",
        "removed the action “Iet” from the plan",
    ]


def test_history_describes_versions_undo_and_several_items(client, think_tank, facilitator):
    contributions = [make_contribution(think_tank) for _ in range(3)]
    action = make_action(contributions[0], wording="Tikties", by=facilitator)
    place(seen(*contributions[1:]), action=action, by=facilitator)
    version = make_version(action.plan)
    withdraw_version(version, reason="Kļūda", by=facilitator)
    undo(action.plan, seq=6, by=facilitator)

    assert sentences_of(client, action.plan)[-4:] == [
        "placed 2 contributions in “Tikties”",
        "published version 1",
        "withdrew version 1",
        "undid change 6",
    ]


def test_history_names_people_and_the_portal(client, think_tank):
    contribution = make_contribution(think_tank, by=make_user(name="Māris Ozols"))
    erased = make_user(name="")
    correct_contribution(contribution, text="Cits", version=1, by=erased)

    response = client.get(address("plan-history", contribution.plan_id))

    assert [change.who for change in response.context["changes"]] == [
        f"account {erased.pk}",
        "Māris Ozols",
        "Māris Ozols",
    ]


def test_history_offers_undo_where_it_is_allowed(client, think_tank, facilitator):
    action = make_action(make_contribution(think_tank), by=facilitator)
    make_version(action.plan)
    undo(action.plan, seq=3, by=facilitator)

    changes = client.get(address("plan-history", action.plan_id)).context["changes"]

    assert [(change.event.kind, change.can_undo, change.undone) for change in changes] == [
        ("plan.undone", True, False),
        ("plan.published", False, False),
        ("action.formed", False, True),
        ("contribution.captured", True, False),
        ("plan.opened", False, False),
    ]


def test_history_offers_undo_for_the_last_fifty_alone(client, think_tank):
    plan = make_plan(think_tank)
    for _ in range(60):
        make_contribution(think_tank)
    page = address("plan-history", plan.pk)

    first = client.get(page)
    second = client.get(page + f"?before={first.context['older']}")

    assert len(first.context["changes"]) == 50
    assert all(change.can_undo for change in first.context["changes"])
    assert [change.event.seq for change in second.context["changes"]] == list(range(11, 0, -1))
    assert not any(change.can_undo for change in second.context["changes"])
    assert second.context["older"] is None


def test_history_costs_the_same_at_3_and_40_changes(client, think_tank, facilitator):
    action = make_action(make_contribution(think_tank), by=facilitator)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(address("plan-history", action.plan_id))
        counts.append(len(queries))
        for _ in range(20):
            place(seen(make_contribution(think_tank)), action=action, by=facilitator)

    assert counts == [counts[0], counts[0]]


@pytest.mark.parametrize("before", ["x", "-1", "1e3", "99999999999999999999", "%00"])
def test_history_before_no_seq_does_not_exist(client, think_tank, before):
    contribution = make_contribution(think_tank)

    response = client.get(address("plan-history", contribution.plan_id) + f"?before={before}")

    assert response.status_code == 404


def test_history_and_undo_are_for_those_who_work_on_the_plan(client, think_tank):
    contribution = make_contribution(think_tank)
    stranger = signed_in(make_facilitator(make_think_tank(region=region("latgale"))))
    history, back = (address(name, contribution.plan_id) for name in ("plan-history", "plan-undo"))

    assert (client.get(history).status_code, stranger.get(history).status_code) == (200, 404)
    assert stranger.post(back, sent(seq=2)).status_code == 404
    assert Client().get(history).url == f"/en/accounts/login/?next={history}"
    assert Client().post(back, {}).url == "/en/accounts/login/?next=/en/desk/"
    assert client.get(back).status_code == 405
    contribution.refresh_from_db()
    assert contribution.state == ItemState.UNDECIDED
