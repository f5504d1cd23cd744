"""plan-publish: what must still be decided, and the next version."""

import re

import pytest
from django.test import Client

from actionplans.models import ItemState, PlanVersion
from actionplans.operations.actions import detail_action
from actionplans.operations.items import take_out
from actionplans.operations.publication import withdraw_version
from tests.support.boards.steps import reloaded
from tests.support.factories import (
    make_action,
    make_administrator,
    make_contribution,
    make_coordinator,
    make_facilitator,
    make_national_plan,
    make_think_tank,
    make_user,
    make_version,
    region,
    seen,
)
from tests.support.pages.board_pages import handles, sent
from tests.support.pages.page_forms import form_with
from tests.support.pages.plan_forms import post
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db
SET_ASIDE = "Set aside the selected ones"


def test_publish_is_offered_where_all_is_considered(client, action):
    response = client.get(address("plan-publish", action.plan_id))

    assert response.status_code == 200
    assert "All considered. Ready to publish." in html_of(response)
    assert "Publish version 1 </button>" in html_of(response)
    assert response.context["form"]["note"].value() == "Pirmā versija"


def test_publish_asks_about_a_former_version_only_where_there_is_one(client, action):
    page = address("plan-publish", action.plan_id)
    first, changed = "What should readers know about this version?", "What has changed since"
    of_the_first = html_of(client.get(page))
    make_version(action.plan)
    detail_action(action, lead="Dome", version=action.version, by=make_user())
    of_the_second = html_of(client.get(page))

    assert (first in of_the_first, changed in of_the_first) == (True, False)
    assert (first in of_the_second, changed in of_the_second) == (False, True)


def test_publish_says_afterwards_what_was_published(client, action):
    response = post(client, "plan-publish", action.plan, note="Pirmā", follow=True)

    page = html_of(response)
    assert re.findall("<h1[^>]*>(.*?)</h1>", page) == [" Version 1 is published "]
    assert (
        f'href="{address("plan-show", action.plan.programme.code, "kurzeme")}">See the plan' in page
    )
    assert "Nothing has changed" not in page


def test_publish_makes_the_next_version(client, action):
    make_version(action.plan)
    detail_action(action, lead="Dome", version=action.version, by=make_user())

    response = post(client, "plan-publish", action.plan, note="Zināms, kas vada", follow=True)

    version = PlanVersion.objects.get(number=2)
    assert (version.plan, version.note.body) == (action.plan, "Zināms, kas vada")
    assert messages_of(response) == ["Plan published"]
    assert "Version 2, published on" in html_of(response)


def test_publish_sent_twice_makes_one_version(client, action):
    form = sent(note="Pirmā")
    page = address("plan-publish", action.plan_id)

    first, second = (client.post(page, form, follow=True) for _ in range(2))

    assert PlanVersion.objects.count() == 1
    assert messages_of(first) == messages_of(second) == ["Plan published"]


def test_publish_lists_what_must_be_decided(client, think_tank, action):
    waiting = make_contribution(think_tank, text="Autobuss iet pusčetros")
    unworded = make_action(make_contribution(think_tank), wording="")
    taken_out = make_contribution(think_tank)
    empty = make_action(taken_out, wording="Braukt")
    take_out(seen(taken_out), by=make_user())

    response = client.get(address("plan-publish", action.plan_id))

    assert [item.row for item in response.context["checks"].undecided] == [waiting, taken_out]
    assert "Still to consider: 2" in html_of(response)
    assert "Actions without wording: 1" in html_of(response)
    assert address("action-reword", unworded.pk) in html_of(response)
    assert "Actions without contributions: 1" in html_of(response)
    assert f"open={empty.pk}#action-{empty.pk}" in html_of(response)
    assert "Publish version" not in html_of(response)


def test_publish_refuses_what_came_in_meanwhile_and_keeps_the_note(client, think_tank, action):
    make_contribution(think_tank)

    response = post(client, "plan-publish", action.plan, note="Pirmā versija pēc domnīcas")

    assert response.status_code == 422
    assert "Some contributions have not been considered yet." in html_of(response)
    assert "Pirmā versija pēc domnīcas" in html_of(response)
    assert PlanVersion.objects.count() == 0


