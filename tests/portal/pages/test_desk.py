"""The desk of each kind of account."""

import datetime

import pytest
from django.test import Client

from actionplans.operations.contributions import hide
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_editor,
    make_facilitator,
    make_programme,
    make_think_tank,
    make_user,
    region,
    seen,
)
from tests.support.pages.requests import address, html_of, signed_in
from tests.support.published_versions import text_of
from tests.support.queries import count_queries
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db


def desk(user):
    return signed_in(user).get(address("desk"))


def test_desk_asks_to_sign_in():
    response = Client().get(address("desk"))

    assert response.status_code == 302
    assert "/accounts/login/" in response.url


def test_desk_shows_an_account_without_rights_who_grants_them():
    make_think_tank()

    response = desk(make_user())

    assert response.status_code == 200
    assert "The region’s coordinator grants it." in html_of(response)
    assert response.context["programmes"] == []


def test_desk_lists_the_facilitators_own_think_tanks_the_open_one_first():
    programme = make_programme()
    planned = make_think_tank(programme=programme, is_open=False, town="Saldus")
    ended = make_think_tank(programme=programme, town="Ventspils")
    close_think_tank(ended, by=None)
    running = make_think_tank(programme=programme, town="Kuldīga")
    later = make_think_tank(
        programme=programme, is_open=False, town="Talsi", held_on=datetime.date(2026, 12, 1)
    )
    make_think_tank(programme=programme, town="Liepāja")
    user = make_facilitator(running)
    for think_tank in (planned, ended, later):
        think_tank.facilitators.create(user=user)
    make_contribution(running)

    response = desk(user)

    (shown,) = response.context["programmes"]
    assert shown.programme == programme
    assert [
        (think_tank.town, think_tank.contribution_count) for think_tank in shown.think_tanks
    ] == [
        ("Kuldīga", 1),
        ("Saldus", 0),
        ("Talsi", 0),
        ("Ventspils", 0),
    ]
    assert "Open now · Kurzeme · 1 contribution" in text_of(response)
    assert "Liepāja" not in html_of(response)


def test_desk_counts_contributions_and_actions_of_a_plan():
    think_tank = make_think_tank()
    user = make_facilitator(think_tank)
    placed, undecided, hidden = (make_contribution(think_tank) for _ in range(3))
    hide(seen(hidden), by=user)
    make_action(placed)

    (shown,) = desk(user).context["programmes"]

    (plan,) = shown.plans
    assert plan == undecided.plan
    assert (plan.item_count, plan.undecided, plan.actions_now, plan.newest) == (2, 1, 1, None)


def test_desk_links_to_the_pages_of_a_plan():
    think_tank = make_think_tank()
    plan = make_contribution(think_tank).plan

    shown = html_of(desk(make_facilitator(think_tank)))

    for name in ("board-show", "plan-publish", "plan-history"):
        assert address(name, plan.pk) in shown
    assert "Still to consider: 1" in shown


def test_desk_of_a_coordinator_has_the_own_region_and_no_other():
    programme = make_programme()
    mine = make_think_tank(programme=programme)
    other = make_think_tank(programme=programme, region=region("latgale"))
    own = make_contribution(mine).plan
    make_contribution(other)

    response = desk(make_coordinator())

    (shown,) = response.context["programmes"]
    assert (shown.think_tanks, shown.plans) == ([mine], [own])


def test_desk_of_an_administrator_has_all_regions():
    programme = make_programme()
    plan = make_contribution(make_think_tank(programme=programme)).plan

    response = desk(make_administrator())

    (shown,) = response.context["programmes"]
    assert shown.programme == programme
    assert [row.region and row.region.code for row in shown.regions] == [
        "riga",
        "kurzeme",
        "zemgale",
        "vidzeme",
        "latgale",
        None,
    ]
    assert [(row.plan, row.think_tanks) for row in shown.regions] == [
        (None, 0),
        (plan, 1),
        (None, 0),
        (None, 0),
        (None, 0),
        (None, 0),
    ]
    assert "/admin/" in html_of(response)


def test_desk_shows_the_table_of_regions_to_administrators_only():
    think_tank = make_think_tank()

    for user in (make_facilitator(think_tank), make_coordinator()):
        (shown,) = desk(user).context["programmes"]
        assert (shown.think_tanks, shown.regions) == ([think_tank], [])


def test_desk_of_an_editor_has_the_draft_of_the_own_region():
    programme = make_programme()
    own = make_contribution(make_think_tank(programme=programme)).plan
    make_contribution(make_think_tank(programme=programme, region=region("latgale")))

    response = desk(make_editor())

    (shown,) = response.context["programmes"]
    assert shown.drafts == [own]
    assert address("plan-preview", own.pk) in html_of(response)
    assert address("board-show", own.pk) not in html_of(response)


@pytest.mark.parametrize(
    ("make_person", "message"),
    [
        (make_editor, "There is no draft of your region’s plan yet."),
        (make_coordinator, "No think tank is planned in your region yet."),
        (make_administrator, "No think tank is planned yet."),
    ],
)
def test_desk_without_think_tanks_shows_what_is_missing(make_person, message):
    assert message in html_of(desk(make_person()))


def test_desk_leaves_out_archived_programmes():
    think_tank = make_think_tank()
    user = make_facilitator(think_tank)
    make_contribution(think_tank)
    (before,) = desk(user).context["programmes"]
    think_tank.programme.state = "archived"
    think_tank.programme.save()

    after = desk(user).context["programmes"]

    assert (len(before.think_tanks), len(before.plans)) == (1, 1)
    assert after == []


@pytest.mark.parametrize("make_person", [make_administrator, make_coordinator])
def test_desk_costs_the_same_for_one_think_tank_and_for_five(make_person):
    programme = make_programme()
    user = make_person()
    make_contribution(make_think_tank(programme=programme))
    _page, queries_for_one = count_queries(desk, user)
    for code in ("kurzeme", "latgale", "zemgale", "vidzeme"):
        make_contribution(make_think_tank(programme=programme, region=region(code)))

    _page, queries_for_five = count_queries(desk, user)

    assert queries_for_five == queries_for_one


@pytest.mark.parametrize(("weeks", "overdue"), [(1, 0), (3, 1)])
def test_desk_counts_what_is_undecided_weeks_after_the_close(weeks, overdue):
    think_tank = make_think_tank()
    placed, hidden, _undecided = (make_contribution(think_tank) for _ in range(3))
    make_action(placed)
    hide(seen(hidden), by=make_coordinator())
    think_tank = close_think_tank(think_tank, by=None)
    think_tank.closed_at -= datetime.timedelta(weeks=weeks)
    think_tank.opened_at -= datetime.timedelta(weeks=weeks)
    think_tank.save()

    response = desk(make_coordinator())

    (programme,) = response.context["programmes"]
    (shown,) = programme.think_tanks
    assert shown.overdue == overdue
    message = "Still to consider, weeks after the think tank: 1"
    assert (message in html_of(response)) == bool(overdue)


@pytest.mark.parametrize(
    ("make_person", "shown"),
    [(make_administrator, [True, True]), (make_coordinator, [False, True])],
)
def test_desk_links_to_preparation(make_person, shown):
    think_tank = make_think_tank()

    page = html_of(desk(make_person()))

    names = ("programme-start", "think-tank-schedule")
    assert [address(name) in page for name in names] == shown
    assert address("think-tank-prepare", think_tank.pk) in page
    assert address("think-tank-schedule") not in html_of(desk(make_facilitator(think_tank)))
