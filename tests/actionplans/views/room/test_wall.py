"""The wall: the newest contributions first, for everyone at the think tank."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import correct_contribution, hide
from tests.support.factories import (
    make_contribution,
    make_coordinator,
    make_device,
    make_facilitator,
    make_think_tank,
    seen,
)
from tests.support.pages.requests import address, html_of, signed_in
from thinktanks.codes import show_code

pytestmark = pytest.mark.django_db
POLL = {"HX-Request": "true"}
SPEAKER = re.compile(r'<p class="said-to">(.*?)<span>', re.DOTALL)


def wall(think_tank, user, **headers):
    return signed_in(user).get(address("think-tank-wall", think_tank.pk), headers=headers)


def shown(response):
    return [item.contribution.current_text for item in response.context["wall"].newest]


def speakers_of(response):
    return [
        item.speaker_shown and item.contribution.author_role.code
        for item in response.context["wall"].newest
    ]


def test_wall_has_the_newest_first_and_counts_all(think_tank, facilitator):
    for number in range(1, 27):
        make_contribution(think_tank, text=f"Teikums {number}")

    response = wall(think_tank, facilitator)

    assert shown(response) == [f"Teikums {number}" for number in range(26, 2, -1)]
    assert response.context["wall"].total == 26


def test_wall_shows_an_unknown_role_as_one_that_is_not_shown(think_tank, facilitator):
    device, _token = make_device(think_tank)
    make_contribution(think_tank, author_role=None)
    make_contribution(think_tank, by=device)

    page = html_of(wall(think_tank, facilitator))

    speakers = [" ".join(speaker.split()) for speaker in SPEAKER.findall(page)]
    assert speakers == ["Somebody – for municipalities"] * 2


def test_wall_shows_neither_what_is_hidden_nor_what_was_taken_back(think_tank, facilitator):
    kept, hidden, back = (make_contribution(think_tank, text=f"Vārds {n}") for n in "ABC")
    hide(seen(hidden), by=facilitator)
    withdraw_contribution(back, version=back.version, by=facilitator)

    response = wall(think_tank, facilitator)

    assert (shown(response), response.context["wall"].total) == ([kept.current_text], 1)
    assert "Vārds B" not in html_of(response)
    assert "Vārds C" not in html_of(response)


@pytest.mark.parametrize("text", ["Zvaniet man 29123456", "Rakstiet anna@example.org"])
def test_wall_holds_back_what_looks_personal_until_it_is_corrected(think_tank, facilitator, text):
    held = make_contribution(think_tank, text=text)

    before = wall(think_tank, facilitator)
    correct_contribution(held, text="Zvaniet", version=held.version, by=facilitator)

    assert (shown(before), before.context["wall"].total) == ([], 1)
    assert text not in html_of(before)
    assert shown(wall(think_tank, facilitator)) == ["Zvaniet"]


@pytest.mark.parametrize(("devices", "speaker"), [(2, False), (3, "social_enterprises")])
def test_wall_shows_the_role_of_a_device_only_among_three(
    think_tank, facilitator, devices, speaker
):
    joined = [make_device(think_tank) for _time in range(devices)]
    device, _token = joined[0]
    make_contribution(think_tank, by=device)

    assert speakers_of(wall(think_tank, facilitator)) == [speaker]


def test_wall_shows_the_role_of_what_was_typed_at_a_table(think_tank, facilitator):
    make_contribution(think_tank, by=facilitator)

    response = wall(think_tank, facilitator)

    assert speakers_of(response) == ["social_enterprises"]
    assert "Social entrepreneurs" in html_of(response)


def test_wall_shows_no_names(think_tank, facilitator):
    device, _token = make_device(think_tank)
    make_contribution(think_tank, by=facilitator)
    make_contribution(think_tank, by=device)

    response = wall(think_tank, facilitator, **POLL)

    assert response.status_code == 200
    assert "Kanārija" not in html_of(response)
    assert device.receipt_code not in html_of(response)


def test_wall_shows_what_is_addressed_to_nobody_yet(think_tank, facilitator):
    make_contribution(think_tank, text="Kam tas?", addressed_role=None)

    assert shown(wall(think_tank, facilitator)) == ["Kam tas?"]


def test_wall_shows_the_code_for_those_who_come_late(think_tank, facilitator):
    page = html_of(wall(think_tank, facilitator))

    assert show_code(think_tank.join_code) in page
    assert "127.0.0.1:8000/join/" in page


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
    assert "Contributions" in html_of(second)
    latvian = signed_in(facilitator).get(f"/desk/thinktanks/{think_tank.pk}/wall/", headers=POLL)
    assert "Contributions" not in html_of(latvian)
    assert "Ieteikumi" in html_of(latvian)


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
