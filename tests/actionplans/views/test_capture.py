import uuid

import pytest
from django.test import Client

from actionplans.models import PlanEvent
from tests.support.board_pages import address, said, signed_in, words
from tests.support.capture_pages import ESCAPED, SCRIPT, SOC_PAS, make_open_think_tank, texts
from tests.support.factories import (
    hours_ago,
    make_administrator,
    make_coordinator,
    make_facilitator,
    make_think_tank,
    make_user,
    role,
)
from thinktanks.operations.think_tanks import close_think_tank

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_open_think_tank()


def closed(room, hours):
    close_think_tank(room.think_tank, by=None)
    room.think_tank.refresh_from_db()
    room.think_tank.closed_at = hours_ago(hours)
    room.think_tank.save(update_fields=["closed_at"])


def test_contribution_capture_keeps_the_words_as_typed(room):
    response = room.type("Vajag telpas; citādi nekas –  nenotiek ☺")

    kept = room.think_tank.contributions.get()
    assert response.status_code == 302
    assert kept.text.body == "Vajag telpas; citādi nekas –  nenotiek ☺"
    assert (kept.author_role, kept.addressed_role) == (
        role("social_enterprises"),
        role("municipalities"),
    )
    assert kept.table.number == 2
    assert kept.captured_by == room.facilitator


def test_contribution_capture_comes_back_with_both_roles_and_the_table(room):
    response = room.type("Vajag telpas")
    page = room.client.get(response.url)

    assert response.url == f"{room.page}?pair={SOC_PAS}&table=2"
    assert page.context["pair"] == SOC_PAS
    assert f'value="{SOC_PAS}" autocomplete="off" checked' in words(page)
    assert '<option value="2" selected>2.</option>' in words(page)
    assert said(page) == ["Added"]


@pytest.mark.parametrize("person", [make_administrator, make_coordinator])
def test_contribution_capture_is_open_to_those_above_the_facilitator(room, person):
    response = room._replace(client=signed_in(person())).type("Vajag telpas")

    assert response.status_code == 302
    assert texts(room.think_tank) == ["Vajag telpas"]


def test_contribution_capture_does_not_exist_for_others(room):
    other = make_facilitator(make_think_tank())
    elsewhere = make_coordinator("latgale")

    answers = [
        room._replace(client=signed_in(person)).type("Vajag telpas").status_code
        for person in (other, elsewhere, make_user())
    ]

    assert answers == [404, 404, 404]
    assert texts(room.think_tank) == []


def test_contribution_capture_sends_anyone_else_to_sign_in(room):
    response = room._replace(client=Client()).type("Vajag telpas")

    assert response.status_code == 302
    assert "/accounts/login/" in response.url
    assert texts(room.think_tank) == []


def test_contribution_capture_is_not_a_page_of_its_own(room):
    response = room.client.get(address("contribution-capture", room.think_tank.pk))

    assert response.status_code == 405


def test_contribution_capture_stores_what_is_sent_twice_once(room):
    name = str(uuid.uuid4())

    answers = [room.type("Vajag telpas", uuid=name).status_code for _time in range(3)]

    assert answers == [302, 302, 302]
    assert texts(room.think_tank) == ["Vajag telpas"]


def test_contribution_capture_refuses_other_words_under_the_same_uuid(room):
    name = str(uuid.uuid4())
    room.type("Vajag telpas", uuid=name)

    response = room.type("Vajag mentoru", uuid=name)

    assert response.status_code == 409
    assert "This was already sent with other words." in words(response)
    assert response.context["text"] == "Vajag mentoru"
    assert texts(room.think_tank) == ["Vajag telpas"]


