"""think-tank-show: the capture page before, during and after a think tank."""

import re

import pytest
from django.test import Client

from tests.support.closing import close_hours_ago
from tests.support.factories import (
    make_contribution,
    make_facilitator,
    make_think_tank,
    make_user,
    role,
)
from tests.support.pages.capture_lists import listed, open_page
from tests.support.pages.capture_pages import SOC_PAS, make_capture_page
from tests.support.pages.requests import address, html_of, signed_in
from thinktanks.models import Programme

pytestmark = pytest.mark.django_db


def count_in(response, pair) -> int:
    return next(
        cell.count for row in response.context["grid"] for cell in row if cell.value == pair
    )


def test_think_tank_show_does_not_exist_for_others(capture_page):
    other = make_facilitator(make_think_tank())

    answers = [
        client.get(capture_page.address).status_code
        for client in (capture_page.client, signed_in(other), signed_in(make_user()))
    ]

    assert answers == [200, 404, 404]


def test_think_tank_show_asks_to_sign_in(capture_page):
    response = Client().get(capture_page.address)

    assert response.status_code == 302
    assert "/accounts/login/" in response.url


def test_think_tank_show_counts_by_speaker_and_addressee(capture_page):
    for _time in range(2):
        make_contribution(capture_page.think_tank)
    make_contribution(
        capture_page.think_tank, author_role=None, addressed_role=role("policy_makers")
    )
    make_contribution(capture_page.think_tank, author_role=None, addressed_role=None)
    make_contribution()  # at another think tank

    response = open_page(capture_page)

    assert count_in(response, SOC_PAS) == 2
    assert count_in(response, "unknown.policy_makers") == 1
    assert count_in(response, "municipalities.policy_makers") == 0
    assert response.context["total"] == 4


def test_think_tank_show_offers_the_roles_of_its_programme_only():
    capture_page = make_capture_page()
    capture_page.think_tank.programme.speaker_roles.set([role("municipalities")])

    rows = open_page(capture_page).context["grid"]

    assert [row[0].speaker for row in rows] == [role("municipalities"), None]


def test_think_tank_show_repeats_the_choice_as_text(capture_page):
    chosen = html_of(open_page(capture_page, f"?pair={SOC_PAS}&table=3"))
    strange = html_of(open_page(capture_page, "?pair=bakers.kings&table=x"))

    checked = f'value="{SOC_PAS}" autocomplete="off" checked'
    assert checked in chosen
    assert checked not in strange
    assert '<option value="3" selected>' in chosen
    assert "<span>Choose who suggests to whom</span>" not in chosen
    assert "<span>Choose who suggests to whom</span>" in strange


def test_think_tank_show_says_that_it_has_not_begun():
    capture_page = make_capture_page(is_open=False)

    shown = html_of(open_page(capture_page))

    assert "This think tank has not started yet." in shown
    assert address("think-tank-open", capture_page.think_tank.pk) in shown
    assert address("contribution-capture", capture_page.think_tank.pk) not in shown


PHONES = "Phones can still send late contributions until "
TYPED_UP = "· typed up after the think tank"


@pytest.mark.parametrize(("hours", "phones_may_send"), [(1, True), (25, False)])
def test_think_tank_show_is_for_typing_up_after_the_close(capture_page, hours, phones_may_send):
    make_contribution(capture_page.think_tank, text="Tukšas telpas")
    close_hours_ago(capture_page.think_tank, hours=hours)
    capture_page.think_tank.refresh_from_db()
    make_contribution(capture_page.think_tank, text="No galdiņa lapas")

    response = open_page(capture_page)

    shown = html_of(response)
    assert "<h1>Type up after the think tank</h1>" in shown
    assert (PHONES in shown) == phones_may_send
    assert address("contribution-capture", capture_page.think_tank.pk) in shown
    assert listed(response) == ["No galdiņa lapas", "Tukšas telpas"]
    assert shown.count(TYPED_UP) == 1


def test_think_tank_show_is_read_only_in_an_archived_programme(capture_page):
    make_contribution(capture_page.think_tank, text="Tukšas telpas")
    close_hours_ago(capture_page.think_tank, hours=25)
    Programme.objects.update(state=Programme.State.ARCHIVED)

    response = open_page(capture_page)

    assert (
        "This programme is archived: everything can be read, but nothing can be changed."
        in html_of(response)
    )
    assert address("contribution-capture", capture_page.think_tank.pk) not in html_of(response)
    assert listed(response) == ["Tukšas telpas"]


def test_think_tank_show_says_that_there_is_no_contribution_yet(capture_page):
    assert "No contributions yet." in html_of(open_page(capture_page))


def test_think_tank_show_has_a_new_uuid_each_time(capture_page):
    found = [
        re.search(r'name="uuid" value="([0-9a-f-]{36})"', html_of(open_page(capture_page)))[1]
        for _number in range(2)
    ]

    assert found[0] != found[1]


def test_think_tank_show_in_english_marks_latvian_texts(capture_page):
    make_contribution(capture_page.think_tank, text="Tukšas telpas")

    assert '<p class="txt" lang="lv">Tukšas telpas</p>' in html_of(open_page(capture_page))
