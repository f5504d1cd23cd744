"""The list of plans."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from actionplans.operations.publication import withdraw_version
from tests.support.factories import (
    make_action,
    make_contribution,
    make_national_plan,
    make_programme,
    make_think_tank,
    make_user,
    make_version,
    region,
)
from tests.support.published_versions import make_crowded_version, text_of
from tests.support.queries import count_queries
from thinktanks.models import Programme

pytestmark = pytest.mark.django_db


def plan_list(client):
    return client.get("/en/plans/")


def programme():
    """Return the name of the only programme, which is part of the name of each link."""
    return Programme.objects.get().name_en


def test_plan_list_shows_what_is_published_and_what_is_not(client):
    think_tank = make_think_tank(programme=make_programme(code="2026"))
    make_version(make_action(make_contribution(think_tank)).plan)

    page_text = text_of(plan_list(client))

    assert f"Kurzeme action plan , {programme()} Version 1, published on" in page_text
    assert (
        f"Zemgale action plan , {programme()} This region’s plan is not published yet" in page_text
    )
    assert (
        f"National action plan , {programme()} The national plan is not published yet" in page_text
    )


def test_plan_list_shows_the_next_think_tank_of_a_region_without_plan(client):
    soon = timezone.localdate() + datetime.timedelta(days=10)
    make_think_tank(is_open=False, region=region("zemgale"), town="Dobele", held_on=soon)

    page_text = text_of(plan_list(client))

    assert f"Next think tank: {soon.day} {soon:%B} {soon.year}, Dobele" in page_text


def test_plan_list_does_not_call_a_past_think_tank_the_next(client):
    past = timezone.localdate() - datetime.timedelta(days=10)
    make_think_tank(is_open=False, region=region("zemgale"), town="Dobele", held_on=past)

    page_text = text_of(plan_list(client))

    assert "Zemgale action plan" in page_text
    assert "Dobele" not in page_text


def test_plan_list_says_that_all_versions_are_withdrawn(client):
    version = make_version(make_action().plan)
    withdraw_version(version, reason="Pirms laika", by=make_user())

    assert f"Kurzeme action plan , {programme()} All versions are withdrawn" in text_of(
        plan_list(client)
    )


def test_plan_list_calls_no_plan_withdrawn_that_is_published_meanwhile(client):
    plan, published = make_action().plan, []

    def publish_after_the_first_look(execute, sql, *rest):
        answer = execute(sql, *rest)
        if "actionplans_planversion" in sql and not published:
            published.append("begun")
            make_version(plan)
        return answer

    with connection.execute_wrapper(publish_after_the_first_look):
        page_text = text_of(plan_list(client))

    assert published
    assert f"Kurzeme action plan , {programme()} Version 1, published on" in page_text
    assert "All versions are withdrawn" not in page_text


def test_plan_list_waits_for_no_plan_of_an_archived_programme(client):
    think_tank = make_think_tank(programme=make_programme(code="2024"))
    make_version(make_action(make_contribution(think_tank)).plan)
    Programme.objects.update(state=Programme.State.ARCHIVED)

    page_text = text_of(plan_list(client))

    assert "Kurzeme action plan" in page_text
    assert "Zemgale action plan" not in page_text


def test_plan_list_costs_the_same_for_more_programmes_and_larger_plans(client):
    counts = []
    for actions in (3, 60):
        make_crowded_version(make_national_plan(), actions)
        response, count = count_queries(plan_list, client)
        assert response.status_code == 200
        counts.append(count)

    assert counts[0] == counts[1] <= 8
