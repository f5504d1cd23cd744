"""The pages about one action in general, and action-reword and action-detail."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplans.models import PlanEvent
from actionplans.operations.actions import detail_action, dissolve_action, reword_action
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
    region,
    role,
)
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.plan_forms import post_about
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db

PAGES = ("action-reword", "action-detail", "action-merge", "action-split", "action-link")
BUTTONS = ("action-unlink", "action-dissolve", "action-reorder")


@pytest.mark.parametrize("name", PAGES)
def test_page_shows_the_action_and_carries_its_version(name, client, think_tank, action, mentors):
    make_action(make_contribution(think_tank))

    response = client.get(address(name, action.pk))

    assert response.status_code == 200
    assert "Ļaut izmantot tukšās telpas" in html_of(response)
    assert '<input type="hidden" name="version" value="1"' in html_of(response)
    assert '<input type="hidden" name="op_uuid"' in html_of(response)


@pytest.mark.parametrize("name", PAGES + BUTTONS)
def test_page_is_for_those_who_work_on_the_plan(name, client, action):
    page = address(name, action.pk)
    stranger = signed_in(make_facilitator(make_think_tank(region=region("latgale"))))

    assert stranger.post(page, sent(version=1)).status_code == 404
    assert signed_in(make_user()).get(page).status_code == 404
    assert Client().get(page).url == f"/en/accounts/login/?next={page}"
    assert client.post(address(name, 4711), {}).status_code == 404
    assert client.get(page).status_code == (200 if name in PAGES else 405)


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "99999999999", "\x00"])
@pytest.mark.parametrize("name", [*PAGES, "action-dissolve"])
def test_page_refuses_what_is_no_version(name, version, client, action, mentors):
    member = action.placements.first().contribution
    everything = {
        **{"wording": "Cits", "items": handles(member)},
        **{"into": f"{mentors.pk}-1", "other": mentors.pk},
    }

    response = post_about(client, name, action, **everything | {"version": version})

    assert response.status_code == 422
    assert PlanEvent.objects.filter(kind__startswith="action").count() == 2  # both were formed


@pytest.mark.parametrize("name", PAGES)
def test_page_of_a_dissolved_action_redirects_to_the_board(name, client, action):
    dissolve_action(action, version=1, by=make_user())

    response = client.get(address(name, action.pk), follow=True)

    assert messages_of(response) == ["This action has been removed from the plan in the meantime."]
    assert response.context["column"].role == action.role


def test_reword_keeps_the_new_wording_and_returns_to_the_action(client, action):
    response = post_about(client, "action-reword", action, wording="Atdot tukšās telpas")

    action.refresh_from_db()
    assert action.wording.body == "Atdot tukšās telpas"
    assert response.context["opened"] == action.pk
    assert messages_of(response) == ["Wording saved"]


def test_reword_starts_from_the_chosen_member(client, action):
    member = action.placements.last().contribution
    page = address("action-reword", action.pk)

    start = client.get(page + f"?from={handles(member)[0]}").context["form"]["wording"].value()

    assert start == "Atdodiet telpas"
    for asked in ("", "?from=", "?from=contribution-999-1", "?from=%00"):
        present = client.get(page + asked).context["form"]["wording"].value()
        assert present == "Ļaut izmantot tukšās telpas"


def test_reword_of_an_action_without_wording_starts_from_the_first_member(client, think_tank):
    action = make_action(make_contribution(think_tank, text="Braukt kopā"), wording="")

    response = client.get(address("action-reword", action.pk))

    assert response.context["form"]["wording"].value() == "Braukt kopā"
    assert html_of(response).count(" autofocus") == 1


@pytest.mark.parametrize("wording", ["", "   ", "x" * 2001])
def test_reword_refuses_an_empty_text_and_one_that_is_too_long(client, action, wording):
    response = post_about(client, "action-reword", action, wording=wording)

    assert response.status_code == 422
    assert (messages_of(response) == ["Enter the wording."]) == (not wording.strip())
    action.refresh_from_db()
    assert action.wording.body == "Ļaut izmantot tukšās telpas"


def test_reword_shows_both_texts_after_a_conflict(client, action):
    reword_action(action, wording="Iznomāt telpas", version=1, by=make_user(name="Māris Ozols"))

    response = post_about(client, "action-reword", action, wording="Atdot telpas")

    assert response.status_code == 409
    assert response.context["current"] == [("", "Iznomāt telpas")]
    assert response.context["submitted"] == [("", "Atdot telpas")]
    assert "Māris Ozols reworded an action: “Iznomāt telpas”" in html_of(response)
    client.post(response.context["address"], dict(response.context["fields"]))
    action.refresh_from_db()
    assert action.wording.body == "Atdot telpas"


def test_reword_sent_twice_is_one_change(client, action):
    form = sent(version=1, wording="Atdot telpas")
    page = address("action-reword", action.pk)

    first, second = (client.post(page, form, follow=True) for _ in range(2))

    assert PlanEvent.objects.filter(kind="action.reworded").count() == 1
    assert messages_of(first) == messages_of(second) == ["Wording saved"]


def test_detail_keeps_everything(client, action):
    form = {
        **{"condition": "Ja ir finansējums", "lead": "Attīstības nodaļa"},
        **{"first_step": "Apsekot ēkas", "deadline": "2027-06-30"},
        "support_roles": [role("policy_makers").pk],
    }

    response = post_about(client, "action-detail", action, **form)

    action.refresh_from_db()
    assert [action.condition.body, action.lead.body, action.first_step.body] == [
        "Ja ir finansējums",
        "Attīstības nodaļa",
        "Apsekot ēkas",
    ]
    assert action.deadline == datetime.date(2027, 6, 30)
    assert list(action.support_roles.all()) == [role("policy_makers")]
    assert messages_of(response) == ["Details saved"]


def test_detail_shows_what_is_there(client, action):
    detail_action(
        action,
        condition="Ja ir finansējums",
        deadline=datetime.date(2027, 6, 30),
        support_roles=[role("policy_makers")],
        version=1,
        by=make_user(),
    )

    response = client.get(address("action-detail", action.pk))

    assert 'value="Ja ir finansējums"' in html_of(response)
    assert 'type="date" name="deadline" value="2027-06-30"' in html_of(response)
    assert response.context["form"]["support_roles"].value() == [role("policy_makers").pk]


@pytest.mark.parametrize(
    "field",
    [
        {"deadline": "30.02.2027"},
        {"deadline": "0027-03-01"},
        {"deadline": "9999-12-31"},
        {"support_roles": ["4711"]},
    ],
)
def test_detail_refuses_what_is_no_date_or_role_and_keeps_the_rest(client, action, field):
    response = post_about(client, "action-detail", action, condition="Ja ir nauda", **field)

    assert response.status_code == 422
    assert 'value="Ja ir nauda"' in html_of(response)
    assert PlanEvent.objects.filter(kind="action.detailed").count() == 0


def test_detail_shows_both_after_a_conflict(client, action):
    detail_action(action, condition="Ja ir finansējums", version=1, by=make_user())

    response = post_about(client, "action-detail", action, condition="Ja ir nauda")

    assert response.status_code == 409
    assert [text for _label, text in response.context["current"] if text] == ["Ja ir finansējums"]
    assert [text for _label, text in response.context["submitted"]] == ["Ja ir nauda"]


def test_reword_from_a_page_taken_from_history_loses_nothing(client, action):
    form = sent(version=1, wording="Atdot telpas")
    page = address("action-reword", action.pk)
    client.post(page, form)

    response = client.post(page, form | {"wording": "Iznomāt telpas"})

    assert response.status_code == 409
    assert response.context["submitted"] == [("", "Iznomāt telpas")]


@pytest.mark.parametrize("name", PAGES)
def test_page_reads_its_action_once(name, client, action):
    with CaptureQueriesContext(connection) as queries:
        client.get(address(name, action.pk))

    reads = [query for query in queries if 'FROM "actionplans_contribution"' in query["sql"]]
    lists_the_board = name in ("action-merge", "action-link")
    assert len(reads) == 1 + lists_the_board
