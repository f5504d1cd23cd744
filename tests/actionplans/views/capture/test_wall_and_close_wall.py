"""The wall: the newest contributions first, for everyone at the think tank."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import hide
from tests.support.factories import (
    make_contribution,
    make_coordinator,
    make_device,
    make_facilitator,
    make_programme,
    make_think_tank,
    role,
    seen,
)
from tests.support.pages.requests import address, html_of, signed_in

pytestmark = pytest.mark.django_db
POLL = {"HX-Request": "true"}


@pytest.fixture
def think_tank():
    """Two addressed roles, the columns of the wall."""
    roles = [role("municipalities"), role("policy_makers")]
    return make_think_tank(programme=make_programme(addressed_roles=roles))


def wall(think_tank, user, **headers):
    return signed_in(user).get(address("think-tank-wall", think_tank.pk), headers=headers)


def shown(response):
    return [
        (
            column.role and column.role.code,
            [contribution.current_text for contribution in column.newest],
            column.total,
        )
        for column in response.context["columns"]
    ]


def test_wall_has_the_newest_of_each_role_first(think_tank, facilitator):
    for number in range(1, 8):
        make_contribution(think_tank, text=f"Teikums {number}")
    make_contribution(think_tank, text="Likums", addressed_role=role("policy_makers"))

    response = wall(think_tank, facilitator)

    assert shown(response) == [
        ("policy_makers", ["Likums"], 1),
        ("municipalities", [f"Teikums {number}" for number in (7, 6, 5, 4, 3)], 7),
    ]
    assert response.context["total"] == 8


def test_wall_shows_neither_what_is_hidden_nor_what_was_taken_back(think_tank, facilitator):
    kept, hidden, back = (make_contribution(think_tank, text=f"Vārds {n}") for n in "ABC")
    hide(seen(hidden), by=facilitator)
    withdraw_contribution(back, version=back.version, by=facilitator)

    response = wall(think_tank, facilitator)

    assert shown(response) == [("policy_makers", [], 0), ("municipalities", [kept.current_text], 1)]
    assert "Vārds B" not in html_of(response)
    assert "Vārds C" not in html_of(response)


def test_wall_shows_no_names(think_tank, facilitator):
    device, _token = make_device(think_tank)
    make_contribution(think_tank, by=facilitator)
    make_contribution(think_tank, by=device)

    response = wall(think_tank, facilitator, **POLL)

    assert response.status_code == 200
    assert "Kanārija" not in html_of(response)
    assert device.receipt_code not in html_of(response)


def test_wall_has_a_column_for_what_is_addressed_to_nobody_yet(think_tank, facilitator):
    make_contribution(think_tank, text="Kam tas?", addressed_role=None)

    assert shown(wall(think_tank, facilitator))[-1] == (None, ["Kam tas?"], 1)


def test_wall_answers_304_until_something_is_new(think_tank, facilitator):
    make_contribution(think_tank)
    first = wall(think_tank, facilitator, **POLL)
    etag = {"If-None-Match": first.headers["ETag"]}
    again = wall(think_tank, facilitator, **POLL, **etag)
    make_contribution(think_tank, text="Pavisam jauns")
    news = wall(think_tank, facilitator, **POLL, **etag)

    assert (first.status_code, again.status_code, news.status_code) == (200, 304, 200)
    assert again.content == b""
    assert "Pavisam jauns" in html_of(news)
    assert "<html" not in html_of(news)
    assert news.headers["Cache-Control"] == "no-store"


def test_wall_reads_no_contribution_where_nothing_is_new(think_tank, facilitator):
    make_contribution(think_tank)
    etag = {"If-None-Match": wall(think_tank, facilitator, **POLL).headers["ETag"]}

    with CaptureQueriesContext(connection) as queries:
        wall(think_tank, facilitator, **POLL, **etag)

    assert [query["sql"] for query in queries if "actionplans_contribution" in query["sql"]] == []


def test_wall_is_rendered_once_for_all_and_for_each_language(think_tank, facilitator):
    make_contribution(think_tank)
    first = wall(think_tank, facilitator, **POLL)

    with CaptureQueriesContext(connection) as queries:
        second = wall(think_tank, make_facilitator(think_tank), **POLL)

    assert second.content == first.content
    assert [query["sql"] for query in queries if "actionplans_text" in query["sql"]] == []
    assert "contribution so far" in html_of(second)
    latvian = signed_in(facilitator).get(f"/desk/thinktanks/{think_tank.pk}/wall/", headers=POLL)
    assert "contribution so far" not in html_of(latvian)
    assert "līdz šim" in html_of(latvian)


def test_wall_escapes_what_was_said(think_tank, facilitator):
    make_contribution(think_tank, text="<script>alert(1)</script>")

    page = html_of(wall(think_tank, facilitator, **POLL))

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>" not in page


def test_wall_does_not_exist_for_others(think_tank):
    other = make_facilitator(make_think_tank())

    assert wall(think_tank, make_coordinator()).status_code == 200
    assert wall(think_tank, make_coordinator("latgale")).status_code == 404
    assert wall(think_tank, other).status_code == 404
    assert wall(think_tank, other, **POLL).status_code == 404


def test_wall_costs_the_same_for_1_and_for_13(think_tank, facilitator):
    make_contribution(think_tank)
    with CaptureQueriesContext(connection) as for_1:
        wall(think_tank, facilitator, **POLL)
    for _time in range(12):
        make_contribution(think_tank)

    with CaptureQueriesContext(connection) as for_13:
        wall(think_tank, facilitator, **POLL)

    assert len(for_1) == len(for_13)
