"""Hide, show again and take back: one click each, with undo."""

import pytest
from django.test import Client

from actionplans.models import Plan
from actionplans.operations.contributions import correct_contribution
from tests.support.factories import (
    make_action,
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
)
from tests.support.pages.requests import address, html_of, messages_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contribution(capture_page):
    return make_contribution(capture_page.think_tank, text="Vajag telpas")


def click(capture_page, contribution, verb, version=1, **more):
    return capture_page.client.post(
        address(f"contribution-{verb}", contribution.pk), {"version": version}, **more
    )


def test_contribution_hide_keeps_it_in_the_list_only(capture_page, contribution):
    page = capture_page.client.get(click(capture_page, contribution, "hide").url)

    contribution.refresh_from_db()
    assert contribution.hidden is True
    assert messages_of(page) == ["Hidden from board and plan"]
    assert [row.current_text for row in page.context["contributions"]] == ["Vajag telpas"]
    assert address("contribution-unhide", contribution.pk) in html_of(page)
    board = capture_page.client.get(address("board-show", contribution.plan.pk))
    assert board.context["board"].total == 0


def test_contribution_unhide_shows_it_again(capture_page, contribution):
    click(capture_page, contribution, "hide")

    page = capture_page.client.get(click(capture_page, contribution, "unhide", version=2).url)

    contribution.refresh_from_db()
    assert contribution.hidden is False
    assert messages_of(page)[-1] == "Shown again"


def test_contribution_hide_can_be_undone(capture_page, contribution):
    page = capture_page.client.get(click(capture_page, contribution, "hide").url)
    seq = contribution.plan.events.get(kind="contribution.hidden").seq
    assert f'name="seq" value="{seq}"' in html_of(page)

    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), {"seq": seq}, follow=True
    )

    contribution.refresh_from_db()
    assert contribution.hidden is False
    assert messages_of(response) == [f"Change {seq} undone"]


def test_contribution_withdraw_takes_it_off_the_list(capture_page, contribution):
    page = capture_page.client.get(click(capture_page, contribution, "withdraw").url)

    contribution.refresh_from_db()
    assert contribution.state == "withdrawn"
    assert messages_of(page) == ["Taken back"]
    assert page.context["contributions"] == []
    assert page.context["total"] == 0


def test_contribution_withdraw_can_be_undone(capture_page, contribution):
    click(capture_page, contribution, "withdraw")
    seq = contribution.plan.events.get(kind="contribution.withdrawn").seq

    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), {"seq": seq}, follow=True
    )

    assert [row.current_text for row in response.context["contributions"]] == ["Vajag telpas"]


def test_contribution_withdraw_answers_a_script_without_a_page(capture_page, contribution):
    response = click(capture_page, contribution, "withdraw", headers={"HX-Request": "true"})

    contribution.refresh_from_db()
    assert (response.status_code, response.content) == (204, b"")
    assert contribution.state == "withdrawn"


def test_contribution_withdraw_refuses_what_is_considered(capture_page, contribution):
    make_action(contribution)
    contribution.refresh_from_db()

    page = click(capture_page, contribution, "withdraw", version=contribution.version)
    refused = click(
        capture_page,
        contribution,
        "withdraw",
        version=contribution.version,
        headers={"HX-Request": "true"},
    )

    contribution.refresh_from_db()
    assert (page.status_code, refused.status_code) == (422, 422)
    assert "It has already been considered and can no longer be taken back." in html_of(page)
    assert "<html" not in html_of(refused)
    assert contribution.state == "placed"


@pytest.mark.parametrize("verb", ["hide", "unhide", "withdraw"])
def test_one_click_on_what_was_changed_meanwhile_shows_it_first(capture_page, contribution, verb):
    correct_contribution(contribution, text="Vajag siltas telpas", version=1, by=make_user())

    response = click(capture_page, contribution, verb)
    forced = click(capture_page, contribution, verb, version=response.context["version"])

    assert response.status_code == 409
    assert "„Vajag siltas telpas”" in html_of(response)
    assert forced.status_code == 302


@pytest.mark.parametrize("verb", ["hide", "unhide", "withdraw"])
@pytest.mark.parametrize("version", ["", "x"])
def test_one_click_without_a_version_can_be_sent_again(capture_page, contribution, verb, version):
    response = click(capture_page, contribution, verb, version=version)
    again = click(capture_page, contribution, verb, version=response.context["version"])

    assert (response.status_code, response.context["version"]) == (422, 1)
    assert again.status_code == 302


@pytest.mark.parametrize("verb", ["hide", "unhide", "withdraw"])
def test_one_click_does_not_exist_for_others(capture_page, contribution, verb):
    other = capture_page._replace(client=signed_in(make_facilitator(make_think_tank())))
    nobody = capture_page._replace(client=Client())

    answers = [click(other, contribution, verb), click(nobody, contribution, verb)]

    contribution.refresh_from_db()
    assert [answer.status_code for answer in answers] == [404, 302]
    assert "/accounts/login/" in answers[1].url
    assert (contribution.version, contribution.hidden, contribution.state) == (
        1,
        False,
        "undecided",
    )


@pytest.mark.parametrize("verb", ["hide", "unhide", "withdraw"])
def test_one_click_is_no_link(capture_page, contribution, verb):
    assert (
        capture_page.client.get(address(f"contribution-{verb}", contribution.pk)).status_code == 405
    )


@pytest.mark.parametrize("fields", [{}, {"seq": "x"}, {"batch": "x"}, {"seq": "77"}])
def test_capture_undo_refuses_what_is_no_change(capture_page, contribution, fields):
    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), fields, follow=True
    )

    assert messages_of(response) == ["There is no such change."]


@pytest.mark.parametrize(
    "fields", [{"seq": "1"}, {"batch": "7d0c3a52-6f6b-4c0e-9d55-0a3d5c1f2b11"}]
)
def test_capture_undo_creates_no_plan(capture_page, fields):
    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), fields, follow=True
    )

    assert messages_of(response) == ["There is no such change."]
    assert not Plan.objects.exists()


def test_capture_undo_refuses_what_was_changed_since(capture_page, contribution):
    click(capture_page, contribution, "hide")
    seq = contribution.plan.events.get(kind="contribution.hidden").seq
    correct_contribution(contribution, text="Vajag siltas telpas", version=2, by=make_user())

    response = capture_page.client.post(
        address("capture-undo", capture_page.think_tank.pk), {"seq": seq}, follow=True
    )

    contribution.refresh_from_db()
    assert messages_of(response)[-1] == "Some of it has changed since and can no longer be undone."
    assert contribution.hidden is True


def test_capture_undo_does_not_exist_for_others(capture_page, contribution):
    click(capture_page, contribution, "hide")
    seq = contribution.plan.events.get(kind="contribution.hidden").seq
    other = signed_in(make_facilitator(make_think_tank()))

    response = other.post(address("capture-undo", capture_page.think_tank.pk), {"seq": seq})

    contribution.refresh_from_db()
    assert response.status_code == 404
    assert contribution.hidden is True
