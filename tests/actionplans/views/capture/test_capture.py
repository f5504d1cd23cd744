"""contribution-capture: one contribution from the facilitator's page."""

import uuid

import pytest

from actionplans.models import PlanEvent
from tests.support.factories import make_think_tank, role
from tests.support.pages.capture_pages import ESCAPED, SCRIPT, SOC_PAS, make_capture_page, texts
from tests.support.pages.requests import address, html_of, messages_of

pytestmark = pytest.mark.django_db


def test_contribution_capture_keeps_the_text_as_typed(capture_page):
    response = capture_page.type("Vajag telpas; citādi nekas –  nenotiek ☺")

    kept = capture_page.think_tank.contributions.get()
    assert response.status_code == 302
    assert kept.text.body == "Vajag telpas; citādi nekas –  nenotiek ☺"
    assert (kept.author_role, kept.addressed_role) == (
        role("social_enterprises"),
        role("municipalities"),
    )
    assert kept.table.number == 2
    assert kept.captured_by == capture_page.facilitator


def test_contribution_capture_returns_to_the_page_with_both_roles_and_the_table(capture_page):
    response = capture_page.type("Vajag telpas")
    page = capture_page.client.get(response.url)

    assert response.url == f"{capture_page.address}?pair={SOC_PAS}&table=2"
    assert page.context["pair"] == SOC_PAS
    assert f'value="{SOC_PAS}" autocomplete="off" checked' in html_of(page)
    assert '<option value="2" selected>2.</option>' in html_of(page)
    assert messages_of(page) == ["Added"]


def test_contribution_capture_keeps_one_contribution_when_sent_twice(capture_page):
    entry = str(uuid.uuid4())

    answers = [capture_page.type("Vajag telpas", uuid=entry).status_code for _time in range(3)]

    assert answers == [302, 302, 302]
    assert texts(capture_page.think_tank) == ["Vajag telpas"]


def test_contribution_capture_sent_again_after_its_undo_keeps_it_once(capture_page):
    entry, think_tank = str(uuid.uuid4()), capture_page.think_tank
    capture_page.type("Vajag telpas", uuid=entry)
    undo = {"seq": PlanEvent.objects.latest("seq").seq}
    capture_page.client.post(address("capture-undo", think_tank.pk), undo)

    for _time in range(2):
        capture_page.type("Vajag telpas", uuid=entry)

    states = [contribution.state for contribution in think_tank.contributions.order_by("pk")]
    assert states == ["withdrawn", "undecided"]


def test_contribution_capture_refuses_another_text_under_the_same_uuid(capture_page):
    entry = str(uuid.uuid4())
    capture_page.type("Vajag telpas", uuid=entry)

    response = capture_page.type("Vajag mentoru", uuid=entry)

    assert response.status_code == 409
    assert "This was already sent with different text." in html_of(response)
    assert response.context["text"] == "Vajag mentoru"
    assert texts(capture_page.think_tank) == ["Vajag telpas"]


def test_contribution_capture_takes_the_refused_text_under_the_new_uuid_of_the_page(capture_page):
    entry = str(uuid.uuid4())
    capture_page.type("Vajag telpas", uuid=entry)
    refused = capture_page.type("Vajag mentoru", uuid=entry)

    capture_page.type(refused.context["text"], uuid=str(refused.context["uuid"]))

    assert texts(capture_page.think_tank) == ["Vajag telpas", "Vajag mentoru"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": "a" * 2001}, "The text is too long: 2001 of 2000 characters."),
        ({"text": "  \n "}, "Enter the contribution."),
        ({"text": "\u200b"}, "Enter the contribution."),
        ({"pair": "bakers.municipalities"}, "Choose a role from the list."),
        ({"pair": "municipalities"}, "Choose a role from the list."),
        ({"table": "99"}, "There is no such table at this think tank."),
        ({"table": "x"}, "There is no such table at this think tank."),
    ],
)
def test_contribution_capture_refuses_and_keeps_what_was_typed(capture_page, fields, problem):
    values = {"text": "Vajag telpas", "pair": SOC_PAS, "table": "3"} | fields

    response = capture_page.type(**values)

    assert response.status_code == 422
    assert problem in html_of(response)
    assert response.context["text"] == values["text"]
    assert (response.context["pair"], response.context["table"]) == (
        values["pair"],
        values["table"],
    )
    assert texts(capture_page.think_tank) == []


def test_contribution_capture_takes_the_longest_text(capture_page):
    response = capture_page.type("a" * 2000)

    assert response.status_code == 302
    assert texts(capture_page.think_tank) == ["a" * 2000]


def test_contribution_capture_refuses_a_table_of_another_think_tank():
    capture_page = make_capture_page(tables=[None])
    make_think_tank(programme=capture_page.think_tank.programme, tables=[None, None])

    refused = capture_page.type("Vajag telpas", table="2")
    taken = capture_page.type("Vajag telpas", table="1")

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert len(texts(capture_page.think_tank)) == 1


def test_contribution_capture_takes_a_text_without_speaker_addressee_or_table(capture_page):
    capture_page.type("Vajag telpas", pair="unknown.municipalities", table="")
    capture_page.type("Vajag mentoru", pair="", table="")

    first, second = capture_page.think_tank.contributions.order_by("pk")
    assert (first.author_role, first.addressed_role) == (None, role("municipalities"))
    assert (second.author_role, second.addressed_role, second.table) == (None, None, None)


def test_contribution_capture_of_several_lines_shows_them_first(capture_page):
    response = capture_page.type("Vajag telpas\n\nVajag mentoru")

    assert response.status_code == 200
    assert [row.text for row in response.context["pasted"].rows] == [
        "Vajag telpas",
        "Vajag mentoru",
    ]
    assert texts(capture_page.think_tank) == []


def test_contribution_capture_of_a_whole_keeps_its_lines(capture_page):
    response = capture_page.type("Vajag telpas\r\nun mentoru", whole="1")

    assert response.status_code == 302
    assert texts(capture_page.think_tank) == ["Vajag telpas\nun mentoru"]


def test_contribution_capture_answers_a_script_with_the_line_of_the_list(capture_page):
    entry = str(uuid.uuid4())

    response = capture_page.type(SCRIPT, uuid=entry, headers={"HX-Request": "true"})

    assert response.status_code == 201
    assert f'data-uuid="{entry}"' in html_of(response)
    assert ESCAPED in html_of(response)
    assert "<script>" not in html_of(response)


def test_contribution_capture_answers_a_script_with_the_reason_of_a_refusal(capture_page):
    entry = str(uuid.uuid4())
    capture_page.type("Vajag telpas", uuid=entry)
    headers = {"HX-Request": "true"}

    other_text = capture_page.type("Vajag mentoru", uuid=entry, headers=headers)
    too_long = capture_page.type("a" * 2001, headers=headers)

    assert (other_text.status_code, too_long.status_code) == (409, 422)
    assert "The first one is unchanged." in html_of(other_text)
    assert "<html" not in html_of(too_long)


def test_contribution_capture_writes_one_event(capture_page):
    capture_page.type("Vajag telpas")

    plan = capture_page.think_tank.contributions.get().plan
    assert list(PlanEvent.objects.filter(plan=plan).values_list("seq", "kind")) == [
        (1, "plan.opened"),
        (2, "contribution.captured"),
    ]
