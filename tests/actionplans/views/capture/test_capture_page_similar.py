"""Contributions that are similar to the text in the field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.operations.capture import withdraw_contribution
from actionplans.operations.contributions import (
    correct_contribution,
    hide,
    split_contribution,
    unhide,
)
from actionplans.queries.capture.similar import similar_at
from tests.support.factories import (
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
    seen,
)
from tests.support.pages.capture_pages import ESCAPED, SCRIPT
from tests.support.pages.requests import address, signed_in

pytestmark = pytest.mark.django_db

TYPED = "Mazināt birokrātiju pašvaldībām"
# Five as on every page of the desk, the think tank, the newest event, all its texts after a change, the rows shown.
FIRST, AGAIN = 9, 8


def ask(capture_page, text=TYPED):
    return capture_page.client.get(
        address("contribution-similar", capture_page.think_tank.pk), {"text": text}
    )


def found(capture_page, text=TYPED):
    return [row.current_text for row in ask(capture_page, text).context["similar"]]


def say(capture_page, *texts):
    return [
        make_contribution(capture_page.think_tank, by=capture_page.facilitator, text=text)
        for text in texts
    ]


def test_contribution_similar_gives_three_of_this_think_tank_with_matching_words_marked(
    capture_page,
):
    say(
        capture_page,
        *(f"Jāmazina birokrātija {number} reizes" for number in range(5)),
        "Skolas virtuve",
    )
    make_contribution(make_think_tank(), text=TYPED)

    response = ask(capture_page)

    assert [row.current_text for row in response.context["similar"]] == [
        f"Jāmazina birokrātija {number} reizes" for number in range(3)
    ]
    assert response.content.decode().count("<mark>birokrātija</mark>") == 3
    assert response.headers["Cache-Control"].split(", ")[-1] == "private"
    assert "no-store" in response.headers["Cache-Control"]


def test_contribution_similar_is_empty_where_nothing_is_near(capture_page):
    say(capture_page, "Skolas virtuve")

    assert (found(capture_page), ask(capture_page).content.strip()) == ([], b"")


def test_contribution_similar_leaves_out_what_is_hidden_taken_back_or_split(capture_page):
    hidden, withdrawn, divided = say(capture_page, TYPED, f"{TYPED} un", f"{TYPED} visiem")
    before = found(capture_page)

    hide(seen(hidden), by=capture_page.facilitator)
    withdraw_contribution(withdrawn, version=withdrawn.version, by=capture_page.facilitator)
    parts = ["Birokrātijas mazināšana", "Te"]
    split_contribution(divided, parts=parts, version=divided.version, by=capture_page.facilitator)

    assert sorted(before) == sorted([TYPED, f"{TYPED} un", f"{TYPED} visiem"])
    assert found(capture_page) == ["Birokrātijas mazināšana"]
    unhide(seen(hidden), by=capture_page.facilitator)
    assert found(capture_page) == [TYPED, "Birokrātijas mazināšana"]


def test_contribution_similar_reads_the_corrected_text(capture_page):
    (contribution,) = say(capture_page, "Skolas virtuve")
    assert found(capture_page) == []

    correct_contribution(
        contribution, text=TYPED, version=contribution.version, by=capture_page.facilitator
    )

    assert found(capture_page) == [TYPED]


def test_contribution_similar_of_another_think_tank_does_not_exist(capture_page):
    say(capture_page, TYPED)
    other = make_facilitator(make_think_tank())

    answers = [
        client.get(
            address("contribution-similar", capture_page.think_tank.pk), {"text": TYPED}
        ).status_code
        for client in (capture_page.client, signed_in(other), signed_in(make_user()))
    ]

    assert answers == [200, 404, 404]


def test_contribution_similar_escapes_what_was_said(capture_page):
    say(capture_page, f"{SCRIPT} birokrātija")

    content = ask(capture_page, "birokrātija").content.decode()

    assert f"{ESCAPED} <mark>birokrātija</mark>" in content
    assert SCRIPT not in content


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 401, "‮\u200b"])
def test_contribution_similar_finds_nothing_for_what_is_no_text(capture_page, text):
    say(capture_page, TYPED)

    response = ask(capture_page, text)

    assert (response.status_code, response.context["similar"]) == (200, [])


def test_contribution_similar_costs_the_same_for_1_and_for_14(capture_page):
    say(capture_page, TYPED)
    costs = []
    for more in (1, 12):
        say(capture_page, *(f"{TYPED} {number} reizes" for number in range(more)))
        for _time in range(2):
            with CaptureQueriesContext(connection) as queries:
                ask(capture_page)
            costs.append(len(queries))

    assert costs == [FIRST, AGAIN, FIRST, AGAIN]


def test_similar_at_a_think_tank_without_contributions_is_empty(capture_page):
    assert similar_at(capture_page.think_tank, TYPED) == []
