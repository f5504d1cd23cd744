"""plan-publish: what must still be decided, and the next version."""

import re

import pytest
from django.test import Client

from actionplans.models import ItemState, PlanVersion
from actionplans.operations.actions import detail_action
from actionplans.operations.items import place, set_aside, take_out
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
from tests.support.pages.plan_forms import post
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


def test_publish_is_offered_where_all_is_considered(client, action):
    response = client.get(address("plan-publish", action.plan_id))

    assert response.status_code == 200
    assert "All considered. Ready to publish." in html_of(response)
    assert "Publish version 1 </button>" in html_of(response)
    assert response.context["form"]["note"].value() == "Pirmā versija"


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

    assert "Nothing has changed since the last version." in same
    assert "Publish version" not in same
    assert "Nothing has changed since the last version." not in changed
    assert "Publish version 2 </button>" in changed
    detail_action(reloaded(action), lead="", version=action.version, by=make_user())
    assert "Publish version" not in html_of(client.get(page))
    withdraw_version(version, reason="Kļūda", by=make_user())
    assert "Publish version 2 </button>" in html_of(client.get(page))


def test_publish_shows_possible_personal_data_and_where_it_is(client, think_tank, action):
    contribution = make_contribution(think_tank, text="Zvaniet Annai 26123456, viņa zina")
    make_action(contribution, wording="Zvanīt")
    aside = make_contribution(think_tank, text="Rakstiet anna@example.org")
    set_aside(seen(aside), reason="not_an_action", by=make_user())
    page = address("plan-publish", action.plan_id)

    response = client.get(page)

    assert [(finding.text.body, finding.item) for finding in response.context["findings"]] == [
        ("Zvaniet Annai 26123456, viņa zina", contribution),
        ("Rakstiet anna@example.org", aside),
    ]
    assert "Zvaniet Annai <mark>26123456</mark>, viņa zina" in html_of(response)
    assert "Possible personal data: 2" in html_of(response)
    assert address("contribution-correct", contribution.pk) in html_of(response)
    redact = address("text-redact", contribution.text_id)
    assert redact not in html_of(response)
    assert redact in html_of(signed_in(make_coordinator()).get(page))


def test_publish_with_possible_personal_data_requires_confirmation(client, think_tank):
    action = make_action(make_contribution(think_tank, text="Zvaniet Annai 26123456"))

    refused = post(client, "plan-publish", action.plan, note="Pirmā")
    done = post(client, "plan-publish", action.plan, note="Pirmā", personal_data_checked="on")

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Check the possible personal data first." in html_of(refused)
    assert PlanVersion.objects.count() == 1


def test_publish_requires_confirmation_again_for_what_came_in_meanwhile(client, think_tank):
    first = make_contribution(think_tank, text="Zvaniet Annai 26123456")
    action = make_action(first)
    second = make_contribution(think_tank, text="Zvaniet Ilzei 29123456")
    place(seen(second), action=action, by=make_user())
    confirmed = {"note": "Pirmā", "personal_data_checked": "on"}

    refused = post(
        client, "plan-publish", action.plan, **confirmed, personal_data_seen=f"{first.text_id} "
    )

    assert refused.status_code == 422
    assert f'value="{first.text_id} {second.text_id} "' in html_of(refused)
    assert not re.search(r'name="personal_data_checked"[^>]* checked', html_of(refused))
    shown = f"{first.text_id} {second.text_id} "
    assert (
        post(client, "plan-publish", action.plan, **confirmed, personal_data_seen=shown).status_code
        == 302
    )


def test_set_aside_of_all_that_is_left_returns_to_publishing(client, think_tank, action):
    rest = [make_contribution(think_tank) for _ in range(3)]
    form = sent(items=handles(*rest), reason="outside_programme", **{"from": "publish"})

    response = client.post(address("item-set-aside", action.plan_id), form, follow=True)

    assert response.redirect_chain == [(address("plan-publish", action.plan_id), 302)]
    set_aside_now = action.plan.contributions.filter(state=ItemState.SET_ASIDE).order_by("pk")
    assert list(set_aside_now) == rest
    assert "All considered. Ready to publish." in html_of(response)


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