def test_contribution_capture_takes_the_refused_words_under_the_new_uuid_of_the_page(room):
    name = str(uuid.uuid4())
    room.type("Vajag telpas", uuid=name)
    refused = room.type("Vajag mentoru", uuid=name)

    room.type(refused.context["text"], uuid=str(refused.context["uuid"]))

    assert texts(room.think_tank) == ["Vajag telpas", "Vajag mentoru"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": "a" * 2001}, "The text is too long: 2001 of 2000 characters."),
        ({"text": "  \n "}, "Write what was said."),
        ({"text": "\u200b"}, "Write what was said."),
        ({"pair": "bakers.municipalities"}, "Choose a role from the list."),
        ({"pair": "municipalities"}, "Choose a role from the list."),
        ({"table": "99"}, "There is no such table at this think tank."),
        ({"table": "x"}, "There is no such table at this think tank."),
    ],
)
def test_contribution_capture_refuses_and_keeps_what_was_typed(room, fields, problem):
    values = {"text": "Vajag telpas", "pair": SOC_PAS, "table": "3"} | fields

    response = room.type(**values)

    assert response.status_code == 422
    assert problem in words(response)
    assert response.context["text"] == values["text"]
    assert (response.context["pair"], response.context["table"]) == (
        values["pair"],
        values["table"],
    )
    assert texts(room.think_tank) == []


def test_contribution_capture_takes_the_longest_text(room):
    response = room.type("a" * 2000)

    assert response.status_code == 302
    assert texts(room.think_tank) == ["a" * 2000]


def test_contribution_capture_refuses_a_table_of_another_think_tank():
    room = make_open_think_tank(tables=[None])
    make_think_tank(programme=room.think_tank.programme, tables=[None, None])

    refused = room.type("Vajag telpas", table="2")
    taken = room.type("Vajag telpas", table="1")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert len(texts(room.think_tank)) == 1


def test_contribution_capture_takes_words_without_speaker_addressee_or_table(room):
    room.type("Vajag telpas", pair="unknown.municipalities", table="")
    room.type("Vajag mentoru", pair="", table="")

    first, second = room.think_tank.contributions.order_by("pk")
    assert (first.author_role, first.addressed_role) == (None, role("municipalities"))
    assert (second.author_role, second.addressed_role, second.table) == (None, None, None)


def test_contribution_capture_waits_for_the_opening():
    room = make_open_think_tank(is_open=False)

    response = room.type("Vajag telpas")

    assert response.status_code == 422
    assert texts(room.think_tank) == []


def test_contribution_capture_takes_late_words_for_a_day(room):
    closed(room, hours=23)

    response = room.type("Vajag telpas")

    assert response.status_code == 302
    assert room.think_tank.contributions.get().late is True


def test_contribution_capture_ends_a_day_after_the_close(room):
    closed(room, hours=25)

    response = room.type("Vajag telpas")

    assert response.status_code == 422
    assert texts(room.think_tank) == []


def test_contribution_capture_of_several_lines_shows_them_first(room):
    response = room.type("Vajag telpas\n\nVajag mentoru")

    assert response.status_code == 200
    assert [row.text for row in response.context["pasted"].rows] == [
        "Vajag telpas",
        "Vajag mentoru",
    ]
    assert texts(room.think_tank) == []


def test_contribution_capture_of_a_whole_keeps_its_lines(room):
    response = room.type("Vajag telpas\r\nun mentoru", whole="1")

    assert response.status_code == 302
    assert texts(room.think_tank) == ["Vajag telpas\nun mentoru"]


def test_contribution_capture_answers_a_script_with_the_line_of_the_list(room):
    name = str(uuid.uuid4())

    response = room.type(SCRIPT, uuid=name, headers={"HX-Request": "true"})

    assert response.status_code == 201
    assert f'data-uuid="{name}"' in words(response)
    assert ESCAPED in words(response)
    assert "<script>" not in words(response)


def test_contribution_capture_answers_a_script_with_the_reason_of_a_refusal(room):
    name = str(uuid.uuid4())
    room.type("Vajag telpas", uuid=name)
    headers = {"HX-Request": "true"}

    other_words = room.type("Vajag mentoru", uuid=name, headers=headers)
    too_long = room.type("a" * 2001, headers=headers)

    assert (other_words.status_code, too_long.status_code) == (409, 422)
    assert "The first stays as it was." in words(other_words)
    assert "<html" not in words(too_long)


def test_contribution_capture_writes_one_event(room):
    room.type("Vajag telpas")

    plan = room.think_tank.contributions.get().plan
    assert list(PlanEvent.objects.filter(plan=plan).values_list("seq", "kind")) == [
        (1, "plan.opened"),
        (2, "contribution.captured"),
    ]