@pytest.mark.parametrize("note", ["", "  ", "x" * 2001])
def test_publish_requires_a_note(client, action, note):
    assert post(client, "plan-publish", action.plan, note=note).status_code == 422
    assert PlanVersion.objects.count() == 0


def test_publish_says_that_the_note_is_missing(client, action):
    response = post(client, "plan-publish", action.plan, note=" ")

    assert (response.status_code, messages_of(response)) == (422, ["Write a note on this version."])


def test_publish_refuses_the_same_again_and_an_empty_plan(client, think_tank, action):
    make_version(action.plan)
    same = post(client, "plan-publish", action.plan, note="Vēlreiz")
    elsewhere = make_contribution(make_think_tank(region=region("latgale")))
    empty = post(signed_in(make_administrator()), "plan-publish", elsewhere.plan, note="Tukšs")

    assert (same.status_code, empty.status_code) == (422, 422)
    assert "Nothing has changed since the last version." in html_of(same)
    assert "An empty plan cannot be published" in html_of(empty)


def test_publish_is_offered_again_only_when_the_plan_has_changed(client, action):
    version = make_version(action.plan)
    page = address("plan-publish", action.plan_id)
    same = html_of(client.get(page))
    detail_action(reloaded(action), lead="Dome", version=action.version, by=make_user())
    changed = html_of(client.get(page))

    assert "Version 1 is published" in same
    assert "Publish version" not in same
    assert "Version 1 is published" not in changed
    assert "Publish version 2 </button>" in changed
    detail_action(reloaded(action), lead="", version=action.version, by=make_user())
    assert "Publish version" not in html_of(client.get(page))
    withdraw_version(version, reason="Kļūda", by=make_user())
    assert "Publish version 2 </button>" in html_of(client.get(page))


def test_set_aside_of_all_that_is_left_returns_to_publishing(client, think_tank, action):
    rest = [make_contribution(think_tank) for _ in range(3)]
    form = sent(items=handles(*rest), reason="outside_programme", **{"from": "publish"})

    response = client.post(address("item-set-aside", action.plan_id), form, follow=True)

    assert response.redirect_chain == [(address("plan-publish", action.plan_id), 302)]
    set_aside_now = action.plan.contributions.filter(state=ItemState.SET_ASIDE).order_by("pk")
    assert list(set_aside_now) == rest
    assert "All considered. Ready to publish." in html_of(response)


@pytest.mark.parametrize(
    ("reason", "refusal"),
    [("", "Choose a reason from the list."), ("other", "Explain briefly why.")],
)
def test_set_aside_that_is_refused_stays_on_the_page_about_publishing(
    client, think_tank, action, reason, refusal
):
    kept, _left = (make_contribution(think_tank) for _ in range(2))
    page = client.get(address("plan-publish", action.plan_id))

    refused = form_with(page, SET_ASIDE).fill(items=handles(kept), reason=reason).press(SET_ASIDE)

    assert (refused.status_code, messages_of(refused)) == (422, [refusal])
    assert "<h1> Before publishing </h1>" in html_of(refused)
    again = form_with(refused, SET_ASIDE)
    assert (again["items"], again["reason"]) == (handles(kept), [reason])
    asked_for = re.findall('class="[^"]*is-invalid" name="([a-z]+)"', html_of(refused))
    assert asked_for == (["note"] if reason else ["reason"])


def test_publish_is_for_those_who_work_on_the_plan(client, think_tank, action):
    page = address("plan-publish", action.plan_id)
    allowed = (make_facilitator(think_tank), make_coordinator(), make_administrator())
    elsewhere = make_facilitator(make_think_tank(region=region("latgale")))
    refused = (elsewhere, make_coordinator("latgale"), make_user())

    assert [signed_in(user).get(page).status_code for user in allowed] == [200] * 3
    assert [signed_in(user).post(page, sent(note="X")).status_code for user in refused] == [404] * 3
    assert Client().get(page).url == f"/en/accounts/login/?next={page}"
    assert PlanVersion.objects.count() == 0


def test_publish_nationally_is_for_administrators_alone(think_tank, facilitator, action):
    make_version(action.plan)
    page = address("plan-publish", make_national_plan(think_tank.programme).pk)

    users = (make_administrator(), make_coordinator(), facilitator)
    assert [signed_in(user).get(page).status_code for user in users] == [200, 404, 404]
