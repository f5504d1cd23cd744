"""What was said already and looks like the words in the field."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.operations.capture import (
    correct_contribution,
    hide,
    split_contribution,
    unhide,
    withdraw_contribution,
)
from actionplans.queries.capture.similar import similar_at
from tests.support.board_pages import address, signed_in
from tests.support.capture_pages import ESCAPED, SCRIPT, make_open_think_tank
from tests.support.factories import (
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
    seen,
)

pytestmark = pytest.mark.django_db

TYPED = "Mazināt birokrātiju pašvaldībām"
# Five as on every page of the desk, the think tank, the newest event, all its texts after a change, the rows shown.
FIRST, AGAIN = 9, 8


@pytest.fixture
def room():
    return make_open_think_tank()


def ask(room, text=TYPED):
    return room.client.get(address("contribution-similar", room.think_tank.pk), {"text": text})


def found(room, text=TYPED):
    return [one.words for one in ask(room, text).context["similar"]]


def say(room, *texts):
    return [make_contribution(room.think_tank, by=room.facilitator, text=text) for text in texts]


def test_contribution_similar_gives_three_of_this_think_tank_with_the_words_marked(room):
    say(room, *(f"Jāmazina birokrātija {number} reizes" for number in range(5)), "Skolas virtuve")
    make_contribution(make_think_tank(), text=TYPED)

    response = ask(room)

    assert [one.words for one in response.context["similar"]] == [
        f"Jāmazina birokrātija {number} reizes" for number in range(3)
    ]
    assert response.content.decode().count("<mark>birokrātija</mark>") == 3
    assert response.headers["Cache-Control"].split(", ")[-1] == "private"
    assert "no-store" in response.headers["Cache-Control"]


def test_contribution_similar_is_empty_where_nothing_is_near(room):
    say(room, "Skolas virtuve")

    assert (found(room), ask(room).content.strip()) == ([], b"")


def test_contribution_similar_leaves_out_what_is_hidden_taken_back_or_split(room):
    hidden, withdrawn, divided = say(room, TYPED, f"{TYPED} un", f"{TYPED} visiem")
    before = found(room)

    hide(seen(hidden), by=room.facilitator)
    withdraw_contribution(withdrawn, version=withdrawn.version, by=room.facilitator)
    parts = ["Birokrātijas mazināšana", "Te"]
    split_contribution(divided, parts=parts, version=divided.version, by=room.facilitator)

    assert sorted(before) == sorted([TYPED, f"{TYPED} un", f"{TYPED} visiem"])
    assert found(room) == ["Birokrātijas mazināšana"]
    unhide(seen(hidden), by=room.facilitator)
    assert found(room) == [TYPED, "Birokrātijas mazināšana"]


def test_contribution_similar_reads_the_words_as_corrected(room):
    (said,) = say(room, "Skolas virtuve")
    assert found(room) == []

    correct_contribution(said, text=TYPED, version=said.version, by=room.facilitator)

    assert found(room) == [TYPED]


def test_contribution_similar_of_another_think_tank_does_not_exist(room):
    say(room, TYPED)
    other = make_facilitator(make_think_tank())

    answers = [
        client.get(address("contribution-similar", room.think_tank.pk), {"text": TYPED}).status_code
        for client in (room.client, signed_in(other), signed_in(make_user()))
    ]

    assert answers == [200, 404, 404]


def test_contribution_similar_escapes_what_was_said(room):
    say(room, f"{SCRIPT} birokrātija")

    content = ask(room, "birokrātija").content.decode()

    assert f"{ESCAPED} <mark>birokrātija</mark>" in content
    assert SCRIPT not in content


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 401, "‮\u200b"])
def test_contribution_similar_finds_nothing_for_what_is_no_text(room, text):
    say(room, TYPED)

    response = ask(room, text)

    assert (response.status_code, response.context["similar"]) == (200, [])


def test_contribution_similar_costs_the_same_for_one_and_for_many(room):
    say(room, TYPED)
    costs = []
    for more in (1, 12):
        say(room, *(f"{TYPED} {number} reizes" for number in range(more)))
        for _time in range(2):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                ask(room)
            costs.append(len(queries))

    assert costs == [FIRST, AGAIN, FIRST, AGAIN]


def test_similar_at_a_think_tank_without_words_is_empty(room):
    assert similar_at(room.think_tank, TYPED) == []
